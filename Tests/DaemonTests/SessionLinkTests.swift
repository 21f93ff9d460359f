import Testing

@testable import Daemon
@testable import OSCControl

@Suite struct SessionLinkTests {
  @Test func `what comes without end is taken a batch at a time`() throws {
    var manager = try OSCSocket(port: 0)
    let address = OSCPeer(address: OSCPeer.loopback, port: manager.port)
    guard var link = SessionLink(to: address) else {
      Issue.record("no socket")
      return
    }
    link.send("/hello")
    let greetings = manager.receive()
    #expect(greetings == 1)
    let peer = manager.sender(0)
    let count = 3 * OSCSocket.batch
    for _ in 0..<count {
      manager.send(OSCMessage("/nsm/client/save").bytes, to: peer)
    }
    var heard = 0
    while case let messages = link.receive(), !messages.isEmpty {
      #expect(messages.count <= OSCSocket.batch)
      heard += messages.count
    }
    #expect(heard == count)
  }
}
