import OSCControl

/// What `/band/next` told, as text: the section that is played, what comes, and in how many beats.
struct StandingText {
  /// Empty where the band is silent and nothing comes.
  var line = ""

  init() {}

  init(_ arguments: [OSCArgument]) {
    guard arguments.count >= 3 else { return }
    let (next, section) = (arguments[0].text ?? "", arguments[2].text ?? "")
    let coming = next.isEmpty ? "" : "\(next) in \(whole(arguments[1].number ?? 0))"
    line = [section, coming].filter { !$0.isEmpty }.joined(separator: "   ")
  }
}
