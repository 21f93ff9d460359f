import Graph
import OSCControl
private import PatchFile
private import YAML

/// What comes out where the workshop does what it is asked for.
extension WorkResult {
  /// Reads the patch file at `path`.
  init(reading path: String, _ kinds: NodeKinds) {
    let stamp = FileStamp(path)
    do throws(Diagnostics) {
      self = .document(try PatchDocument(path: path, kinds: kinds), stamp)
    } catch {
      self = .failed(PatchFailure(error))
    }
  }

  /// Works `edits` into `version`.
  init(editing version: PatchVersion, _ edits: [ControlEdit], _ kinds: NodeKinds) {
    do throws(PatchFailure) {
      self = .edited(try EditedPatch(version, edits, kinds: kinds))
    } catch {
      self = .failed(error)
    }
  }

  /// Makes the nodes of `construction`, as long as `goesOn` says so of how far that has come.
  init(building construction: Construction, while goesOn: (Construction.Progress) -> Bool) {
    do throws(LoadError) {
      self = try construction.build(goesOn).map { .built($0) } ?? .abandoned
    } catch {
      self = .refused(error)
    }
  }

  /// Writes `patch` to its file.
  init(saving patch: SavedPatch, _ kinds: NodeKinds) {
    do throws(PatchFailure) {
      self = .saved(try patch.write(kinds: kinds))
    } catch {
      self = .failed(error)
    }
  }
}
