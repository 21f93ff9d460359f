import Graph
import LV2

/// The messages that go to a plugin and come from it: MIDI, musical time, files to load.
struct PluginMessages: ~Copyable {
  private struct Incoming: BitwiseCopyable {
    let buffer: AtomBuffer

    /// The node's MIDI input; -1 where the port takes no MIDI.
    let input: Int
    let wantsTime: Bool
    let takesFiles: Bool
  }

  private struct Outgoing: BitwiseCopyable {
    let buffer: AtomBuffer
    let output: Int
  }

  private let incoming: UnsafeMutablePointer<Incoming>
  private let incomingCount: Int
  private let outgoing: UnsafeMutablePointer<Outgoing>
  private let outgoingCount: Int

  /// Messages that set files, of which the first ``sentCount`` are on their way.
  private let files: UnsafeMutablePointer<PatchSet>
  private let fileCount: Int
  private let sentCount: UnsafeMutablePointer<Int>
  private let time = TimeVocabulary()

  init(_ form: PluginForm, _ plugin: borrowing HostedPlugin, _ context: NodeContext) {
    var (incoming, outgoing): ([Incoming], [Outgoing]) = ([], [])
    var (input, output) = (0, 0)
    for port in form.description.ports {
      guard let buffer = plugin.messages(port.index) else { continue }
      if port.isInput {
        incoming.append(
          Incoming(
            buffer: buffer, input: port.carriesMIDI ? input : -1, wantsTime: port.wantsTime,
            takesFiles: port.carriesPatchMessages))
        input += port.carriesMIDI ? 1 : 0
      } else if port.carriesMIDI {
        outgoing.append(Outgoing(buffer: buffer, output: output))
        output += 1
      }
    }
    let files = form.files.compactMap { name, property -> PatchSet? in
      let file = context.setting(name).text
      guard !file.isEmpty else { return nil }
      context.uses(file: context.environment.path(file))
      return PatchSet(property.uri, file: context.environment.path(file))
    }
    self.incoming = Self.kept(incoming)
    incomingCount = incoming.count
    self.outgoing = Self.kept(outgoing)
    outgoingCount = outgoing.count
    self.files = Self.kept(files)
    fileCount = files.count
    sentCount = Self.kept([0])
  }

  deinit {
    for index in 0..<fileCount { files[index].deallocate() }
    incoming.deallocate()
    outgoing.deallocate()
    files.deallocate()
    sentCount.deallocate()
  }

  private static func kept<Value: BitwiseCopyable>(
    _ values: [Value]
  ) -> UnsafeMutablePointer<Value> {
    let memory = UnsafeMutablePointer<Value>.allocate(capacity: max(1, values.count))
    for (index, value) in values.enumerated() { (memory + index).initialize(to: value) }
    return memory
  }

  /// Fills the buffers that the plugin reads.
  @_noLocks
  func write(_ cycle: borrowing Cycle) {
    begin(cycle)
    write(cycle, from: 0, count: cycle.frameCount, at: 0)
  }

  /// Empties the buffers that the plugin reads, and tells it where musical time is.
  @_noLocks
  func begin(_ cycle: borrowing Cycle) {
    for index in 0..<incomingCount {
      let port = incoming[index]
      port.buffer.clear()
      if port.wantsTime { time.write(now(cycle), to: port.buffer) }
      if port.takesFiles { sendFiles(to: port.buffer) }
    }
  }

  /// Adds the messages of `count` frames of the cycle from `start` on; the first frame of these is the
  /// block's frame `frame`.
  @_noLocks
  func write(_ cycle: borrowing Cycle, from start: Int, count: Int, at frame: Int) {
    for index in 0..<incomingCount where incoming[index].input >= 0 {
      let port = incoming[index]
      if start == 0 { panic(cycle, at: frame, port.buffer) }
      let lane = cycle.midiInput(port.input)
      for index in 0..<lane.header.pointee.count {
        let event = lane.elements[index]
        let offset = Int(event.offset) - start
        guard offset >= 0, offset < count else { continue }
        port.buffer.append(
          frame: frame + offset, status: event.status, data1: event.data1, data2: event.data2,
          count: event.byteCount)
      }
    }
  }

  @_noLocks
  private func sendFiles(to buffer: AtomBuffer) {
    while sentCount.pointee < fileCount, files[sentCount.pointee].send(to: buffer) {
      sentCount.pointee += 1
    }
  }

  @_noLocks
  private func panic(_ cycle: borrowing Cycle, at frame: Int, _ buffer: AtomBuffer) {
    guard cycle.signals.contains(.panic) else { return }
    for channel in UInt8(0)..<16 {
      buffer.append(frame: frame, status: 0xB0 | channel, data1: 123, data2: 0, count: 3)
      buffer.append(frame: frame, status: 0xB0 | channel, data1: 120, data2: 0, count: 3)
    }
  }

  /// Passes on the MIDI that the plugin wrote.
  @_noLocks
  func read(_ cycle: borrowing Cycle) {
    read(cycle, from: 0, count: cycle.frameCount, at: 0, isLast: true)
  }

  /// Passes on the MIDI that the plugin wrote for `count` frames of its block from `frame` on, which are
  /// the cycle's from `start` on; `isLast` where the block ends with them.
  @_noLocks
  func read(
    _ cycle: borrowing Cycle, from start: Int, count: Int, at frame: Int, isLast: Bool
  ) {
    for index in 0..<outgoingCount {
      let buffer = outgoing[index].buffer
      let lane = cycle.midiOutput(outgoing[index].output)
      var next = buffer.first()
      while let position = next {
        let message = buffer.midi(at: position)
        let place = max(0, message.frame) - frame
        let isDue = place >= 0 && (place < count || isLast)
        if isDue, message.status >= 0x80, message.status < 0xF0 {
          let offset = start + min(place, count - 1)
          lane.append(
            MIDIEvent(
              offset: Int32(truncatingIfNeeded: offset), status: message.status,
              data1: message.data1 & 0x7F, data2: message.data2 & 0x7F))
        }
        next = buffer.next(after: position)
      }
    }
  }

  /// Musical time at the cycle's first frame.
  @_noLocks
  private func now(_ cycle: borrowing Cycle) -> PluginTime {
    let transport = cycle.transport
    let beats = Double(transport.beatsPerBar)
    let bars = ((transport.beat - transport.downbeat) / beats).floored
    return PluginTime(
      speed: transport.isRolling ? 1 : 0, frame: cycle.frame, bar: Int64(max(0, transport.bar)),
      barBeat: Float(transport.beat - transport.downbeat - bars * beats),
      beatsPerBar: Float(transport.beatsPerBar), tempo: Float(transport.tempo))
  }
}
