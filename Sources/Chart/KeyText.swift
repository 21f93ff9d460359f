import Music

extension Key {
  /// Reads "G", "Bbm", "E minor", "F♯-"; `nil` for what is no key.
  init?(chart text: some StringProtocol) {
    let plain: [Character: Character] = ["♭": "b", "♯": "#"]
    var name = String(text.filter { $0 != " " }.map { plain[$0] ?? $0 })
    var mode = Mode.major
    for (ending, meaning) in [
      ("minor", Mode.minor), ("major", .major), ("min", .minor), ("maj", .major), ("m", .minor),
      ("-", .minor),
    ] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
      mode = meaning
      break
    }
    guard let tonic = PitchClass(name: name), name.count <= 2 else { return nil }
    self.init(tonic, mode)
  }

  /// "G", "Bbm".
  var short: String { tonic.name + (mode == .minor ? "m" : "") }
}

extension Metre {
  /// Reads "4/4".
  init?(chart text: some StringProtocol) {
    let numbers = text.split(separator: "/", omittingEmptySubsequences: false)
      .map { Int(String($0).filter { $0 != " " }) }
    guard numbers.count == 2, let beats = numbers[0], let unit = numbers[1],
      (1...16).contains(beats), [1, 2, 4, 8, 16].contains(unit)
    else { return nil }
    self.init(beats, unit)
  }

  /// How many notes of the value `unit` fill a bar; `nil` where that is no whole number.
  func beats(of unit: Int) -> Int? {
    let (beats, rest) = (beatsPerBar * unit).quotientAndRemainder(dividingBy: beatUnit)
    return rest == 0 && beats > 0 ? beats : nil
  }
}
