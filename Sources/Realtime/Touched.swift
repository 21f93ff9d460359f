extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Allocates room for `capacity` elements and writes zeros to all of it, on the control thread.
  ///
  /// Otherwise the audio thread would be the first to touch each page, and wait for the kernel to
  /// find one.
  public static func allocated(touching capacity: Int) -> Self {
    let pointer = allocate(capacity: capacity)
    let byteCount = capacity * MemoryLayout<Pointee>.stride
    _ = UnsafeMutableRawPointer(pointer).initializeMemory(
      as: UInt8.self, repeating: 0, count: byteCount)
    return pointer
  }
}
