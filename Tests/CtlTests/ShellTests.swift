import Foundation
import Testing
import TestSupport

/// The completions of strumctl as shells themselves offer them, at a terminal.
@Suite struct ShellTests {
  let daemon = DaemonStub()

  static let lines: [(line: String, offers: [String])] = [
    ("sta", ["start", "status"]),
    ("pi", ["ping"]),
    ("ping --co", ["--count"]),
    ("sync --js", ["--json"]),
    ("help du", ["dump"]),
    ("help help ", []),
    ("help start ", []),
    ("help chart ", ["heard", "load", "goto"]),
    ("help chart lo", ["load"]),
    ("doctor --js", ["--json"]),
    ("beat ", ["one", "double", "half"]),
    ("nodes accomp", ["accompaniment"]),
    ("get o", ["out/gain"]),
    ("get out/gain ba", ["band/style"]),
    ("get /te", ["/tempo"]),
    ("get /node/o", ["/node/out/gain"]),
    ("set band/section ", ["auto", "A", "B", "C", "D"]),
    ("set out/gain ", []),
    ("add lead gain g", ["gain"]),
    ("add lead accompaniment bass ", ["true", "false"]),
    ("remove g", ["guitar"]),
    ("rename ba", ["band"]),
    ("wire gui", ["guitar", "guitar.out"]),
    ("wire guitar out", ["out", "out.in"]),
    ("unwire ", ["guitar.out"]),
    ("unwire guitar ", ["out.in"]),
    ("at ba", ["bar"]),
    ("at bar 1 /pan", ["/panic"]),
    ("at bar 1 band/section au", ["auto"]),
    ("learn /transport/sta", ["/transport/start"]),
    ("learn out/gain pick", ["pickup"]),
    ("send /wire/r", ["/wire/remove"]),
    ("suggest --mood t", ["tense"]),
    ("nodes lv2 http://lv2plug.in/plugins/eg-a", ["http://lv2plug.in/plugins/eg-amp"]),
    ("add amp lv2 plugin http://lv2plug.in/plugins/eg-a", ["http://lv2plug.in/plugins/eg-amp"]),
  ]

  @Test(
    .enabled(
      if: hasShells("zsh"),
      "no zsh to sit at its terminal; scripts/install-dependencies test installs it"))
  func `bash offers verbs, options, words and what plays`() throws {
    try expectOffers(["bash", "--norc", "-i"], "offers.bash")
  }

  @Test(.enabled(if: hasShells("zsh"), "no zsh; scripts/install-dependencies test installs it"))
  func `zsh offers verbs, options, words and what plays`() throws {
    try expectOffers(["zsh", "-f", "-i"], "offers.zsh")
  }

  @Test(
    .enabled(
      if: hasShells("zsh", "fish"),
      "no fish, or no zsh to sit at its terminal; scripts/install-dependencies test installs both"))
  func `fish offers verbs, options, words and what plays`() throws {
    try expectOffers(["fish", "--no-config", "-i"], "offers.fish")
  }

  private func expectOffers(_ shell: [String], _ file: String) throws {
    let scratch = try ScratchFolder()
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Shells").path
    let place = scratch.path
    let write = Self.lines.map { "echo \"strumctl --osc-port $port \($0.line)\" >> lines" }
    let result = try daemon.bash(
      """
      cd '\(place)'
      export HOME='\(place)' TERM=dumb
      \(write.joined(separator: "\n"))
      zsh -f '\(folder)/terminal.zsh' '\(folder)/\(file)' \(shell.joined(separator: " "))
      """)
    #expect(result.status == 0 && result.errors == "", "\(result)")
    let offered = result.output.components(separatedBy: "== ").dropFirst().map { part in
      part.split(separator: "\n").dropFirst().map(String.init)
    }
    try #require(offered.count == Self.lines.count, "\(result.output)")
    for (line, offers) in zip(Self.lines, offered) {
      #expect(Set(offers) == Set(line.offers), "\(line.line)")
    }
  }
}

/// Whether these shells are installed.
private func hasShells(_ names: String...) -> Bool {
  let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  return names.allSatisfy { name in
    folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }
}
