/// Prints what each node makes of the score.
struct Recital: Visitor {
  mutating func visit<N: Node & ~Copyable>(_ type: N.Type, _ name: StaticString) {
    put(name)
    put("\n")
    play(type, [Int](repeating: 64, count: 24), Score(isDenormal: false)) { $0.print() }
    play(type, [1, 63, 7, 17, 40, 128, 1000, 5, 3, 272], Score(isDenormal: false)) { $0.print() }
    var denormals = 0
    play(type, [Int](repeating: 64, count: 24), Score(isDenormal: true)) {
      if $0.isDenormal { denormals += 1 }
    }
    line("denormals", denormals, 0)
  }

  /// Runs `blocks`; parameters jump after the eighth, and again after the sixteenth.
  private func play<N: Node & ~Copyable>(
    _ type: N.Type, _ blocks: [Int], _ score: Score, report: (Finding) -> Void
  ) {
    guard var stage = try? Stage<N>() else { return line("failed", 0, 0) }
    for (number, block) in blocks.enumerated() {
      if number == 8 { stage.set(share: 0.3) }
      if number == 16 { stage.set(share: 0.7) }
      stage.run(block, score, report: report)
    }
  }
}
