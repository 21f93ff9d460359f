import Foundation

/// A foreign JACK client that hears and sends MIDI.
final class LivePeer {
  private let process: LiveProcess

  init(_ process: LiveProcess) { self.process = process }

  /// What arrived so far, message by message.
  var messages: [[UInt8]] {
    process.output.split(separator: "\n").filter { $0.hasPrefix("midi ") }.map { line in
      line.split(separator: " ").dropFirst().compactMap { UInt8($0) }
    }.filter { !$0.isEmpty }
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

  func send(_ bytes: UInt8...) { send(bytes) }

  private func send(_ bytes: [UInt8]) {
    process.write("send " + bytes.map(String.init).joined(separator: " "))
  }

  /// Sends a message until `isHeard`, once in so many seconds: what is sent in a cycle that comes late, the
  /// server lets go.
  func urge(
    _ what: String, _ bytes: UInt8..., every seconds: Int = 1, until isHeard: () throws -> Bool
  ) async throws {
    var due = Date.now
    try await eventually(what) {
      if Date.now >= due {
        send(bytes)
        due += Double(seconds)
      }
      return try isHeard()
    }
  }

  /// Sends a note until it hears `all`.
  func hold(_ key: UInt8, to all: Set<[UInt8]>) async throws {
    try await urge("the note", 0x91, key, 100) { sounding == all }
  }

  /// Sends MIDI clock from now on.
  func clock(tempo: Int) { process.write("clock \(tempo)") }

  /// Becomes the master of JACK's transport.
  func lead(tempo: Int, beatsPerBar: Int) { process.write("master \(tempo) \(beatsPerBar)") }

  /// Has JACK's transport `roll`, `halt`, or `locate` a frame.
  func transport(_ command: String) { process.write(command) }

  /// Has the ports of a sound card, too.
  func becomeCard() { process.write("card") }

  /// Leaves the server.
  func stop() { process.stop() }

  /// Dies without a word.
  func kill() { process.send(SIGKILL) }

  func connect(_ from: String, _ to: String) { process.write("connect \(from) \(to)") }
  func disconnect(_ from: String, _ to: String) { process.write("disconnect \(from) \(to)") }
}
