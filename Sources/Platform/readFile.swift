private import Glibc

/// Reads the file at `path`, and no more than `limit` bytes of it; one more than is wanted tells whether
/// there is too much.
package func readFile(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
  guard let file = fopen(path, "re") else { throw .last }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: min(limit, 1 << 16))
  while bytes.count < limit {
    let count = fread(&piece, 1, min(piece.count, limit - bytes.count), file)
    guard count > 0 else { break }
    bytes += piece[..<count]
  }
  guard ferror(file) == 0 else { throw .last }
  return bytes
}
