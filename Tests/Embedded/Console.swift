@_silgen_name("putchar") private func putchar(_ character: Int32) -> Int32

func put(_ text: StaticString) {
  for index in 0..<text.utf8CodeUnitCount { _ = putchar(Int32(text.utf8Start[index])) }
}

func put(_ number: Int) {
  if number < 0 { put("-") }
  if number.magnitude > 9 { put(Int(number.magnitude / 10)) }
  _ = putchar(Int32(48 + number.magnitude % 10))
}

func line(_ word: StaticString, _ first: Int, _ second: Int) {
  put(word)
  put(" ")
  put(first)
  put(" ")
  put(second)
  put("\n")
}
