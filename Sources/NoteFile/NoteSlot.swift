private import Glibc

/// A port's page in the note file: its name, which of its notes sound, and who hears them.
package struct NoteSlot {
  /// One bit for each channel and key: word `2 * channel + key / 64`, bit `key % 64`.
  package let words: UnsafeMutablePointer<UInt64>
  private let page: UnsafeMutableRawPointer

  static var byteCount: Int { 4096 }
  private static var textLength: Int { 320 }
  private static var nameOffset: Int { 256 }
  private static var countOffset: Int { 576 }
  private static var destinationsOffset: Int { 640 }

  /// The most destinations that are remembered.
  package static var destinationCapacity: Int { 10 }

  init(_ page: UnsafeMutableRawPointer) {
    self.page = page
    words = page.bindMemory(to: UInt64.self, capacity: 32)
  }

  /// The full name of the port, empty for a slot that was never used.
  package internal(set) var name: String {
    get { text(at: Self.nameOffset) }
    nonmutating set { write(newValue, at: Self.nameOffset) }
  }

  /// The full names of the ports that hear this one.
  package var destinations: [String] {
    get {
      let stored = page.load(fromByteOffset: Self.countOffset, as: UInt32.self)
      let count = min(Int(stored), Self.destinationCapacity)
      return (0..<count).map { text(at: Self.destinationsOffset + $0 * Self.textLength) }
    }
    nonmutating set {
      let kept = newValue.prefix(Self.destinationCapacity)
      for (index, name) in kept.enumerated() {
        write(name, at: Self.destinationsOffset + index * Self.textLength)
      }
      page.storeBytes(of: UInt32(kept.count), toByteOffset: Self.countOffset, as: UInt32.self)
    }
  }

  /// The notes that sound, as channels 0 to 15 with keys 0 to 127.
  package var sounding: [(channel: UInt8, key: UInt8)] {
    (0..<32).flatMap { word in
      (0..<64).filter { words[word] >> UInt64($0) & 1 == 1 }.map { bit in
        (UInt8(word / 2), UInt8(word % 2 * 64 + bit))
      }
    }
  }

  /// Forgets the notes.
  package func clear() { words.update(repeating: 0, count: 32) }

  private func text(at offset: Int) -> String {
    let bytes = UnsafeRawBufferPointer(start: page + offset, count: Self.textLength)
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private func write(_ text: String, at offset: Int) {
    let bytes = Array(text.utf8.prefix(Self.textLength - 1)) + [0]
    bytes.withUnsafeBytes {
      (page + offset).copyMemory(from: $0.baseAddress ?? .init(page), byteCount: $0.count)
    }
  }
}
