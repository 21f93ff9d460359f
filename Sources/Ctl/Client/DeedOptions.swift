import ArgumentParser
import OSCControl
import YAML

/// How it is told what became of a verb that does something.
struct DeedOptions: ParsableArguments {
  @Flag(help: "Print a JSON object, also where it is refused.")
  var json = false

  /// Has strumd do something, and prints what it says to that, if anything.
  func ask(
    _ client: DaemonClient, _ address: String, _ arguments: [OSCArgument] = [],
    within seconds: Double = 2
  ) throws {
    do throws(DaemonError) {
      tell(try client.ask(address, arguments, within: seconds).arguments.plainText)
    } catch {
      guard json, case .refused(let text) = error else { throw error }
      print(JSON.object([(key: "ok", value: false), (key: "error", value: .string(text))]).compact)
      throw ExitCode(1)
    }
  }

  /// Prints what became of it.
  func tell(_ text: String) {
    if json {
      print(JSON.object([(key: "ok", value: true), (key: "text", value: .string(text))]).compact)
    } else if !text.isEmpty {
      print(text)
    }
  }
}
