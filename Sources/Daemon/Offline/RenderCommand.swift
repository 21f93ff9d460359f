import Graph
private import LV2
private import Nodes
private import PatchFile
import Platform
private import YAML

/// `strumd render`: plays along with a recording, faster than real time.
enum RenderCommand {
  /// Runs the words that follow `render`; returns the exit status, 1 for bad input and 2 for misuse.
  ///
  /// `isAside` is for one that runs beside a band that plays.
  static func run(_ arguments: [String], isAside: Bool = false) -> Int32 {
    var options: RenderOptions
    do {
      options = try RenderOptions(arguments)
    } catch {
      StandardError.write("strumd: \(error.message)\n")
      return 2
    }
    options.isAside = isAside
    guard !options.isHelp else {
      print(RenderOptions.help)
      return 0
    }
    return render(options)
  }

  private static func render(_ options: RenderOptions) -> Int32 {
    PluginGuard.tryFirst()
    Interruption.listen()
    defer { Interruption.ignore() }
    do {
      let summary = try summary(options, kinds: .linked)
      if !options.isQuiet, !options.isAside { print(summary) }
      return 0
    } catch {
      StandardError.write(error.text)
      return 1
    }
  }

  /// Reads the patch and the recording and plays; returns the line that sums it up.
  private static func summary(
    _ options: RenderOptions, kinds: NodeKinds
  ) throws(RenderError) -> String {
    let document: PatchDocument
    do {
      document = try PatchDocument(path: options.patch, kinds: kinds)
    } catch {
      throw RenderError(error)
    }
    let input = try input(options)
    if let warning = input.warning { StandardError.warn(warning) }
    var render: Render
    do {
      render = try Render(options, input: input, patch: document.patch, kinds: kinds)
    } catch {
      throw RenderError(document.diagnostics(for: error))
    }
    return try render.run()
  }

  /// Opens the recording, which is read once from end to end.
  private static func input(_ options: RenderOptions) throws(RenderError) -> RenderInput {
    var progress = ProgressBar(
      total: 1, isQuiet: options.isQuiet || options.isAside, isReading: true)
    defer { progress.clear() }
    return try RenderError.forward { () throws(FileProblem) in
      try RenderInput(
        options.input, rate: options.rate, longest: options.isAside ? AsideRender.longest : nil
      ) { progress.show($0) }
    }
  }
}
