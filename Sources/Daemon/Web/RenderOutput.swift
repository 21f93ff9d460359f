/// What a render that runs aside has said so far: how far it is, and what is wrong.
struct RenderOutput {
  /// The share that is done, 0 to 1.
  private(set) var share: Float = 0
  private var lines: [String] = []
  private var output = ChildLines()

  /// Complaints beyond this many lines are left out.
  private static let limit = 20

  /// Takes what waits in `descriptor`, which never blocks.
  mutating func read(_ descriptor: Int32) {
    for line in output.read(descriptor) { take(line: line) }
  }

  private mutating func take(line: String) {
    if line.hasSuffix(" %"), let percent = Int(line.dropLast(2)) {
      share = Float(percent) / 100
    } else if lines.count < Self.limit {
      lines.append(line)
    }
  }

  /// Why a render that was given up because it took too long came to nothing.
  var lateness: String {
    "ten minutes of work are the most, and \(Int(100 * share)) % was done; "
      + "send a shorter recording, or ask when there is less to do"
  }

  /// What is wrong, in words for somebody who does not know our name for `recording`.
  func complaint(about recording: String) -> String {
    let text = (lines + [output.rest]).filter { !$0.isEmpty }
      .joined(separator: "\n")
    guard !text.isEmpty else { return "the analysis was ended: it took too much time or memory" }
    return text.split(separator: recording, omittingEmptySubsequences: false)
      .joined(separator: "the recording")
  }
}
