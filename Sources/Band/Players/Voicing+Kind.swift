extension VoicingRules {
  /// Open strings of a guitar, from low to high.
  private static let strings = [40, 45, 50, 55, 59, 64]

  /// How many frets a hand spans without stretching, and the highest it goes to here.
  private static let span = 3
  private static let highestFret = 14

  /// Whether `voicing`, which ascends, lies as its kind has it.
  func lies(_ voicing: Voicing) -> Bool {
    switch kind {
    case .free: true
    case .dropTwo: Self.isDropTwo(voicing)
    case .guitar: Self.isPlayable(voicing, from: 0, low: .max, high: 0)
    }
  }

  /// Whether the lowest voice, an octave up, would be the second from above of a close position.
  private static func isDropTwo(_ voicing: Voicing) -> Bool {
    guard voicing.count == 4 else { return true }
    let dropped = voicing[0] + 12
    return dropped > voicing[2] && dropped < voicing[3] && voicing[3] - voicing[1] < 12
  }

  /// Whether the voices find strings from number `string` up, with fretted ones between `low` and
  /// `high` so far.
  private static func isPlayable(
    _ voices: some Collection<Int>, from string: Int, low: Int, high: Int
  )
    -> Bool
  {
    guard let voice = voices.first else { return true }
    for index in strings.indices.dropFirst(string) {
      let fret = voice - strings[index]
      guard (0...highestFret).contains(fret) else { continue }
      let lowest = fret == 0 ? low : min(low, fret)
      let highest = fret == 0 ? high : max(high, fret)
      guard highest == 0 || highest - lowest <= span else { continue }
      if isPlayable(voices.dropFirst(), from: index + 1, low: lowest, high: highest) { return true }
    }
    return false
  }
}
