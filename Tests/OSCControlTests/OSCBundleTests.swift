import Testing

@testable import OSCControl

final class OSCBundleTests: OSCRig {
  private func bundle(_ messages: [OSCMessage], in seconds: Double? = nil) -> OSCPacket {
    let time = seconds.map { OSCTime(nanoseconds: Clock.wall() + Int64($0 * 1e9)) }
    return .bundle(time ?? .immediately, messages.map(OSCPacket.message))
  }

  @Test func `bundles of many messages do not fill the memory while they wait`() {
    let many = Array(repeating: OSCMessage("/node/clean/gain", .float(1)), count: 1500)
    for _ in 0..<20 {
      client.send(bundle(many, in: 9))
      server.receiveAll()
    }
    #expect(server.queue.count == WaitingRoom.limit.messages / 1500)
    #expect(client.received().first?.arguments[2] == .int(429))
    #expect(client.ask(bundle([OSCMessage("/panic", .string("#1"))])).last?.address == "/reply")
  }

  @Test func `a bundle's changes are one group`() {
    _ = client.ask(
      bundle([OSCMessage("/node/clean/gain", .float(1)), OSCMessage("/node/band/bars", .int(3))]))
    #expect(target.groups.count == 1)
    #expect(
      target.groups.first?.changes == [
        ControlChange(parameter: 1, value: 1), ControlChange(parameter: 4, value: 3),
      ])
  }

  @Test func `one impossible message stops its whole bundle`() {
    let replies = client.ask(
      bundle([
        OSCMessage("/node/clean/gain", .float(1), .string("#1")), OSCMessage("/panic"),
        OSCMessage("/node/clean/gian", .float(1), .string("#2")),
      ]))
    #expect(target.groups.isEmpty)
    #expect(target.commands.isEmpty)
    #expect(replies.map { $0.arguments[1] } == [.string("#2"), .string("#1")])
    #expect(replies.map { $0.arguments[2] } == [.int(404), .int(409)])
  }

  @Test func `a dated bundle waits and then names its frame`() throws {
    target.origin = 0
    let before = Clock.monotonic()
    _ = client.ask(bundle([OSCMessage("/node/clean/gain", .float(1))], in: 0.15))
    let after = Clock.monotonic()
    #expect(target.groups.isEmpty)
    let next = try #require(server.tick())
    #expect((before + 99_999_000...after + 100_000_000).contains(next))

    while target.groups.isEmpty { server.tick() }
    let frame = try #require(target.groups[0].frame)
    let first = (before + 150_000_000) * 48 / 1_000_000 - 1
    let last = (after + 150_000_000) * 48 / 1_000_000
    #expect((first...last).contains(frame))
  }

  @Test func `a wall clock that is set moves nothing that waits, and dates what comes after`()
    throws
  {
    target.origin = 0
    let start = Clock.monotonic()
    _ = client.ask(bundle([OSCMessage("/node/clean/gain", .float(1))], in: 3))
    let hour: Int64 = 3_600_000_000_000
    server.wallClock = { Clock.wall() - hour }
    let time = OSCTime(nanoseconds: Clock.wall() - hour + 2_000_000_000)
    _ = client.ask(.bundle(time, [.message(OSCMessage("/node/band/bars", .int(3)))]))
    #expect(server.queue.count == 2)
    while target.groups.count < 2, Clock.monotonic() < start + 60_000_000_000 { server.tick() }
    #expect(target.groups.map { $0.changes[0].parameter } == [4, 1])
    let frames = target.groups.compactMap(\.frame).map { $0 - start * 48 / 1_000_000 }
    #expect(frames.count == 2 && frames[1] >= 143_999)
  }

  @Test func `two clocks are compared as closely as they can be read`() {
    let second: Int64 = 1_000_000_000
    #expect(abs(Clock.lead(of: { Clock.monotonic() + second }) - second) < second / 100)
    #expect(abs(Clock.wall() - Clock.monotonic() - Clock.lead(of: Clock.wall)) < second)
  }

  @Test func `a dated command is carried out no earlier than its time`() {
    let start = Clock.monotonic()
    _ = client.ask(bundle([OSCMessage("/panic")], in: 0.1))
    while target.commands.isEmpty { server.tick() }
    #expect(Clock.monotonic() - start >= 100_000_000)
  }

  @Test func `a late bundle is carried out at once and its sender told`() throws {
    let replies = client.ask(bundle([OSCMessage("/node/clean/gain", .float(1))], in: -0.5))
    #expect(target.values[1] == 1)
    #expect(replies.first?.address == "/late")
    #expect(replies.first?.arguments.first == .string("/node/clean/gain"))
    let late = try #require(replies.first?.arguments.last?.number)
    #expect(late >= 500_000)
  }

  @Test func `a bundle beyond the horizon is refused`() {
    let replies = client.ask(bundle([OSCMessage("/panic", .string("#1"))], in: 11))
    #expect(replies.first?.arguments[2] == .int(409))
    #expect(server.tick() == nil)
  }

  @Test func `at most 1024 bundles wait`() {
    for count in 1...1024 {
      client.send(bundle([OSCMessage("/panic")], in: 9))
      if count % 64 == 0 { server.receiveAll() }
    }
    while server.queue.count < 1024 { server.receiveAll() }
    #expect(client.received().isEmpty)
    let replies = client.ask(bundle([OSCMessage("/panic", .string("#1"))], in: 9))
    #expect(replies.first?.arguments[2] == .int(429))
  }

  @Test func `an engine without room for more says so and nothing is done`() {
    target.isFull = true
    let replies = client.ask(
      bundle([OSCMessage("/node/clean/gain", .float(1), .string("#1")), OSCMessage("/panic")]))
    #expect(replies.map { $0.arguments[2] } == [.int(429), .int(429)])
    #expect(target.commands.isEmpty)
  }

  @Test func `a bundle that edits the patch is one edit, values included`() {
    _ = client.ask(
      bundle([
        OSCMessage("/node/add", .string("amp"), .string("gain")),
        OSCMessage("/wire/add", .string("clean -> amp")),
        OSCMessage("/node/clean/gain", .float(1)),
        OSCMessage("/wire/remove", .string("clean -> band")),
        OSCMessage("/panic"),
      ]))
    #expect(
      target.edits == [
        [
          .addNode(id: "amp", kind: "gain", values: []), .addWire("clean -> amp"),
          .set(node: "clean", parameter: "gain", value: 1), .removeWire("clean -> band"),
        ]
      ])
    #expect(target.groups.isEmpty)
    #expect(target.commands == [.panic])
  }

  @Test func `an edit that is impossible stops its whole bundle`() {
    let replies = client.ask(
      bundle([
        OSCMessage("/node/clean/gain", .float(1), .string("#1")),
        OSCMessage("/node/remove", .string("nobody"), .string("#2")), OSCMessage("/panic"),
      ]))
    #expect(target.edits.isEmpty)
    #expect(target.groups.isEmpty)
    #expect(target.commands.isEmpty)
    #expect(replies.map { $0.arguments[1] } == [.string("#2"), .string("#1")])
    #expect(replies.map { $0.arguments[2] } == [.int(422), .int(409)])
  }

  @Test func `bundles within a bundle have times of their own`() {
    let inner = bundle([OSCMessage("/panic")], in: 9)
    _ = client.ask(.bundle(.immediately, [.message(OSCMessage("/transport/start")), inner]))
    #expect(target.commands == [.start])
  }
}
