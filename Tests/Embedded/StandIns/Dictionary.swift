/// The standard library's merging casts what its closure throws, which Embedded Swift has not.
extension Dictionary {
  init(
    _ pairs: some Sequence<(Key, Value)>, uniquingKeysWith combine: (Value, Value) -> Value
  ) {
    self.init()
    for (key, value) in pairs { self[key] = self[key].map { combine($0, value) } ?? value }
  }

  mutating func merge(_ other: [Key: Value], uniquingKeysWith combine: (Value, Value) -> Value) {
    for (key, value) in other { self[key] = self[key].map { combine($0, value) } ?? value }
  }
}
