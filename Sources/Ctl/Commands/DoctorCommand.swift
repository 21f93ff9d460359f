import ArgumentParser
import YAML

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what makes this machine unfit to play, and what mends it.",
    discussion: """
      Real-time rights, memory, the JACK server, the sound card, ports, the processor. Exits with 1 \
      where something is wrong; advice does not count. strumd need not run; while it does, it is \
      looked at.
      """)

  @ParentCommand var root: Strumctl
  @OptionGroup var connection: ConnectionOptions

  @Option(help: "strumd's web port, else \(Self.defaultWebPort).")
  var webPort: UInt16?

  @Option(help: .hidden)
  var machine = "/"

  @Flag(help: "Print a JSON array.")
  var json = false

  private static let defaultWebPort: UInt16 = 9441

  func run() throws {
    let osc = connection.port(root)
    let findings = Doctor(
      machine: Machine(root: machine),
      ports: [
        PortWish(transport: .udp, number: osc, option: "--osc-port"),
        PortWish(transport: .tcp, number: osc, option: "--osc-port"),
        PortWish(transport: .tcp, number: webPort ?? Self.defaultWebPort, option: "--web-port"),
      ]
    ).findings
    if json {
      print(JSON.array(findings.map(\.json)).pretty, terminator: "")
    } else {
      for line in findings.flatMap(\.lines) { print(line) }
    }
    guard findings.allSatisfy({ $0.verdict != .wrong }) else { throw ExitCode(1) }
  }
}
