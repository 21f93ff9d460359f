import ArgumentParser
import Glibc
import OSCControl
import YAML

struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Puts another patch on, without a gap.",
    discussion: "Where the patch is wrong, its errors are shown and the one that runs goes on.")

  /// Seconds that strumd may take, for patches that load soundfonts and models.
  static let patience = 60.0

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Argument(help: "The patch file.", completion: .file(extensions: ["yaml"]))
  var file: String

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    let client = try connection.client(root)
    let path = Self.absolute(file)
    do throws(DaemonError) {
      let text = try client.ask("/patch/load", [.string(path)], within: Self.patience).arguments
      print(
        json
          ? JSON.object([(key: "ok", value: true), (key: "text", value: .string(text.plainText))])
            .compact : text.plainText)
    } catch {
      guard json, case .refused(let text) = error else { throw error }
      print(JSON.object([(key: "ok", value: false), (key: "error", value: .string(text))]).compact)
      throw ExitCode(1)
    }
  }

  /// The path as strumd, which works in another folder, understands it.
  static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
