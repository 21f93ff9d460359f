import OSCControl

/// The parameters of the patch that plays, for a shell to complete; none where strumd does not answer.
///
/// `words` is what stands on the line so far.
@Sendable
func completeParameters(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let named = words.firstIndex(of: "--osc-port").flatMap { words.dropFirst($0 + 1).first }
  guard
    let client = try? DaemonClient(
      port: named.flatMap { UInt16($0) }, else: ConnectionOptions.defaultPort),
    let answer = try? client.ask("/node//", within: 1)
  else { return [] }
  let folder = "/node/"
  return answer.messages.map(\.address).filter { $0.hasPrefix(folder) }
    .map { String($0.dropFirst(folder.count)) }
}
