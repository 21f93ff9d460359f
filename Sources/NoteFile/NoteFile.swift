private import Glibc
private import Platform

/// Which notes sound at whom, in a mapped file that outlives a process that was killed.
///
/// The daemon's audio thread sets bits in it with plain stores; whoever comes after the daemon
/// reads it and ends the notes.
package struct NoteFile: ~Copyable {
  private static var magic: UInt64 { 0x3164_6d75_7274_7324 }
  private static var slotCount: Int { 32 }
  private static var headerLength: Int { 4096 }
  private static var length: Int { headerLength + slotCount * NoteSlot.byteCount }
  private static var serverOffset: Int { 64 }
  private static var serverLength: Int { 256 }

  private let base: UnsafeMutableRawPointer
  private let descriptor: Int32
  private var inUse: [String: Int] = [:]

  private init(base: UnsafeMutableRawPointer, descriptor: Int32) {
    self.base = base
    self.descriptor = descriptor
  }

  /// Opens the file at `path`, making it if `creates`, and holds it until the process ends.
  package static func open(path: String, creates: Bool) throws(NoteFileError) -> NoteFile {
    let file = Glibc.open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | (creates ? O_CREAT : 0), 0o640)
    guard file >= 0 else { throw refusal(path) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw .inUse(path: path)
    }
    do throws(NoteFileError) {
      return NoteFile(base: try map(file, path: path, creates: creates), descriptor: file)
    } catch {
      close(file)
      throw error
    }
  }

  deinit {
    munmap(base, Self.length)
    close(descriptor)
  }

  /// The JACK server that the notes sound at; empty for the default one.
  package var server: String {
    get {
      let bytes = UnsafeRawBufferPointer(
        start: base + Self.serverOffset, count: Self.serverLength)
      return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    nonmutating set {
      let bytes = Array(newValue.utf8.prefix(Self.serverLength - 1)) + [0]
      for (index, byte) in bytes.enumerated() {
        base.storeBytes(of: byte, toByteOffset: Self.serverOffset + index, as: UInt8.self)
      }
    }
  }

  /// All slots that were ever used.
  package var slots: [NoteSlot] {
    let base = base
    return (0..<Self.slotCount).map { Self.slot($0, base) }.filter { !$0.name.isEmpty }
  }

  /// The slots of ports that are gone, while notes sound that left by them.
  package var abandoned: [NoteSlot] {
    let base = base
    let used = Set(inUse.values)
    return (0..<Self.slotCount).filter { !used.contains($0) }.map { Self.slot($0, base) }
      .filter { !$0.name.isEmpty && !$0.sounding.isEmpty }
  }

  /// Returns the slot of the port `name`, the one from before if there is one, or `nil` if all are
  /// taken.
  package mutating func take(_ name: String) -> NoteSlot? {
    let base = base
    if let index = inUse[name] { return Self.slot(index, base) }
    let used = Set(inUse.values)
    let free = (0..<Self.slotCount).filter { !used.contains($0) }
    let index =
      free.first { Self.slot($0, base).name == name }
      ?? free.first { Self.slot($0, base).name.isEmpty }
      ?? free.first { Self.slot($0, base).sounding.isEmpty }
    guard let index else { return nil }
    let taken = Self.slot(index, base)
    if taken.name != name {
      taken.clear()
      taken.destinations = []
      taken.name = name
    }
    inUse[name] = index
    return taken
  }

  /// Lets others have `slot`, whose port is gone; where notes of it sound still, not before they have ended.
  package mutating func release(_ slot: NoteSlot) {
    let base = base
    let name = inUse.first { Self.slot($0.value, base).words == slot.words }?.key
    guard let name else { return }
    inUse[name] = nil
    if slot.sounding.isEmpty { slot.destinations = [] }
  }

  /// Lets the port `name`, whose slot is taken, be called `other`, which no other port is.
  package mutating func rename(_ name: String, to other: String) {
    guard let index = inUse.removeValue(forKey: name) else { return }
    inUse[other] = index
    Self.slot(index, base).name = other
  }

  private static func slot(_ index: Int, _ base: UnsafeMutableRawPointer) -> NoteSlot {
    NoteSlot(base + Self.headerLength + index * NoteSlot.byteCount)
  }

  private static func map(
    _ file: Int32, path: String, creates: Bool
  ) throws(NoteFileError) -> UnsafeMutableRawPointer {
    let isNew = lseek(file, 0, SEEK_END) == 0
    guard lseek(file, 0, SEEK_END) == length || (isNew && creates) else {
      throw .foreign(path: path)
    }
    // To write to a page that has no room on the disk would end the program.
    let code = posix_fallocate(file, 0, length)
    guard code == 0 else {
      if isNew { ftruncate(file, 0) }
      throw .refused(path: path, SystemError(code: code))
    }
    let flags = MAP_SHARED | MAP_POPULATE
    guard let base = mmap(nil, length, PROT_READ | PROT_WRITE, flags, file, 0), base != MAP_FAILED
    else { throw refusal(path) }
    if isNew { base.storeBytes(of: magic, as: UInt64.self) }
    guard base.load(as: UInt64.self) == magic else {
      munmap(base, length)
      throw .foreign(path: path)
    }
    return base
  }

  private static func refusal(_ path: String) -> NoteFileError {
    .refused(path: path, .last)
  }
}
