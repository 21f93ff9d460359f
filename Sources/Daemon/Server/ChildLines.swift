private import Glibc

/// What a child process says, in lines, however many and long it makes them.
struct ChildLines {
  /// Bytes of a line that are kept.
  private static let limit = 1024

  /// Bytes that are read at a time, as many as a pipe holds: who writes without end is read without haste.
  private static let roomSize = 65_536

  private var unfinished: [UInt8] = []

  /// The line that has not ended yet.
  var rest: String { String(decoding: unfinished, as: UTF8.self) }

  /// Takes what waits in `descriptor`, which never blocks, and returns the lines that have ended.
  mutating func read(_ descriptor: Int32) -> [String] {
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.roomSize) { room, count in
      count = max(0, Glibc.read(descriptor, room.baseAddress, room.count))
    }
    return take(bytes)
  }

  mutating func take(_ bytes: some Sequence<UInt8>) -> [String] {
    var lines: [String] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        lines.append(rest)
        unfinished = []
      } else if unfinished.count < Self.limit {
        unfinished.append(byte)
      }
    }
    return lines
  }
}
