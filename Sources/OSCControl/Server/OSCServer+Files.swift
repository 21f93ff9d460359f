private import Graph

/// Which files other machines may name: those beside the patch that plays, and below.
extension OSCServer {
  /// The file that `request` names first, as the target is to find it.
  func file(of request: OSCRequest) throws(OSCFailure) -> String {
    let path = request.arguments.first?.text ?? ""
    guard request.peer.isStranger else { return path }
    switch target.fileBeside(path) {
    case .done(let path): return path
    case .failed(let reason), .underWay(let reason, _): throw OSCFailure(.forbidden, reason)
    }
  }

  /// Refuses what names a file elsewhere, where another machine asks for it.
  func confine(_ command: OSCCommand, _ request: OSCRequest) throws(OSCFailure) {
    guard request.peer.isStranger, !request.arguments.isEmpty else { return }
    switch command {
    case .load, .check, .preload: _ = try file(of: request)
    case .addNode:
      // What a node is made with may be the name of a file that is still to be written.
      let words = request.arguments.dropFirst(2).compactMap(\.text)
      guard let path = words.first(where: { Self.leadsOut($0) || target.leadsOut($0) }) else {
        return
      }
      throw OSCFailure(.forbidden, "'\(path)' may lie outside of the folder of the patch")
    default: return
    }
  }

  private static func leadsOut(_ path: String) -> Bool {
    path.hasPrefix("/") || path.split(separator: "/").contains("..")
  }
}
