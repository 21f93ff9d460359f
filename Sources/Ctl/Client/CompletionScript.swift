import ArgumentParser

/// What a shell reads to complete the words of strumctl: what ArgumentParser writes, with what that leaves out.
struct CompletionScript {
  let text: String

  init(_ shell: CompletionShell) {
    let written = Strumctl.completionScript(for: shell)
    let verbs = Strumctl.verbs.joined(separator: " ")
    let groups = Strumctl.groups
    switch shell {
    case .bash:
      text =
        written.replacing(
          "_strumctl_help() {\n    :\n",
          with: "_strumctl_help() {\n    \(Self.ofOneWord) \(Self.among(verbs))\n"
            + groups.map { "    \(Self.behind($0.name)) \(Self.among($0.verbs))\n" }.joined()
        ).replacing("-F _strumctl strumctl", with: "-F _strumctl_of_whole_words strumctl")
        + Self.wholeWords
    case .zsh:
      let cases = groups.map { "\($0.name)) compadd \($0.verbs) ;; " }.joined()
      text = written.replacing(
        "'*:subcommands:'",
        with: #"'1:verb:(\#(verbs))' '2:verb:{ case "${words[2]}" in \#(cases)esac }'"#)
    case .fish:
      text =
        written + """

          complete -c strumctl -n '__strumctl_should_offer_completions_for_positional "strumctl help" -eq 1' \
          -fka '\(verbs)'
          """
        + groups.map { group in
          """

          complete -c strumctl -n '__strumctl_should_offer_completions_for_positional "strumctl help" -eq 2; \
          and contains -- \(group.name) (__strumctl_tokens -pc)' -fka '\(group.verbs)'
          """
        }.joined()
    default: text = written
    }
  }

  private static let ofOneWord = #"[[ "${#unparsed_words[@]}" -eq 1 ]] &&"#

  private static func behind(_ verb: String) -> String {
    #"[[ "${#unparsed_words[@]}" -eq 2 && "${unparsed_words[0]}" = \#(verb) ]] &&"#
  }

  private static func among(_ verbs: String) -> String {
    "COMPREPLY+=($(compgen -W '\(verbs)' -- \"${cur}\"))"
  }

  /// Bash cuts words at colons, as those of plugins' URIs, and has only what follows the last one completed.
  private static let wholeWords = #"""

    _strumctl_of_whole_words() {
        local rest="${COMP_LINE}" word
        local -a words=()
        local -i index last=-1 current=0
        for index in "${!COMP_WORDS[@]}"; do
            word="${COMP_WORDS[index]}"
            if [[ "${last}" -ge 0 && "${rest}" != [[:space:]]* && ("${word}" = :* || "${words[last]}" = *:) ]]; then
                words[last]+="${word}"
            else
                words[++last]="${word}"
            fi
            [[ "${index}" -eq "${COMP_CWORD}" ]] && current="${last}"
            rest="${rest#"${rest%%[![:space:]]*}"}"
            rest="${rest#"${word}"}"
        done

        local -a COMP_WORDS=("${words[@]}")
        local -i COMP_CWORD="${current}"
        word="${words[current]}"
        _strumctl strumctl "${word}" "${words[current > 0 ? current - 1 : 0]}"
        if [[ "${COMP_WORDBREAKS}" = *:* && "${word}" = *:* ]]; then
            COMPREPLY=("${COMPREPLY[@]#"${word%"${word##*:}"}"}")
        fi
    }
    """#
}

extension Strumctl {
  /// The names of all verbs.
  static var verbs: [String] { commands.compactMap { $0.configuration.commandName } }

  /// The verbs that have verbs of their own, and those, with blanks between them.
  static var groups: [(name: String, verbs: String)] {
    commands.map { $0.configuration }.filter { !$0.subcommands.isEmpty }.map { group in
      let verbs = group.subcommands.compactMap { $0.configuration.commandName }
      return (group.commandName ?? "", verbs.joined(separator: " "))
    }
  }

  private static var commands: [any ParsableCommand.Type] {
    configuration.groupedSubcommands.flatMap(\.subcommands)
  }
}
