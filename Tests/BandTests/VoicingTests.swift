import Music
import TestSupport
import Testing

@testable import Band

@Suite struct VoicingTests {
  @Test(arguments: Styles.names)
  func `voices keep their rules over 500 random progressions`(name: String) throws {
    let rules = try Styles.load(name).voicing
    var dice = Dice(seed: 5)
    for progression in 0..<500 {
      var previous: [Int]?
      for _ in 0..<4 {
        let chord = dice.chord()
        let voicing = rules.voicing(of: chord, in: nil, after: previous)
        #expect(broken(voicing, rules, chord) == nil, "\(progression): \(chord.symbol) \(voicing)")
        previous = voicing
      }
    }
  }

  @Test(arguments: Styles.names)
  func `voices move two semitones or less on average`(name: String) throws {
    let rules = try Styles.load(name).voicing
    var dice = Dice(seed: 6)
    var movement = 0
    var moves = 0
    for _ in 0..<100 {
      var previous = rules.voicing(of: dice.chord(), in: nil, after: nil)
      for _ in 0..<10 {
        let voicing = rules.voicing(of: dice.chord(), in: nil, after: previous)
        movement += zip(voicing, previous).reduce(0) { $0 + abs($1.0 - $1.1) }
        moves += voicing.count
        previous = voicing
      }
    }
    #expect(Double(movement) / Double(moves) <= 2)
  }

  @Test(arguments: 3...4)
  func `every chord has a voicing`(voiceCount: Int) {
    let rules = VoicingRules(voiceCount: voiceCount, range: 52...76, isRootless: false)
    for quality in ChordQuality.allCases {
      for root in 0..<12 {
        let chord = Chord(PitchClass(root), quality)
        let voicing = rules.voicing(of: chord, in: nil, after: nil)
        #expect(voicing.count == voiceCount, "\(chord.symbol)")
      }
    }
  }

  @Test func `without a root, a seventh chord has its third, seventh and ninth`() {
    let rules = VoicingRules(voiceCount: 4, range: 52...76, isRootless: true)
    let voicing = rules.voicing(of: Chord(PitchClass(7), .dominant7), in: nil, after: nil)
    let names = Set(voicing.map { PitchClass($0).name })
    #expect(names == ["B", "F", "A", "D"])
  }

  @Test func `a ninth that does not belong to the key stays out`() throws {
    let rules = VoicingRules(voiceCount: 4, range: 52...76, isRootless: true)
    let keys: [(String, Key)] = [
      ("E:min7", Key(PitchClass(0), .major)), ("E:7", Key(PitchClass(9), .minor)),
    ]
    for (label, key) in keys {
      let named = try #require(chord(label))
      let voicing = rules.voicing(of: named, in: key, after: nil)
      #expect(voicing.count == 4)
      #expect(voicing.allSatisfy { named.contains(PitchClass($0)) }, "\(label)")
    }
  }

  /// What is wrong with a voicing, if anything.
  private func broken(_ voicing: [Int], _ rules: VoicingRules, _ chord: Chord) -> String? {
    let gaps = zip(voicing.dropFirst(), voicing).map { $0 - $1 }
    let ninth = chord.root.raised(by: 2)
    guard voicing.count == rules.voiceCount else { return "count" }
    guard voicing.allSatisfy(rules.range.contains) else { return "range" }
    guard gaps.allSatisfy({ $0 >= 2 && $0 <= 9 }) else { return "gap" }
    guard zip(gaps, voicing).allSatisfy({ $1 >= 55 || $0 >= 3 }) else { return "mud" }
    guard voicing.map({ PitchClass($0) }).allSatisfy({ chord.contains($0) || $0 == ninth }) else {
      return "foreign"
    }
    return nil
  }

  @Test(arguments: Styles.names)
  func `no voice lies a minor ninth above another`(name: String) throws {
    let style = try Styles.load(name)
    for rules in [style.voicing, style.padVoicing] {
      for quality in ChordQuality.allCases {
        for root in 0..<12 {
          let chord = Chord(PitchClass(root), quality)
          let clashes = rules.voicings(of: chord, in: nil).filter { voicing in
            voicing.contains { voicing.contains($0 + 13) }
          }
          #expect(clashes == [], "\(chord.symbol)")
        }
      }
    }
  }

  @Test func `drop 2 and guitar voicings lie as they are called`() throws {
    let dropped = VoicingRules(voiceCount: 4, range: 52...76, isRootless: false, kind: .dropTwo)
    let guitar = VoicingRules(voiceCount: 4, range: 52...76, isRootless: false, kind: .guitar)
    for label in ["C:maj7", "A:min7", "G:7", "F#:hdim7", "Bb:maj7"] {
      let named = try #require(chord(label))
      let voices = dropped.voicing(of: named, in: nil, after: nil)
      let close = [voices[1], voices[2], voices[0] + 12, voices[3]]
      #expect(close == close.sorted() && voices[3] - voices[1] < 12, "\(label): \(voices)")
      let held = guitar.voicing(of: named, in: nil, after: nil)
      #expect(held.count == 4 && frets(held) != nil, "\(label): \(held)")
    }
  }

  /// The frets on which a hand that spans four holds `keys`, tried without wit.
  private func frets(_ keys: [Int]) -> [Int]? {
    let strings = [40, 45, 50, 55, 59, 64]
    for a in 0..<6 {
      for b in (a + 1)..<max(6, a + 1) {
        for c in (b + 1)..<max(6, b + 1) {
          for d in (c + 1)..<max(6, c + 1) {
            let frets = zip(keys, [a, b, c, d]).map { $0 - strings[$1] }
            let pressed = frets.filter { $0 > 0 }
            let span = (pressed.max() ?? 0) - (pressed.min() ?? 0)
            if frets.allSatisfy({ (0...14).contains($0) }), span <= 3 { return frets }
          }
        }
      }
    }
    return nil
  }
}
