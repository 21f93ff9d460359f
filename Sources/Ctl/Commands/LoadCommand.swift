import ArgumentParser
import Glibc
import OSCControl

struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Puts another patch on, without a gap.",
    discussion: "Where the patch is wrong, its errors are shown and the one that runs goes on.")

  /// Seconds that strumd may take, for patches that load soundfonts and models.
  static let patience = 60.0

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(help: "The patch file.", completion: .file(extensions: ["yaml"]))
  var file: String

  func run() throws {
    try deed.ask(
      connection.client(root), "/patch/load", [.string(Self.absolute(file))],
      within: Self.patience)
  }

  /// The path as strumd, which works in another folder, understands it.
  static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
