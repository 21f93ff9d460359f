/// Where musical time stands, as LV2 tells it to plugins.
package struct PluginTime: BitwiseCopyable {
  /// 1 while time moves, 0 while it stands still.
  package var speed: Float

  /// The engine's frame at which the block begins.
  package var frame: Int64

  /// The bar, from 0, and the beat of it that sounds, with its fraction, from 0.
  package var bar: Int64
  package var barBeat: Float

  /// Beats in a bar, and beats a minute.
  package var beatsPerBar: Float
  package var tempo: Float

  @_noLocks
  package init(
    speed: Float, frame: Int64, bar: Int64, barBeat: Float, beatsPerBar: Float, tempo: Float
  ) {
    self.speed = speed
    self.frame = frame
    self.bar = bar
    self.barBeat = barBeat
    self.beatsPerBar = beatsPerBar
    self.tempo = tempo
  }
}

/// The numbers of what a `time:Position` is made of, looked up before the audio thread needs them.
package struct TimeVocabulary: BitwiseCopyable {
  private let object = URIDMap.number(Vocabulary.atom + "Object")
  private let float = URIDMap.number(Vocabulary.atom + "Float")
  private let long = URIDMap.number(Vocabulary.atom + "Long")
  private let int = URIDMap.number(Vocabulary.atom + "Int")
  private let position = URIDMap.number(Vocabulary.time + "Position")
  private let speed = URIDMap.number(Vocabulary.time + "speed")
  private let frame = URIDMap.number(Vocabulary.time + "frame")
  private let bar = URIDMap.number(Vocabulary.time + "bar")
  private let barBeat = URIDMap.number(Vocabulary.time + "barBeat")
  private let beatUnit = URIDMap.number(Vocabulary.time + "beatUnit")
  private let beatsPerBar = URIDMap.number(Vocabulary.time + "beatsPerBar")
  private let beatsPerMinute = URIDMap.number(Vocabulary.time + "beatsPerMinute")

  package init() {}

  /// Tells the plugin behind `buffer` where musical time stands at the block's first frame.
  @_noLocks
  package func write(_ time: PluginTime, to buffer: AtomBuffer) {
    // An object's head, then for each of seven properties 16 bytes and a value padded to 8.
    guard let body = buffer.append(frame: 0, type: object, count: 8 + 7 * 24) else { return }
    body.storeBytes(of: 0, as: UInt32.self)
    body.storeBytes(of: position, toByteOffset: 4, as: UInt32.self)
    put(time.speed, speed, at: body + 8)
    put(time.frame, frame, at: body + 32)
    put(time.bar, bar, at: body + 56)
    put(time.barBeat, barBeat, at: body + 80)
    put(time.beatsPerBar, beatsPerBar, at: body + 104)
    put(time.tempo, beatsPerMinute, at: body + 128)
    head(beatUnit, type: int, size: 4, at: body + 152)
    (body + 168).storeBytes(of: 4, as: Int64.self)
  }

  @_noLocks
  private func put(_ value: Float, _ key: UInt32, at place: UnsafeMutableRawPointer) {
    head(key, type: float, size: 4, at: place)
    place.storeBytes(of: 0, toByteOffset: 16, as: Int64.self)
    place.storeBytes(of: value, toByteOffset: 16, as: Float.self)
  }

  @_noLocks
  private func put(_ value: Int64, _ key: UInt32, at place: UnsafeMutableRawPointer) {
    head(key, type: long, size: 8, at: place)
    place.storeBytes(of: value, toByteOffset: 16, as: Int64.self)
  }

  @_noLocks
  private func head(
    _ key: UInt32, type: UInt32, size: UInt32, at place: UnsafeMutableRawPointer
  ) {
    place.storeBytes(of: key, as: UInt32.self)
    place.storeBytes(of: 0, toByteOffset: 4, as: UInt32.self)
    place.storeBytes(of: size, toByteOffset: 8, as: UInt32.self)
    place.storeBytes(of: type, toByteOffset: 12, as: UInt32.self)
  }
}
