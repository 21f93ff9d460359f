import Foundation
import TestSupport
import Testing

/// A session manager that knows nothing of strumd, and watches that the NSM API is kept to.
final class SessionManager {
  private let process: LiveProcess

  init(on stage: LiveStage) async throws {
    let script = Checkout.path("Tests/DaemonTests/nsm_server.py")
    let process = try stage.start([Checkout.python, script])
    self.process = process
    try await eventually("the session manager") {
      guard process.isRunning else { throw Overdue(description: process.output) }
      return process.output.contains("url ")
    }
  }

  /// What `NSM_URL` is to be.
  var url: String { said("url ").first ?? "" }

  /// What the client has said so far, each with its address first.
  var heard: [[Any]] {
    said("heard ").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [Any]
    }
  }

  /// What the client has done that the API forbids.
  var wrong: [String] { said("wrong ") }

  private func said(_ head: String) -> [String] {
    process.output.split(separator: "\n").filter { $0.hasPrefix(head) }
      .map { String($0.dropFirst(head.count)) }
  }

  func open(_ folder: String, _ name: String, _ id: String) {
    process.write("open \(folder) \(name) \(id)")
  }

  func save() { process.write("save") }

  func count(_ address: String) -> Int { heard.count { $0.first as? String == address } }

  /// The last message that came to `address`, without that.
  func last(_ address: String) -> [Any]? {
    heard.last { $0.first as? String == address }.map { Array($0.dropFirst()) }
  }

  /// Waits until `address` was heard `count` times, and returns what came with the last.
  @discardableResult
  func wait(for address: String, count: Int = 1) async throws -> [Any] {
    try await eventually("\(address), which came \(self.count(address)) times") {
      self.count(address) >= count
    }
    return try #require(last(address))
  }
}
