import ArgumentParser
import Graph
import LV2
import Nodes
import PatchFile
import YAML

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks patches, styles and charts, and shows all that is wrong in them.",
    discussion: "Exits with 1 if anything is wrong. strumd need not run.")

  @Argument(
    help: "The files.",
    completion: .file(extensions: ["yaml", "yml"] + CheckedFile.chartEndings))
  var files: [String]

  @Flag(help: "Print one JSON array with an object for each file.")
  var json = false

  func run() throws {
    PluginGuard.tryFirst()
    let reports = files.map { CheckReport(path: $0, kinds: .linked) }
    if json {
      print(JSON.array(reports.map(\.json)).compact)
    } else {
      for report in reports { print(report.text, terminator: "") }
    }
    guard reports.allSatisfy(\.isGood) else { throw ExitCode(1) }
  }
}
