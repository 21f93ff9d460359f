import CJack
private import Synchronization

/// Messages on their way out, port by port.
///
/// Filled on the main thread, emptied on JACK's audio thread once it is released.
struct Outbox: ~Copyable {
  private struct Queue {
    let port: OpaquePointer
    let bytes: UnsafeMutablePointer<UInt8>
    let count: Int
    var sent = 0
  }

  private let queues: UnsafeMutablePointer<Queue>
  private var count = 0

  /// 0 until released; then 1 more each cycle until ``sending``, because the server takes up new wires
  /// at the start of a cycle to come; 1 more once everything was handed over, and again a cycle later.
  private let stage = Atomic(0)

  private static var sending: Int { 5 }

  init(capacity: Int) { queues = .allocate(capacity: capacity) }

  deinit {
    for index in 0..<count { queues[index].bytes.deallocate() }
    queues.deallocate()
  }

  /// Puts `messages`, three bytes each, in line for `port`.
  mutating func add(_ port: OpaquePointer, _ messages: [UInt8]) {
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: messages.count)
    for (index, byte) in messages.enumerated() { (bytes + index).initialize(to: byte) }
    (queues + count).initialize(to: Queue(port: port, bytes: bytes, count: messages.count))
    count += 1
  }

  /// Lets the messages out: the ports are connected.
  func release() { stage.store(1, ordering: .releasing) }

  /// Whether all messages have reached their listeners.
  var isEmpty: Bool { stage.load(ordering: .acquiring) == Self.sending + 2 }

  /// Runs a cycle of `frameCount` frames, on the audio thread.
  @_noLocks
  func run(_ frameCount: jack_nframes_t) {
    let current = stage.load(ordering: .acquiring)
    var isDone = true
    for index in 0..<count {
      guard let buffer = jack_port_get_buffer(queues[index].port, frameCount) else { continue }
      jack_midi_clear_buffer(buffer)
      guard current == Self.sending else { continue }
      send(queues + index, to: buffer)
      if queues[index].sent < queues[index].count { isDone = false }
    }
    let isWaiting = current == 0 || current == Self.sending + 2
    if isWaiting || (current == Self.sending && !isDone) { return }
    stage.store(current + 1, ordering: .releasing)
  }

  /// Sends as much of a queue as the cycle has room for.
  @_noLocks
  private func send(_ queue: UnsafeMutablePointer<Queue>, to buffer: UnsafeMutableRawPointer) {
    while queue.pointee.sent < queue.pointee.count {
      guard let event = jack_midi_event_reserve(buffer, 0, 3) else { return }
      for byte in 0..<3 { event[byte] = queue.pointee.bytes[queue.pointee.sent + byte] }
      queue.pointee.sent += 3
    }
  }
}
