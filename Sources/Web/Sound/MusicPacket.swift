private import OSCControl

/// What is told to who hears the band and reads OSC: a bundle of `/now` with the engine's time, and of
/// `/midi/PORT` with the time of each message and the message.
enum MusicPacket {
  /// `messages` in their order, sent when the engine's time was `now`, in seconds.
  static func events(_ messages: [PlayedMessage], now: Double) -> [UInt8] {
    let events = messages.map { message in
      OSCMessage("/midi/" + message.port, .double(message.time), .midi(word(message.bytes)))
    }
    let all = [OSCMessage("/now", .double(now))] + events
    return OSCPacket.bundle(.immediately, all.map(OSCPacket.message)).bytes
  }

  /// The bytes as OSC has MIDI: port 0, then status and data, 0 where there are fewer.
  private static func word(_ bytes: [UInt8]) -> UInt32 {
    (0..<3).reduce(0) { word, index in
      word << 8 | (index < bytes.count ? UInt32(bytes[index]) : 0)
    }
  }
}
