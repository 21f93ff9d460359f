import Glibc

/// Reads the file at `path`, at most `limit` bytes of it.
func readFile(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
  guard let file = fopen(path, "re") else { throw FileError(message: systemMessage(errno)) }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: limit)
  let count = fread(&bytes, 1, limit, file)
  guard ferror(file) == 0 else { throw FileError(message: systemMessage(errno)) }
  return Array(bytes.prefix(count))
}

private func systemMessage(_ number: Int32) -> String {
  strerror(number).map { String(cString: $0) } ?? "error \(number)"
}
