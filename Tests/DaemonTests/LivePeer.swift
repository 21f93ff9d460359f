/// A foreign JACK client that hears and sends MIDI.
final class LivePeer {
  private let process: LiveProcess

  init(_ process: LiveProcess) { self.process = process }

  /// What arrived so far, message by message.
  var messages: [[UInt8]] {
    process.output.split(separator: "\n").filter { $0.hasPrefix("midi ") }.map { line in
      line.split(separator: " ").dropFirst().compactMap { UInt8($0) }
    }
  }

  /// Those that start or end notes.
  var notes: [[UInt8]] { messages.filter { $0[0] < 0xA0 } }

  /// The keys that were started and not ended, with their channels.
  var sounding: Set<[UInt8]> {
    var keys: Set<[UInt8]> = []
    for message in messages where message.count == 3 {
      let key = [message[0] & 0x0F, message[1]]
      switch message[0] & 0xF0 {
      case 0x90 where message[2] > 0: keys.insert(key)
      case 0x80, 0x90: keys.remove(key)
      default: break
      }
    }
    return keys
  }

  func send(_ bytes: UInt8...) {
    process.write("send " + bytes.map(String.init).joined(separator: " "))
  }

  /// Sends a note until it hears `all`: what is sent in a cycle that comes late, the server lets go.
  func hold(_ key: UInt8, to all: Set<[UInt8]>) async throws {
    var rounds = 0
    try await eventually("the note") {
      if rounds % 50 == 0 { send(0x91, key, 100) }
      rounds += 1
      return sounding == all
    }
  }

  /// Leaves the server.
  func stop() { process.stop() }
  func connect(_ from: String, _ to: String) { process.write("connect \(from) \(to)") }
  func disconnect(_ from: String, _ to: String) { process.write("disconnect \(from) \(to)") }
}
