import Graph
import LV2

/// The messages that go to a plugin: MIDI, musical time, files to load.
struct PluginInbox: ~Copyable {
  private struct Port: BitwiseCopyable {
    let buffer: AtomBuffer

    /// The node's MIDI input; -1 where the port takes no MIDI.
    let input: Int
    let wantsTime: Bool
    let takesFiles: Bool
  }

  private let ports: UnsafeMutablePointer<Port>
  private let portCount: Int

  /// Messages that set files, of which the first ``sentCount`` are on their way.
  private let files: UnsafeMutablePointer<PatchSet>
  private let fileCount: Int
  private let sentCount: UnsafeMutablePointer<Int>
  private let time = TimeVocabulary()

  init(_ form: PluginForm, _ plugin: borrowing HostedPlugin, _ context: NodeContext) {
    var ports: [Port] = []
    var input = 0
    for port in form.description.ports where port.isInput {
      guard let buffer = plugin.messages(port.index) else { continue }
      ports.append(
        Port(
          buffer: buffer, input: port.carriesMIDI ? input : -1, wantsTime: port.wantsTime,
          takesFiles: port.carriesPatchMessages))
      input += port.carriesMIDI ? 1 : 0
    }
    let files = form.files.compactMap { name, property -> PatchSet? in
      let file = context.setting(name).text
      guard !file.isEmpty else { return nil }
      context.uses(file: context.environment.path(file))
      return PatchSet(property.uri, file: context.environment.path(file))
    }
    self.ports = keptMemory(ports)
    portCount = ports.count
    self.files = keptMemory(files)
    fileCount = files.count
    sentCount = keptMemory([0])
  }

  deinit {
    for index in 0..<fileCount { files[index].deallocate() }
    ports.deallocate()
    files.deallocate()
    sentCount.deallocate()
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
    for index in 0..<portCount {
      let port = ports[index]
      port.buffer.clear()
      if port.wantsTime { time.write(PluginTime(cycle), to: port.buffer) }
      if port.takesFiles { sendFiles(to: port.buffer) }
    }
  }

  /// Adds the messages of `count` frames of the cycle from `start` on; the first frame of these is the
  /// block's frame `frame`.
  @_noLocks
  func write(_ cycle: borrowing Cycle, from start: Int, count: Int, at frame: Int) {
    for index in 0..<portCount where ports[index].input >= 0 {
      let port = ports[index]
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
}
