import Graph
import OSCControl

/// What becomes of patches.
extension News {
  /// Publishes how loading went; an empty text says that nothing is wrong any more.
  func publish(_ outcome: LoadOutcome, to server: OSCServer) {
    let path = OSCArgument.string(outcome.path)
    server.publish("/patch/error", [path, .string(Self.beginning(of: outcome.complaint))])
    guard let summary = outcome.summary else { return }
    server.publish("/patch/changed", [path, .string(summary.description)])
  }

  /// Publishes how far a patch has come that takes long.
  func publish(_ step: LoadStep, to server: OSCServer) {
    server.publish(
      "/patch/progress", [.string(step.path), .string(step.what), .float(step.share)])
  }

  /// The lines of `text` that fit a datagram.
  private static func beginning(of text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.reduce(0, { $0 + $1.utf8.count + 1 }) > 1000, lines.count > 1 { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// Publishes which patch plays, and where in the set list that is.
  mutating func publish(_ player: PatchPlayer, to server: OSCServer) {
    if player.generation != lastGeneration {
      lastGeneration = player.generation
      publishLostChart(player.engine, to: server)
    }
    server.publish("/patch/load", [.string(player.path)])
    server.publish("/patch/generation", [.int(Int32(truncatingIfNeeded: player.generation))])
    guard let setlist = player.setlist else { return }
    server.publish("/setlist", SetlistReport(setlist).arguments)
  }

  /// Publishes which patches were taken back because there was no time for them, and logs it.
  func publishRollbacks(_ engine: Engine, to server: OSCServer) {
    for rollback in engine.takeRollbacks() {
      server.publish(
        "/patch/rollback",
        [.string(rollback.source), .string(rollback.earlier), .string(rollback.reason)])
      server.publish("/patch/load", [.string(rollback.earlier)])
      Log.error(
        "\(rollback.source) is too much for this machine (\(rollback.reason)); "
          + "\(rollback.earlier) plays again")
    }
  }
}
