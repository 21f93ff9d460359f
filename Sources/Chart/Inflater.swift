private import CZlib

/// What undoes "deflate", by which files in archives are compressed (RFC 1951), with zlib.
enum Inflater {
  enum Fault: Error { case isDamaged, isTooLarge }

  /// Bytes that are taken out at a time.
  private static let portion = 1 << 16

  /// What `bytes` were before they were compressed, if that is no more than `limit` bytes.
  static func inflate(_ bytes: ArraySlice<UInt8>, limit: Int) throws(Fault) -> [UInt8] {
    // zlib remembers where its stream lies.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    defer { stream.deallocate() }
    stream.initialize(to: z_stream())
    guard zlib_begin(stream) == Z_OK else { throw .isDamaged }
    defer { inflateEnd(stream) }
    var (input, output, status) = (Array(bytes), [UInt8](), Z_OK)
    input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      while status == Z_OK, output.count <= limit {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: portion) { room in
          stream.pointee.next_out = room.baseAddress
          stream.pointee.avail_out = UInt32(room.count)
          status = CZlib.inflate(stream, Z_NO_FLUSH)
          output += room.prefix(room.count - Int(stream.pointee.avail_out))
        }
      }
    }
    guard output.count <= limit else { throw .isTooLarge }
    guard status == Z_STREAM_END else { throw .isDamaged }
    return output
  }
}
