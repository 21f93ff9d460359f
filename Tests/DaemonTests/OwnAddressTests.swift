import OSCControl
import Testing

@testable import Daemon

@Suite struct OwnAddressTests {
  private func find(_ networks: String...) -> String? {
    OwnAddress.find(in: networks.compactMap { Network($0) })
  }

  @Test func `an address is named that callers of the network can reach`() {
    #expect(find("203.0.113.0/24", "127.0.0.0/8") == "127.0.0.1")
    #expect(find("203.0.113.0/24") == nil)
  }
}
