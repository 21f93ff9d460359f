import Graph
private import Nodes
private import PatchFile
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

  /// Plays the patch file at `path`, or throws all that is wrong with it.
  init(path: String, ports: JackPorts, sampleRate: Double) throws(PatchFailure) {
    self.ports = ports
    engine = Self.engine(path, kinds: kinds, ports: ports, sampleRate: sampleRate)
    try load(path)
  }

  /// Goes over to the patch file at `path`; if that throws, what played goes on.
  @discardableResult
  func load(_ path: String) throws(PatchFailure) -> LoadSummary {
    let document = try read(path)
    do throws(LoadError) {
      let summary = try engine.load(version(document, path))
      for warning in engine.takeWarnings() { Log.warning(warning) }
      return summary
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
    earlierGenerations = generation
    engine = Self.engine(path, kinds: kinds, ports: ports, sampleRate: sampleRate)
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
    _ path: String, kinds: NodeKinds, ports: JackPorts, sampleRate: Double
  ) -> Engine {
    let environment = Environment(isOffline: false, patch: path)
    let configuration = EngineConfiguration(
      sampleRate: sampleRate, maximumFrameCount: 8192, environment: environment)
    return Engine(configuration, kinds: kinds, provider: ports)
  }
}

extension PatchFailure {
  fileprivate init(_ diagnostics: Diagnostics) {
    self.init(text: diagnostics.all.map(\.description).joined())
  }
}
