import Graph
private import Nodes
import PatchFile
private import YAML

/// An engine and the patch file it plays; outlives the servers it plays at.
final class PatchPlayer {
  private(set) var engine: Engine

  /// The file of the patch that plays.
  var path: String { engine.source }

  /// How long most cycles are, in frames.
  var usualFrameCount: Int {
    didSet { engine.usualFrameCount = usualFrameCount }
  }

  /// Counts the patches that were loaded, taken back and made again.
  var generation: Int { earlierGenerations + engine.patchGeneration }

  /// What engines at other sample rates have counted.
  private var earlierGenerations = 0
  let kinds = NodeKinds.linked
  private let ports: JackPorts
  let lastGood: LastGood

  /// The patch file that was loaded last, and the count of patches then, until it is proven.
  var unproven: (path: String, generation: Int)?
  private let helperCount: Int

  /// The file that is to be played as soon as nothing is wrong with it any more.
  var wantedPath: String?

  /// The file that was read last to be played, as it was then.
  var lastRead: FileStamp?

  /// Where patches are read and their nodes made.
  let workshop: Workshop

  /// What is under way, and what waits for its turn.
  var work: PatchWork?
  var waiting: [PatchTask] = []
  var isProceeding = false

  /// Patches that are ready to be loaded, by path.
  var ready = ReadyPatches()

  /// What nobody needs any more, for the workshop to free.
  var discarded: [any AnyObject & Sendable] = []
  var setlist: Setlist?

  /// How loading goes and went, for those who tell others.
  var steps: [LoadStep] = []
  var outcomes: [LoadOutcome] = []

  /// Plays the patch file at `path`, or else the last one that was played from there; throws all
  /// that is wrong with it where there is none.
  init(
    path: String, ports: JackPorts, pace: Pace, lastGood: LastGood, helperCount: Int,
    wakeup: Wakeup
  ) throws(PatchFailure) {
    self.ports = ports
    workshop = Workshop(kinds: kinds, wakeup: wakeup)
    self.lastGood = lastGood
    self.helperCount = helperCount
    engine = Self.engine(
      path, kinds: kinds, ports: ports, sampleRate: pace.sampleRate, helperCount: helperCount)
    usualFrameCount = pace.frameCount
    engine.usualFrameCount = pace.frameCount
    do throws(PatchFailure) {
      try begin(with: path)
    } catch {
      outcomes.append(LoadOutcome(path: path, summary: nil, complaint: error.text))
      try fallBack(from: path, error)
    }
    leaveToWorkshop()
  }

  /// Lets the workshop free what the engine does not need any more, and make what it is to go back to.
  private func leaveToWorkshop() {
    engine.discard = { [unowned self] nodes in discarded.append(nodes) }
    engine.announcesRetreats = true
  }

  /// What takes up the files that have changed since they were read; `nil` where none has.
  ///
  /// A patch file that has not changed is not read again: the patch may have been edited since.
  var catchingUp: PatchTask.Aim? {
    if lastRead?.isCurrent == false { return .reload }
    guard engine.files.contains(where: { !$0.isCurrent }) else { return nil }
    return wantedPath == nil ? .renew : .reload
  }

  /// The file to read when asked to load again.
  var reloadPath: String { wantedPath ?? path }

  /// Takes how loading went since the last call.
  func takeOutcomes() -> [LoadOutcome] {
    defer { outcomes = [] }
    return outcomes
  }

  /// Takes how far loading has come since the last call.
  func takeSteps() -> [LoadStep] {
    defer { steps = [] }
    return steps
  }

  /// The patch that was read from `path`, with what its nodes find around them.
  func version(_ document: PatchDocument, _ path: String) -> PatchVersion {
    PatchVersion(
      document.patch, environment: Environment(isOffline: false, patch: path), source: path)
  }

  /// An engine without a patch, for a server of `pace`.
  func successor(at pace: Pace) -> Engine {
    let engine = Self.engine(
      path, kinds: kinds, ports: ports, sampleRate: pace.sampleRate, helperCount: helperCount)
    engine.usualFrameCount = pace.frameCount
    return engine
  }

  /// Lets `successor` take the engine's place, while no audio thread runs.
  func goOver(to successor: Engine) {
    earlierGenerations = generation
    discarded += ready.takeAll() as [any AnyObject & Sendable]
    discarded.append(DiscardedEngine(engine))
    successor.inheritHistory(of: engine)
    engine.handPortsOver(to: successor)
    engine = successor
    leaveToWorkshop()
    for warning in engine.takeWarnings() { Log.warning(warning) }
  }

  /// Ends what is under way, and lets go of everything that was discarded.
  func close() {
    work = nil
    waiting = []
    letGo()
    workshop.close()
  }

  private static func engine(
    _ path: String, kinds: NodeKinds, ports: JackPorts, sampleRate: Double, helperCount: Int
  ) -> Engine {
    let environment = Environment(isOffline: false, patch: path)
    var configuration = EngineConfiguration(
      sampleRate: sampleRate, maximumFrameCount: Pace.longestCycle, environment: environment)
    configuration.helperCount = helperCount
    return Engine(configuration, kinds: kinds, provider: ports)
  }
}
