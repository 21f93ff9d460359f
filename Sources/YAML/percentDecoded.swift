/// The bytes that `text` stands for with its `%20` and the like written out; `nil` where one of them is
/// broken.
///
/// RFC 3986, 2.1.
package func percentDecoded(_ text: Substring) -> [UInt8]? {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      bytes.append(byte)
      continue
    }
    guard rest.count >= 2, let high = hexadecimal(rest.removeFirst()),
      let low = hexadecimal(rest.removeFirst())
    else { return nil }
    bytes.append(high << 4 | low)
  }
  return bytes
}

private func hexadecimal(_ digit: UInt8) -> UInt8? {
  Character(Unicode.Scalar(digit)).hexDigitValue.flatMap(UInt8.init(exactly:))
}
