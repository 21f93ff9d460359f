import ArgumentParser
import Testing

@testable import Ctl

/// What the shells know of strumctl.
@Suite struct CompletionTests {
  /// The verbs below `command`, and theirs.
  private func verbs(_ command: any ParsableCommand.Type) -> [String] {
    command.configuration.subcommands.flatMap { verb in
      [verb.configuration.commandName ?? ""] + verbs(verb)
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `every verb is completed`(shell: String) throws {
    let result = try DaemonStub().strumctl("--generate-completion-script", shell)
    #expect(result.status == 0)
    let words = Set(
      result.output.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init))
    #expect(verbs(Strumctl.self).filter { !words.contains($0) } == [])
    #expect(verbs(Strumctl.self).count > 20)
  }
}
