import ArgumentParser
import Band
import Glibc
import Platform
import YAML

struct ImportStyleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-style",
    abstract: "Makes a style of a Standard MIDI File or a Yamaha style.",
    discussion: """
      Markers such as "Main A", "Fill In AA", "Intro A" and "Ending A" tell sections. strumd need
      not run.
      """)

  @Argument(help: "The file: .mid, .sty, .prs.") var file: String

  @Option(name: .shortAndLong, help: "Where the style is written; else it is printed.")
  var output: String?

  @Flag(help: "Write over a file that is there.") var replace = false

  @Flag(help: "Print a JSON object of the remarks, and of the style where it is not written.")
  var json = false

  func run() throws {
    let style = try imported()
    if let output { try write(style.text, to: output) }
    tell(style)
  }

  private func imported() throws(FileProblem) -> StyleImport {
    do throws(StyleImportError) {
      return try StyleImport(
        try bytes(), name: file.split(separator: "/").last.map(String.init) ?? file)
    } catch {
      throw FileProblem(file, error.description)
    }
  }

  private func write(_ text: String, to path: String) throws(FileProblem) {
    guard let handle = fopen(path, replace ? "w" : "wx") else {
      let error = SystemError.last
      throw error.code == EEXIST
        ? FileProblem(path, "is there already; name another file, or say --replace")
        : FileProblem(path, "cannot be written", error)
    }
    let isTaken = fputs(text, handle) >= 0
    // What is kept back until now may find no room on the disk.
    guard fclose(handle) == 0, isTaken else { throw FileProblem(path, "cannot be written", .last) }
  }

  /// Shows what was left out, and the style itself where no file takes it.
  private func tell(_ style: StyleImport) {
    guard !json else {
      let text = output == nil ? [(key: "style", value: JSON.string(style.text))] : []
      let remarks = JSON.array(style.remarks.map { JSON.string("\($0)") })
      print(JSON.object([(key: "remarks", value: remarks)] + text).compact)
      return
    }
    for remark in style.remarks {
      let line = Array("strumctl: \(remark)\n".utf8)
      _ = Glibc.write(2, line, line.count)
    }
    if output == nil { print(style.text, terminator: "") }
  }

  /// What the file holds, up to a little more than is taken.
  private func bytes() throws(StyleImportError) -> [UInt8] {
    do {
      return try readFile(file, limit: StyleImport.largestFile + 1)
    } catch {
      throw StyleImportError(error.reason)
    }
  }
}
