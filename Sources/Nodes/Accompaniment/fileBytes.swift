private import Glibc
internal import Graph

/// The first mebibyte or so of a file, or `nil` where it cannot be read.
func fileBytes(_ path: String) -> [UInt8]? {
  guard !FileStamp(path).isElse, let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 4096)
  while bytes.count <= 1 << 20 {
    let count = fread(&block, 1, block.count, file)
    guard count > 0 else { break }
    bytes += block[..<count]
  }
  return bytes
}
