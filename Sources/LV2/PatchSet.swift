/// A message that sets a property of a plugin to a file, made on the control thread.
///
/// A handle: copies share the memory, which whoever made it frees with ``deallocate()``.
package struct PatchSet: BitwiseCopyable {
  private let body: UnsafeMutableRawPointer
  private let count: Int
  private let object: UInt32

  /// Sets the property `uri` to the file `path`.
  package init(_ uri: String, file path: String) {
    let text = Array(path.utf8CString)
    count = 8 + 24 + 16 + ((text.count + 7) & ~7)
    object = URIDMap.number(Vocabulary.atom + "Object")
    body = .allocate(byteCount: count, alignment: 8)
    _ = body.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    let words: [(Int, UInt32)] = [
      (4, URIDMap.number(Vocabulary.patch + "Set")),
      (8, URIDMap.number(Vocabulary.patch + "property")), (16, 4),
      (20, URIDMap.number(Vocabulary.atom + "URID")), (24, URIDMap.number(uri)),
      (32, URIDMap.number(Vocabulary.patch + "value")), (40, UInt32(text.count)),
      (44, URIDMap.number(Vocabulary.atom + "Path")),
    ]
    for (offset, word) in words { body.storeBytes(of: word, toByteOffset: offset, as: UInt32.self) }
    text.withUnsafeBytes {
      (body + 48).copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(body), byteCount: text.count)
    }
  }

  /// Frees the message, on the control thread, once no audio thread can send it any more.
  package func deallocate() { body.deallocate() }

  /// Sends the message to the plugin behind `buffer`; returns whether there was room.
  @_noLocks
  package func send(to buffer: AtomBuffer) -> Bool {
    guard let place = buffer.append(frame: 0, type: object, count: count) else { return false }
    place.copyMemory(from: body, byteCount: count)
    return true
  }
}
