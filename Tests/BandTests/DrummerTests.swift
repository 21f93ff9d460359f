import Band
import Testing

@Suite struct DrummerTests {
  /// What is struck at the same place of some bars of a style, all sections and fills included.
  private func strokes(_ name: String) throws -> [Set<UInt8>] {
    var rehearsal = try Rehearsal(Styles.load(name), song: loop(["C:maj", "F:maj"]))
    rehearsal.step = 0.05
    for section in 0..<4 {
      rehearsal.composer.choose(section: section)
      for bar in 1...8 {
        if bar % 3 == 0 { rehearsal.composer.askForFill() }
        rehearsal.play(until: Double(32 * section + 4 * bar))
      }
    }
    var together: [(start: Double, keys: Set<UInt8>)] = []
    let drums = rehearsal.stage.sounds.filter { $0.part == .drums }
    for sound in drums.sorted(by: { $0.start < $1.start }) {
      if let last = together.last, sound.start - last.start < 0.04 {
        together[together.count - 1].keys.insert(sound.key)
      } else {
        together.append((sound.start, [sound.key]))
      }
    }
    return together.map(\.keys)
  }

  private func keys(_ names: String...) -> Set<UInt8> {
    Set(names.compactMap { GeneralMIDI.drums[$0] })
  }

  @Test(arguments: Styles.names)
  func `the hand that strikes a crash leaves the hat and the ride`(style: String) throws {
    let strokes = try strokes(style)
    let crashes = strokes.filter { !$0.isDisjoint(with: keys("crash", "splash")) }
    #expect(crashes.count > 3)
    let riding = keys("closed hat", "open hat", "ride", "ride bell")
    #expect(crashes.allSatisfy { $0.isDisjoint(with: riding) })
  }

  @Test(arguments: Styles.names)
  func `a hat is open or closed`(style: String) throws {
    let open = try strokes(style).filter { !$0.isDisjoint(with: keys("open hat")) }
    #expect(open.allSatisfy { $0.isDisjoint(with: keys("closed hat", "pedal hat")) })
  }
}
