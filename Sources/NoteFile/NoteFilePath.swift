private import Glibc
private import Platform

/// Where the note file lies: a place in memory that outlives the process.
package enum NoteFilePath {
  /// The first of systemd's runtime directory, `/run/strumd`, the user's runtime directory and
  /// `/tmp` in which a folder for us exists or can be made.
  package static func find() -> String {
    for directory in candidates where prepare(directory) { return directory + "/notes" }
    return "/tmp/strumd-\(getuid())-notes"
  }

  private static var candidates: [String] {
    [Folders.runtime, "/run/strumd", Folders.userRuntime, "/tmp/strumd-\(getuid())"]
      .compactMap(\.self)
  }

  /// Makes the folder unless it exists; says whether it is ours to write to.
  ///
  /// In `/tmp` anybody may have made it, or a link of that name, before us.
  static func prepare(_ directory: String) -> Bool {
    mkdir(directory, 0o750)
    guard access(directory, W_OK | X_OK) == 0 else { return false }
    guard directory.hasPrefix("/tmp/") else { return true }
    var info = stat()
    return lstat(directory, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
      && info.st_uid == getuid()
  }
}
