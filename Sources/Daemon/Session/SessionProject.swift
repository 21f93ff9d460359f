private import Glibc
import PatchFile
import Platform
private import YAML

/// What a session keeps of ours: a folder, with the patch in it.
struct SessionProject: Equatable {
  /// The folder that the session manager has given us, and nobody has made yet where it is new.
  let folder: String

  var patch: String { folder + "/patch.yaml" }

  /// Makes the folder, and the patch in it a copy of `template`, where there is none yet; returns whether it did.
  func make(from template: String) throws(SessionFault) -> Bool {
    if access(patch, F_OK) == 0 { return false }
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw SessionFault(
        .createFailed, "\(folder): cannot be made (\(SystemError.last.reason))")
    }
    let limit = YAMLDocument.maximumSize
    guard let bytes = try? readFile(template, limit: limit + 1), bytes.count <= limit else {
      throw SessionFault(.createFailed, "\(template): there is no such patch to begin with")
    }
    let output = OutputFiles()
    do throws(FileProblem) {
      try output.write(bytes, to: patch)
      try output.commit()
    } catch {
      throw SessionFault(.createFailed, "\(error)")
    }
    return true
  }

  /// Takes away what ``make(from:)`` has made.
  func unmake() {
    unlink(patch)
    rmdir(folder)
  }

  /// What a new project begins with where the command line names no patch: the trio.
  static var usualTemplate: String {
    let folders = DataDirectories.all().map { $0 + "/patches/trio.yaml" }
    return folders.first { access($0, R_OK) == 0 } ?? "patches/trio.yaml"
  }
}
