import Graph
private import Nodes
import PatchFile
private import YAML

/// The patch that a run begins with.
extension PatchPlayer {
  /// Plays the patch file at `path`, for which everybody waits.
  func begin(with path: String) throws(PatchFailure) {
    lastRead = FileStamp(path)
    let document = try read(path)
    do throws(LoadError) {
      let summary = try engine.load(version(document, path))
      outcomes.append(LoadOutcome(path: path, summary: summary, complaint: ""))
    } catch {
      throw PatchFailure(document.diagnostics(for: error))
    }
    for warning in engine.takeWarnings() { Log.warning(warning) }
    lastGood.keep(path)
  }

  /// Plays what was played last, because `path` does not load.
  func fallBack(from path: String, _ failure: PatchFailure) throws(PatchFailure) {
    guard let kept = lastGood.find(path) else { throw failure }
    let document = try? PatchDocument(path: kept, kinds: kinds)
    guard let document else { throw failure }
    let environment = Environment(isOffline: false, patch: path)
    let version = PatchVersion(document.patch, environment: environment, source: kept)
    guard (try? engine.load(version)) != nil else { throw failure }
    wantedPath = path
    Log.error("NOT PLAYING \(path), which does not load; playing what it was before: \(kept)")
  }

  private func read(_ path: String) throws(PatchFailure) -> PatchDocument {
    do throws(Diagnostics) {
      return try PatchDocument(path: path, kinds: kinds)
    } catch {
      throw PatchFailure(error)
    }
  }
}
