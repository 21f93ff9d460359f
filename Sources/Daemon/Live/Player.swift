import Graph
private import Nodes
import PatchFile
private import YAML

/// An engine and the patch file it plays; outlives the servers it plays at.
final class Player {
  private(set) var engine: Engine

  /// The file of the patch that plays.
  var path: String { engine.source }

  /// Counts the patches that were loaded, taken back and made again.
  var generation: Int { earlierGenerations + engine.patchGeneration }

  /// What engines at other sample rates have counted.
  private var earlierGenerations = 0
  let kinds = NodeKinds.linked
  private let ports: JackPorts
  private let lastGood: LastGood
  private let helperCount: Int

  /// The file that is to be played as soon as nothing is wrong with it any more.
  private var wantedPath: String?

  /// The file that was read last to be played, as it was then.
  private var lastRead: FileStamp?

  /// Patches that are ready to be loaded, by path.
  var ready = ReadyPatches()
  var setlist: Setlist?

  /// How loading went, for those who tell others.
  private var outcomes: [LoadOutcome] = []

  /// Plays the patch file at `path`, or else the last one that was played from there; throws all
  /// that is wrong with it where there is none.
  init(
    path: String, ports: JackPorts, sampleRate: Double, lastGood: LastGood, helperCount: Int
  ) throws(PatchFailure) {
    self.ports = ports
    self.lastGood = lastGood
    self.helperCount = helperCount
    engine = Self.engine(
      path, kinds: kinds, ports: ports, sampleRate: sampleRate, helperCount: helperCount)
    do throws(PatchFailure) {
      try load(path)
    } catch {
      try fallBack(from: path, error)
    }
  }

  /// Goes over to the patch file at `path`; if that throws, what played goes on.
  @discardableResult
  func load(_ path: String) throws(PatchFailure) -> LoadSummary {
    do throws(PatchFailure) {
      let summary = try change(to: path)
      outcomes.append(LoadOutcome(path: path, summary: summary, complaint: ""))
      wantedPath = nil
      return summary
    } catch {
      outcomes.append(LoadOutcome(path: path, summary: nil, complaint: error.text))
      throw error
    }
  }

  private func change(to path: String) throws(PatchFailure) -> LoadSummary {
    if let patch = ready.take(path) {
      do throws(LoadError) {
        return try engine.load(patch)
      } catch {
        // A file has gone since; reading the patch says so properly.
      }
    }
    lastRead = FileStamp(path)
    let document = try read(path)
    do throws(LoadError) {
      let summary = try engine.load(version(document, path))
      for warning in engine.takeWarnings() { Log.warning(warning) }
      lastGood.keep(path)
      return summary
    } catch {
      throw PatchFailure(document.diagnostics(for: error))
    }
  }

  /// Whether a file has changed since it was read.
  var isStale: Bool {
    lastRead?.isCurrent == false || engine.files.contains { !$0.isCurrent }
  }

  /// The file to read when asked to load again.
  var reloadPath: String { wantedPath ?? path }

  /// Takes note of an edit of the patch that plays.
  func note(_ summary: LoadSummary) {
    outcomes.append(LoadOutcome(path: path, summary: summary, complaint: ""))
  }

  /// Takes how loading went since the last call.
  func takeOutcomes() -> [LoadOutcome] {
    defer { outcomes = [] }
    return outcomes
  }

  /// Plays what was played last, because `path` does not load.
  private func fallBack(from path: String, _ failure: PatchFailure) throws(PatchFailure) {
    guard let kept = lastGood.find(path) else { throw failure }
    let document = try? PatchDocument(path: kept, kinds: kinds)
    guard let document else { throw failure }
    let environment = Environment(isOffline: false, patch: path)
    let version = PatchVersion(document.patch, environment: environment, source: kept)
    guard (try? engine.load(version)) != nil else { throw failure }
    wantedPath = path
    Log.error("NOT PLAYING \(path), which does not load; playing what it was before: \(kept)")
  }

  /// Looks the patch file at `path` over and makes its nodes, to load it at once when it is asked for.
  func prepare(_ path: String) throws(PatchFailure) {
    let stamp = FileStamp(path)
    let document = try read(path)
    do throws(LoadError) {
      let patch = try engine.prepare(version(document, path), from: ready.peek(path))
      ready.keep(patch, stamp)
      for warning in engine.takeWarnings() { Log.warning(warning) }
    } catch {
      throw PatchFailure(document.diagnostics(for: error))
    }
  }

  private func version(_ document: PatchDocument, _ path: String) -> PatchVersion {
    PatchVersion(
      document.patch, environment: Environment(isOffline: false, patch: path), source: path)
  }

  /// Looks the patch file at `path` over without playing it.
  func check(_ path: String) throws(PatchFailure) {
    let document = try read(path)
    do throws(LoadError) {
      try engine.check(document.patch)
    } catch {
      throw PatchFailure(document.diagnostics(for: error))
    }
  }

  /// Begins anew at another sample rate, while no audio thread runs.
  func rebuild(sampleRate: Double) {
    let version = engine.version
    ready = ReadyPatches()
    earlierGenerations = generation
    engine = Self.engine(
      path, kinds: kinds, ports: ports, sampleRate: sampleRate, helperCount: helperCount)
    do throws(LoadError) {
      try engine.load(version)
    } catch {
      for error in error.errors { Log.error(error.message) }
    }
    for warning in engine.takeWarnings() { Log.warning(warning) }
  }

  private func read(_ path: String) throws(PatchFailure) -> PatchDocument {
    do throws(Diagnostics) {
      return try PatchDocument(path: path, kinds: kinds)
    } catch {
      throw PatchFailure(error)
    }
  }

  private static func engine(
    _ path: String, kinds: NodeKinds, ports: JackPorts, sampleRate: Double, helperCount: Int
  ) -> Engine {
    let environment = Environment(isOffline: false, patch: path)
    var configuration = EngineConfiguration(
      sampleRate: sampleRate, maximumFrameCount: 8192, environment: environment)
    configuration.helperCount = helperCount
    return Engine(configuration, kinds: kinds, provider: ports)
  }
}

extension PatchFailure {
  fileprivate init(_ diagnostics: Diagnostics) {
    self.init(text: diagnostics.all.map(\.description).joined())
  }
}
