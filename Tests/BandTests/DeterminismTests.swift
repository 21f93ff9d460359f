import Band
import Testing

@Suite struct DeterminismTests {
  @Test(arguments: Styles.names)
  func `the same calls give the same notes`(style: String) throws {
    let actions = try (0..<2).map { _ in
      var rehearsal = try rehearsal(style, seed: 7)
      rehearsal.play(until: 40)
      return rehearsal.actions
    }
    let isSame = actions[0] == actions[1]
    #expect(isSame && !actions[0].isEmpty)
  }

  @Test func `another seed plays other notes`() throws {
    let actions = try [UInt64(1), 2].map { seed in
      var rehearsal = try rehearsal("swing", seed: seed)
      rehearsal.play(until: 40)
      return rehearsal.actions
    }
    let isSame = actions[0] == actions[1]
    #expect(!isSame)
  }

  @Test(arguments: Styles.names)
  func `how often the clock is told does not matter once the form is known`(style: String) throws {
    let performances = try [0.005, 0.06].map { step in
      var rehearsal = try rehearsal(style, seed: 3)
      rehearsal.step = step
      rehearsal.play(until: 60)
      return rehearsal.stage.sounds.filter { $0.start > 35.9 && $0.start < 56 }
        .sorted { ($0.start, $0.key) < ($1.start, $1.key) }
    }
    try #require(performances[0].count == performances[1].count)
    for (fine, coarse) in zip(performances[0], performances[1]) {
      #expect(fine.key == coarse.key && abs(fine.start - coarse.start) < 1e-6)
    }
  }

  private func rehearsal(_ style: String, seed: UInt64) throws -> Rehearsal {
    try Rehearsal(
      Styles.load(style), seed: seed, song: loop(["C:maj", "G:maj", "A:min", "F:maj"]))
  }
}
