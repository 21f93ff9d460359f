import Graph
import Testing

@testable import OSCControl

/// What waits for a beat or a bar.
final class MusicalTimeTests: OSCRig {
  override init() throws {
    try super.init()
    target.origin = Clock.monotonic()
    target.music = Self.music(beat: 5.5)
  }

  /// 48 kHz, 120 bpm, four beats a bar, at `beat` in the frame 0; bars begin at 1, 5, 9.
  static func music(beat: Double, tempo: Double = 120, downbeat: Double = 1) -> MusicalTime {
    var transport = Transport()
    transport.isRolling = true
    transport.beat = beat
    transport.downbeat = downbeat
    transport.tempo = tempo
    transport.rate = tempo / 60 / 48_000
    return MusicalTime(transport, frame: 0, sampleRate: 48_000)
  }

  /// Drives the server for as long as `condition` holds, and returns the seconds since the start.
  private func wait(while condition: () -> Bool) -> Double {
    let end = Clock.monotonic() + 20_000_000_000
    while condition(), Clock.monotonic() < end { server.tick() }
    return Double(Clock.monotonic() - (target.origin ?? 0)) / 1e9
  }

  @Test func `a change is placed at the exact frame of the next beat, ahead of time`() {
    _ = client.ask("/at/beat", .int(1), .string("/node/clean/gain"), .float(1))
    #expect(target.groups.isEmpty)
    let seconds = wait { target.groups.isEmpty }
    #expect(target.groups.first?.frame == 12_000)
    #expect(seconds >= 0.2)
  }

  @Test func `bars are counted from the one that sounds`() {
    target.music = Self.music(beat: 8.9)
    _ = client.ask("/at/bar", .int(1), .string("/node/clean/gain"), .float(1))
    _ = wait { target.groups.isEmpty }
    #expect(target.groups.first?.frame == 2400)
    #expect(target.groups.first?.changes == [ControlChange(parameter: 1, value: 1)])
  }

  @Test func `a tempo that changes, and a bar line that moves, take along what waits`() {
    _ = client.ask("/at/bar", .int(1), .string("/node/clean/gain"), .float(1))
    // Bars begin at 2, 6, 10 now: the line that was at 9 is the one at 10.
    target.music = Self.music(beat: 5.5, tempo: 240, downbeat: 2)
    _ = wait { target.groups.isEmpty }
    #expect(target.groups.first?.frame == 54_000)
  }

  @Test func `a command is carried out when the beat has come, and answered then`() {
    let before = client.ask("/at/beat", .int(1), .string("/panic"), .string("#4"))
    #expect(before.isEmpty && target.commands.isEmpty)
    let seconds = wait { target.commands.isEmpty }
    #expect(target.commands == [.panic] && seconds >= 0.25)
    #expect(client.received() == [OSCMessage("/reply", .string("/panic"), .string("#4"))])
  }

  @Test func `the first message of a bundle places all of it`() {
    let messages = [
      OSCMessage("/at/beat", .int(1)), OSCMessage("/node/clean/gain", .float(1)),
      OSCMessage("/node/band/bars", .int(3)),
    ]
    _ = client.ask(.bundle(.immediately, messages.map(OSCPacket.message)))
    #expect(target.groups.isEmpty)
    _ = wait { target.groups.isEmpty }
    #expect(target.groups.count == 1 && target.groups[0].changes.count == 2)
  }

  @Test func `the server asks to be called when the beat is due`() throws {
    let start = Clock.monotonic()
    _ = client.ask("/at/beat", .int(1), .string("/panic"))
    let next = try #require(server.nextTime) - start
    #expect(next <= 260_000_000)
  }

  @Test func `what cannot be done at once is told at once`() {
    func code(_ arguments: OSCArgument...) -> OSCArgument? {
      client.send(.message(OSCMessage("/at/bar", arguments + [.string("#1")])))
      server.receiveAll()
      return client.received().first?.arguments[2]
    }
    #expect(code(.int(0), .string("/panic")) == .int(400))
    #expect(code(.int(5000), .string("/panic")) == .int(400))
    #expect(code(.int(1)) == .int(400))
    #expect(code(.int(1), .string("/node/clean/gian"), .float(1)) == .int(404))
    #expect(code(.int(1), .string("/at/beat"), .int(1), .string("/panic")) == .int(400))
    target.music = nil
    #expect(code(.int(1), .string("/panic")) == .int(409))
    #expect(server.beats.entries.isEmpty)
  }

  @Test func `what waits can be forgotten, and is no more than so much`() {
    for count in 1...WaitingRoom.limit.entries {
      client.send(.message(OSCMessage("/at/bar", .int(9), .string("/panic"))))
      if count % 64 == 0 { server.receiveAll() }
    }
    while server.beats.entries.count < WaitingRoom.limit.entries { server.receiveAll() }
    let replies = client.ask("/at/bar", .int(9), .string("/panic"), .string("#1"))
    #expect(replies.first?.arguments[2] == .int(429))
    _ = client.ask("/at/cancel")
    #expect(server.beats.entries.isEmpty)
  }

  @Test func `who waits for what is forgotten is told so`() {
    _ = client.ask("/at/bar", .int(9), .string("/panic"), .string("#1"))
    _ = other.ask("/at/cancel")
    #expect(
      client.received() == [
        OSCMessage(
          "/error", .string("/panic"), .string("#1"), .int(409),
          .string("forgotten, as /at/cancel asked"))
      ])
  }

  @Test func `sync is answered after all that was asked for before`() {
    #expect(client.ask("/sync", .int(7)).isEmpty)
    target.settled[0](.done(""))
    #expect(client.received() == [OSCMessage("/synced", .int(7))])
    _ = client.ask("/sync", .string("#1"))
    target.settled[1](.done(""))
    #expect(client.received() == [OSCMessage("/reply", .string("/sync"), .string("#1"))])
    _ = client.ask("/sync", .string("#2"))
    target.settled[2](.failed("too much waits"))
    #expect(client.received().map { $0.arguments.dropFirst(2).first } == [.int(422)])
  }

  @Test func `a sign of life comes every second to those who have subscribed`() {
    _ = client.ask("/subscribe", .string("/heartbeat"))
    var beats: [OSCMessage] = []
    _ = wait {
      beats += client.received()
      return beats.count < 3
    }
    let counts = beats.compactMap { $0.arguments.first?.number }
    #expect(counts.map { $0 - counts[0] } == [0, 1, 2])
  }
}
