/// The place of the first byte that is not UTF-8, or `nil` where all are.
func firstInvalidUTF8(in bytes: [UInt8]) -> Mark? {
  var parser = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  var (line, column) = (1, 1)
  while true {
    switch parser.parseScalar(from: &iterator) {
    case .emptyInput: return nil
    case .error: return Mark(line: line, column: column)
    case .valid(let scalar):
      let isNewline = scalar.first == UInt8(ascii: "\n")
      (line, column) = isNewline ? (line + 1, 1) : (line, column + 1)
    }
  }
}
