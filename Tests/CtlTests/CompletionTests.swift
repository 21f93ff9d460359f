import ArgumentParser
import Testing

@testable import Ctl

/// What the shells know of strumctl.
@Suite struct CompletionTests {
  private let daemon = DaemonStub()

  /// The verbs below `command`, and theirs.
  private func verbs(_ command: any ParsableCommand.Type) -> [String] {
    command.configuration.subcommands.flatMap { verb in
      [verb.configuration.commandName ?? ""] + verbs(verb)
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `every verb is completed`(shell: String) throws {
    let result = try daemon.strumctl("--generate-completion-script", shell)
    #expect(result.status == 0)
    let words = Set(
      result.output.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init))
    #expect(verbs(Strumctl.self).filter { !words.contains($0) } == [])
    #expect(verbs(Strumctl.self).count > 20)
  }

  /// What bash offers behind each of `lines`, whose last word is under way; `+` stands for no word yet.
  private func offers(_ lines: String...) throws -> [String] {
    let script = """
      shopt -s extglob  # as bash-completion has it
      source <(strumctl --generate-completion-script bash)
      offer() {
        COMP_LINE="$*" COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
        COMP_POINT=${#COMP_LINE}
        _strumctl strumctl "${@: -1}" "${@: -2:1}"
        echo "${COMPREPLY[*]}"
      }

      """
    let calls = lines.map { "offer strumctl --osc-port $port \($0.replacing("+", with: "''"))" }
    let result = try daemon.bash(script + calls.joined(separator: "\n"))
    #expect(result.errors == "")
    return result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `verbs, options, words and what plays are offered`() throws {
    let offered = try offers(
      "do", "beat +", "nodes accomp", "get +", "set ba", "set band/section +", "add amp gain +",
      "wire guitar o", "unwire guitar +", "doctor --j"
    )
    #expect(
      offered == [
        "doctor", "one double half", "accompaniment", "out/gain band/style", "band/style",
        "auto A B C D", "gain", "out out.in", "out.in", "--json", "",
      ])
  }
}
