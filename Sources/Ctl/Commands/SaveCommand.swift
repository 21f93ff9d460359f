import ArgumentParser
import Glibc
import OSCControl

struct SaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save",
    abstract: "Writes the patch that plays, as it is now, to a file.",
    discussion: """
      The file goes into the folder of the patch that plays, or below it. Comments and order of the file \
      that was loaded stay.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(help: "The file to write.", completion: .file(extensions: ["yaml"]))
  var file: String

  @Flag(help: "Replace the file if there is one.")
  var replace = false

  func run() throws {
    var arguments = [OSCArgument.string(Self.absolute(file))]
    if replace { arguments.append(.string("replace")) }
    try deed.ask(
      connection.client(root), "/patch/save", arguments, within: LoadCommand.patience)
  }

  /// The path of a file that need not be there, as strumd understands it; a bare name is for strumd
  /// to place.
  private static func absolute(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    let folder = path[..<slash]
    return LoadCommand.absolute(folder.isEmpty ? "/" : String(folder)) + path[slash...]
  }
}
