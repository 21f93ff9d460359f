import Band
import Music
import Testing

/// A style whose sections can be told apart.
extension Rehearsal {
  /// A style whose sections are told apart by one drum each.
  static let sections = """
    version: 1
    summary: Sections that can be told apart.
    tempo: 60 to 180
    phrase: 64
    feel:
      drums:
        loose: 0 ms
        velocity: 0
    grooves:
      - metre: 4/4
        drums:
          kick: x... .... ..g. ....
        fills:
          - snare: x... x... x... x...
        landing:
          crash: x... .... .... ....
        bass: 1 . 5 .
        comping: x... .... .... ....
        variations:
          - drums:
              cowbell: x... .... .... ....
            pad: x... .... .... ....
          - drums:
              claves: x... .... .... ....
            arpeggio: 1 3 5 8
        intro:
          drums:
            triangle:
              - x... .... .... ....
              - x... .... .... ....
        break:
          drums:
            clap: x... .... .... ....
          bass: 1 - - -
        ending:
          drums:
            splash: x... .... .... ....
    """

  /// A band of that style, which has played until `beat` of a tune that begins at beat 8.
  static func ofSections(until beat: Double = 0) throws -> Rehearsal {
    var rehearsal = try Rehearsal(
      StyleFile.parse(sections, name: "test.yaml"), song: loop(["C:maj", "F:maj"]))
    if beat > 0 { rehearsal.play(until: beat) }
    return rehearsal
  }

  /// The downbeats on which `drum` was struck.
  func bars(of drum: String) throws -> [Int] {
    let key = try #require(GeneralMIDI.drums[drum])
    return stage.sounds
      .filter { $0.part == .drums && $0.key == key && Int($0.start.rounded()) % 4 == 0 }
      .map { Int($0.start.rounded()) }.sorted()
  }
}
