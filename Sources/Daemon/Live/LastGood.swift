private import Glibc

/// Copies of the patches that loaded, to play when the file itself does not any more.
struct LastGood {
  /// The folder that holds them; `nil` if there is none to be had.
  let folder: String?

  /// Keeps them in `folder`, or else where systemd or the user keep such things.
  init(folder: String? = nil) { self.folder = folder ?? Self.stateFolder() }

  /// Copies the patch file at `path`, which has loaded.
  func keep(_ path: String) {
    guard let folder, let text = Self.read(path), Self.makeFolders(folder) else { return }
    let copy = Self.copy(path, folder)
    guard Self.read(copy) != text else { return }
    let outputs = OutputFiles()
    do throws(FileProblem) {
      try outputs.write(text, to: copy)
      try outputs.commit()
    } catch {
      Log.warning("the patch is not kept for a rainy day: \(error)")
    }
  }

  /// The copy of the patch file at `path`, if there is one.
  func find(_ path: String) -> String? {
    guard let folder else { return nil }
    let copy = Self.copy(path, folder)
    return access(copy, R_OK) == 0 ? copy : nil
  }

  /// A name for each path: its last part for people, and all of it as a number.
  private static func copy(_ path: String, _ folder: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "patch.yaml"
    let hash = absolute(path).utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return "\(folder)/last-good-\(String(hash, radix: 16))-\(name)"
  }

  /// The path without links, also of a file that is not there.
  private static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func stateFolder() -> String? {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    if let folder = variable("STATE_DIRECTORY") {
      return folder.split(separator: ":").first.map(String.init)
    }
    if let folder = variable("XDG_STATE_HOME") { return folder + "/strumd" }
    return variable("HOME").map { $0 + "/.local/state/strumd" }
  }

  /// Makes `folder` and those it lies in; returns whether it is there.
  private static func makeFolders(_ folder: String) -> Bool {
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/" + part
      mkdir(path, 0o755)
    }
    return access(folder, W_OK) == 0
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }
}
