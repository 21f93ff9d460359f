@testable import OSCControl

/// A server whose engine is a list of numbers, and two clients; what suites build on.
class OSCRig {
  let target = TestTarget()
  let server: OSCServer
  let client: TestClient
  let other: TestClient

  init() throws {
    server = try OSCServer(port: 0, version: "1.2.3", target: target)
    client = try TestClient(server)
    other = try TestClient(server)
  }

  /// A second server for the same target, at which datagrams may do what `right` says.
  func server(_ right: OSCRight) throws -> OSCServer {
    try OSCServer(port: 0, version: "1", target: target, localRight: right)
  }
}
