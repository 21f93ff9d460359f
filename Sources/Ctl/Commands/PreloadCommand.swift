import ArgumentParser
import OSCControl

struct PreloadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preload",
    abstract: "Makes a patch ready, so that 'load' puts it on at once.",
    discussion: "Where the patch is wrong, its errors are shown. The last four are kept ready.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var deed: DeedOptions

  @Argument(help: "The patch file.", completion: .file(extensions: ["yaml"]))
  var file: String

  func run() throws {
    let path = OSCArgument.string(LoadCommand.absolute(file))
    try deed.ask(
      connection.client(root), "/patch/preload", [path], within: LoadCommand.patience)
  }
}
