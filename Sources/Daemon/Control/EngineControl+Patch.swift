private import Graph
import OSCControl
import Platform

/// What is asked of patches.
extension EngineControl {
  var patchPath: String { player.path }

  func takeBack(isRedo: Bool, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.takeBack(isRedo ? .redo : .undo), answer: completion)
  }

  func loadPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.load(path), answer: completion)
  }

  func fileBeside(_ path: String) -> ControlOutcome {
    let folder = player.engine.version.environment.patchDirectory
    do throws(FileProblem) {
      return .done(folder + "/" + (try ConfinedFile.find(path, in: folder)))
    } catch {
      return .failed("\(error)")
    }
  }

  func leadsOut(_ path: String) -> Bool {
    ConfinedFile.leadsOut(path, of: player.engine.version.environment.patchDirectory)
  }

  func checkPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.check(path), answer: completion)
  }

  func savePatch(
    _ path: String, replaces: Bool, completion: @escaping (ControlOutcome) -> Void
  ) {
    player.ask(.save(path, replaces: replaces), answer: completion)
  }

  func preparePatch(_ path: String, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.prepare(path), answer: completion)
  }

  var setlist: [OSCArgument] { player.setlist.map { SetlistReport($0).arguments } ?? [] }

  func changeSong(_ move: ControlMove, completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.move(move), answer: completion)
  }

  func edit(_ edits: [ControlEdit], completion: @escaping (ControlOutcome) -> Void) {
    player.ask(.edit(edits), answer: completion)
  }
}
