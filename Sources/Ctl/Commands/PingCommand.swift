import ArgumentParser
import Glibc
import OSCControl
import YAML

struct PingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ping",
    abstract: "Says how long strumd takes to answer.",
    discussion: "Ends with an error where no answer came at all.")

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Option(name: .shortAndLong, help: "How often to ask.")
  var count = 5

  @Option(name: .shortAndLong, help: "Seconds from one to the next.")
  var interval = 1.0

  @Flag(help: "Print a JSON object, with times in milliseconds.")
  var json = false

  func validate() throws {
    guard count >= 1 else { throw ValidationError("--count is 1 or more") }
    guard 0...3600 ~= interval else { throw ValidationError("--interval is 0 to 3600 seconds") }
  }

  func run() throws {
    let client = try connection.client(root)
    var trip = RoundTrips()
    for number in 1...count {
      if number > 1 { usleep(UInt32(interval * 1e6)) }
      let start = Clock.monotonic()
      do throws(DaemonError) {
        try client.ask("/ping")
        trip.add(Double(Clock.monotonic() - start) / 1e6)
        tell("\(number) from \(client.place): \(RoundTrips.text(trip.times.last ?? 0)) ms")
      } catch {
        guard case .noAnswer = error else { throw error }
        trip.lose()
        tell("\(number) from \(client.place): no answer")
      }
    }
    print(json ? trip.json.compact : trip.text)
    if trip.times.isEmpty { throw DaemonError.noAnswer(place: client.place) }
  }

  private func tell(_ line: String) {
    guard !json else { return }
    print(line)
    fflush(nil)
  }
}
