private import YAML

/// What is told to who hears the band.
enum MusicText {
  /// `messages` in their order, sent when the engine's time was `now`, in seconds.
  static func events(_ messages: [PlayedMessage], now: Double) -> String {
    let events = messages.map { message in
      JSON.object([
        ("time", seconds(message.time)), ("port", .string(message.port)),
        ("data", .array(message.bytes.map { .number(Double($0)) })),
      ])
    }
    return JSON.object([("now", seconds(now)), ("events", .array(events))]).compact
  }

  private static func seconds(_ value: Double) -> JSON { .number(value, places: 5) }
}
