import Foundation
import TestSupport
import Testing

@testable import OSCControl

/// Who may play, and who may change what plays.
final class RightsTests: OSCRig {
  private static let administration: [OSCMessage] = [
    OSCMessage("/patch/load", .string("good.yaml")), OSCMessage("/patch/save", .string("a.yaml")),
    OSCMessage("/patch/check", .string("a.yaml")), OSCMessage("/patch/preload", .string("a.yaml")),
    OSCMessage("/node/add", .string("amp"), .string("gain")),
    OSCMessage("/node/remove", .string("clean")),
    OSCMessage("/node/rename", .string("clean"), .string("dirty")),
    OSCMessage("/wire/add", .string("clean -> band")),
    OSCMessage("/wire/remove", .string("clean -> band")),
    OSCMessage("/learn", .string("clean/gain")),
    OSCMessage("/midi/map/add", .string("cc 1 -> clean/gain")), OSCMessage("/monitor"),
    OSCMessage("/midi/map/remove", .string("cc 1")), OSCMessage("/ledger/reset"),
    OSCMessage("/chart/load", .string("song.cho")), OSCMessage("/undo"), OSCMessage("/redo"),
    OSCMessage("/quit"),
  ]

  private func refused(_ replies: [OSCMessage]) -> Bool {
    replies.contains { $0.address == "/error" && $0.arguments[2] == .int(403) }
  }

  @Test func `who may only play changes no patch, however it is asked for`() throws {
    let server = try self.server(.playing)
    let client = try TestClient(server)
    for message in Self.administration {
      var named = message
      named.arguments.append(.string("#1"))
      #expect(refused(client.ask(.message(named))), "\(message)")
      #expect(refused(client.ask(.bundle(.immediately, [.message(named)]))), "\(message)")
    }
    target.origin = Clock.monotonic()
    #expect(target.completions.isEmpty && target.saved.isEmpty && target.edits.isEmpty)
    #expect(target.prepared.isEmpty && !target.commands.contains(.quit))
    _ = client.ask("/node/clean/gain", .float(1))
    _ = client.ask("/panic")
    _ = client.ask("/setlist/next")
    #expect(target.values[1] == 1 && target.commands == [.panic] && target.moves == [.next])
    #expect(client.ask("/patch/load") == [OSCMessage("/patch/load", .string("trio.yaml"))])
  }

  @Test func `waiting for a bar gives nobody another right`() throws {
    let server = try self.server(.playing)
    let client = try TestClient(server)
    target.origin = Clock.monotonic()
    target.music = MusicalTimeTests.music(beat: 5.5)
    for message in Self.administration {
      let waiting = OSCMessage(
        "/at/bar", [.int(1), .string(message.address)] + message.arguments + [.string("#1")])
      #expect(refused(client.ask(.message(waiting))), "\(message)")
    }
    #expect(server.beats.entries.isEmpty)
  }

  @Test func `another machine with the token names files beside the patch only`() {
    let stranger = OSCPeer(connection: 7, address: 0x0a00_0002, isStranger: true)
    func ask(_ address: String, _ arguments: String...) {
      let message = OSCMessage(address, arguments.map(OSCArgument.string))
      server.receive(OSCPacket.bundle(.immediately, [.message(message)]).bytes, from: stranger)
    }
    ask("/patch/load", "/etc/passwd")
    ask("/patch/preload", "/etc/passwd")
    ask("/node/add", "tape", "recorder", "file", "/var/lib/strumd/x.wav")
    ask("/node/add", "tape", "recorder", "file", "takes/../../x.wav")
    ask("/node/add", "tape", "recorder", "file", "link/x.wav")
    #expect(target.completions.isEmpty && target.prepared.isEmpty && target.edits.isEmpty)
    ask("/patch/load", "b.yaml")
    ask("/patch/preload", "c.yaml")
    ask("/node/add", "tape", "recorder", "file", "takes/x.wav")
    #expect(target.completions.count == 1 && target.edits.count == 1)
    #expect(target.prepared == ["/rigs/c.yaml"])
    target.completions[0](.done(""))
    #expect(target.patchPath == "/rigs/b.yaml")
    _ = client.ask("/patch/load", .string("/etc/passwd"))
    #expect(target.completions.count == 2)
  }

  @Test func `over TCP the same holds`() throws {
    let server = try self.server(.playing)
    let stream = try #require(OSCStream(connectingTo: .port(server.port)))
    stream.sendAll(OSCMessage("/patch/load", .string("good.yaml"), .string("#1")).bytes)
    for _ in 0..<3 { server.receiveAll() }
    let replies = stream.receive().compactMap { try? OSCPacket($0) }
    #expect(replies.count == 1 && target.completions.isEmpty)
  }

  /// Asks, as the user with the number, to load a patch over the UNIX socket of a server at which
  /// datagrams may only play, and to panic; waits for the answers to `requests`, of which a panic's may
  /// come first.
  private func load(as user: UInt32, requests: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).sock").path
    let server = try self.server(.playing)
    try server.open(path)
    // The test's stranger is in no group of ours.
    chmod(path, 0o666)
    return try ForeignClient(
      server, Checkout.python,
      [
        "-c",
        """
        import os, socket, struct
        os.setuid(\(user))
        wire = socket.socket(socket.AF_UNIX)
        wire.settimeout(30)
        wire.connect("\(path)")
        def send(packet): wire.sendall(struct.pack(">i", len(packet)) + packet)
        send(b"/patch/load\\0,ss\\0good.yaml\\0\\0\\0#1\\0\\0")
        send(b"/panic\\0\\0,s\\0\\0#2\\0\\0")
        data = b""
        while not all(b"#%c" % number in data for number in b"\(requests)"): data += wire.recv(4096)
        print(b"403" in data or b"\\0\\0\\1\\x93" in data)
        """,
      ]
    ).run()
  }

  @Test func `at the UNIX socket our own user administrates`() throws {
    #expect(try load(as: geteuid(), requests: "2") == "False\n")
    #expect(target.completions.count == 1)
  }

  @Test(.enabled(if: geteuid() == 0, "needs root to be somebody else"))
  func `at the UNIX socket others only play`() throws {
    #expect(try load(as: 65_534, requests: "12") == "True\n")
    #expect(target.completions.isEmpty && target.commands == [.panic])
  }

  @Test func `a panic overtakes what waits in front of it`() throws {
    for _ in 0..<500 { client.send(.message(OSCMessage("/transport/start"))) }
    client.send(.message(OSCMessage("/panic")))
    server.receiveAll()
    #expect(target.commands.first == .panic)
    #expect(target.commands.count(where: { $0 == .start }) > 0)
  }

  @Test func `a panic over a connection overtakes what others have sent`() throws {
    let wires = try (0..<8).map { _ in
      try #require(OSCStream(connectingTo: .port(server.port)))
    }
    let urgent = try #require(OSCStream(connectingTo: .port(server.port)))
    for _ in 0..<2 { server.receiveAll() }
    for wire in wires {
      for _ in 0..<200 { wire.sendAll(OSCMessage("/transport/start").bytes) }
    }
    urgent.sendAll(OSCMessage("/panic").bytes)
    for _ in 0..<200 where target.commands.count < 1601 { server.receiveAll() }
    #expect(target.commands.count == 1601)
    let place = try #require(target.commands.firstIndex(of: .panic))
    #expect(place < 1600)
  }

  @Test func `a panic that comes while much is done is not left for later`() throws {
    let stream = try #require(OSCStream(connectingTo: .port(server.port)))
    for _ in 0..<2 { server.receiveAll() }
    var isSent = false
    target.whenTold = { [other = self.other] command in
      guard command == .start else { return }
      usleep(1000)
      if isSent { return }
      isSent = true
      stream.sendAll(OSCMessage("/panic").bytes)
      other.send(.message(OSCMessage("/panic")))
    }
    defer { target.whenTold = { _ in } }
    for _ in 0..<60 { client.send(.message(OSCMessage("/transport/start"))) }
    server.receiveAll()
    #expect(target.commands.count == 62)
    let panics = target.commands.indices.filter { target.commands[$0] == .panic }
    #expect(panics.count == 2 && panics.allSatisfy { $0 < 10 })
  }

  @Test func `what somebody sends who then hangs up is done, and he is forgotten`() throws {
    var wire = OSCStream(connectingTo: .port(server.port))
    for _ in 0..<300 { wire?.sendAll(OSCMessage("/transport/start").bytes) }
    wire?.sendAll(OSCMessage("/subscribe", .string("//")).bytes)
    wire = nil
    for _ in 0..<500 where target.commands.count < 300 { server.receiveAll() }
    for _ in 0..<5 { server.receiveAll() }
    #expect(target.commands.count == 300)
    #expect(server.subscribers.all.isEmpty)
  }

  @Test func `a panic comes through where the socket of everything else is full`() throws {
    let heavy = OSCMessage("/nothing", .blob([UInt8](repeating: 1, count: 32_000)))
    for _ in 0..<2000 { client.send(.message(heavy)) }
    client.send(.message(OSCMessage("/panic", .string("#1"))))
    server.receiveAll()
    #expect(client.received().contains(OSCMessage("/reply", .string("/panic"), .string("#1"))))
  }
}
