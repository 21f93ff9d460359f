import OSCControl
import Testing

@testable import Web

struct DoorkeeperTests {
  private let home = Doorkeeper(networks: nil, token: "", hostname: "box")
  private let lan = Doorkeeper(
    networks: [Network("192.168.1.0/24")].compactMap(\.self), token: "0123456789abcdef",
    hostname: "Box")

  private func address(_ text: String) -> UInt32 { Network.address(text) ?? 0 }

  @Test func `only this machine is let in unless networks are named`() {
    #expect(home.admits(address("127.0.0.1")))
    #expect(!home.admits(address("192.168.1.7")))
    #expect(lan.admits(address("192.168.1.7")))
    #expect(!lan.admits(address("192.168.2.7")))
    #expect(!lan.admits(0))
  }

  @Test func `a name that is not ours is turned away, whoever has made it point here`() {
    #expect(home.knows(host: "localhost:9441"))
    #expect(home.knows(host: "127.0.0.1:9441"))
    #expect(!home.knows(host: "evil.example:9441"))
    #expect(!home.knows(host: "127.0.0.1.evil.example"))
    #expect(!home.knows(host: "box.local"))
    #expect(!home.knows(host: nil))
    #expect(lan.knows(host: "box.local:9441"))
  }

  @Test func `only our own page, or what is no page, may call`() {
    #expect(home.knows(origin: nil, host: "127.0.0.1:9441"))
    #expect(home.knows(origin: "http://127.0.0.1:9441", host: "127.0.0.1:9441"))
    #expect(!home.knows(origin: "http://127.0.0.1:80", host: "127.0.0.1:9441"))
    #expect(!home.knows(origin: "https://evil.example", host: "127.0.0.1:9441"))
    #expect(!home.knows(origin: "null", host: "127.0.0.1:9441"))
  }

  @Test func `other machines show the token`() {
    #expect(lan.trusts(address("127.0.0.1"), token: nil))
    #expect(lan.trusts(address("192.168.1.7"), token: "0123456789abcdef"))
    #expect(!lan.trusts(address("192.168.1.7"), token: "0123456789abcdeF"))
    #expect(!lan.trusts(address("192.168.1.7"), token: nil))
    #expect(!home.trusts(address("192.168.1.7"), token: ""))
  }

  @Test func `there is a token for playing, and one for administration`() {
    let door = Doorkeeper(
      networks: [Network("192.168.1.0/24")].compactMap(\.self), token: "0123456789abcdef",
      playToken: "fedcba9876543210", hostname: "box")
    let phone = address("192.168.1.7")
    #expect(door.right(of: phone, token: "0123456789abcdef") == .administration)
    #expect(door.right(of: phone, token: "fedcba9876543210") == .playing)
    #expect(door.right(of: phone, token: "fedcba987654321x") == nil)
    #expect(door.right(of: phone, token: "") == nil)
    #expect(door.right(of: address("127.0.0.1"), token: nil) == .administration)
    let strict = Doorkeeper(
      networks: nil, token: "0123456789abcdef", hostname: "box", localRight: .playing)
    #expect(strict.right(of: address("127.0.0.1"), token: nil) == .playing)
    #expect(
      strict.right(of: address("127.0.0.1"), token: "0123456789abcdef") == .administration)
  }

  @Test(arguments: ["1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.4/33", "1.2.3.4/", "lan", "::1"])
  func `what is no network is none`(text: String) {
    #expect(Network(text) == nil)
  }
}
