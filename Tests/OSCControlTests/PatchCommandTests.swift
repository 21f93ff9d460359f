import Testing

@testable import OSCControl

/// Patches, charts and the set list.
final class PatchCommandTests: OSCRig {
  @Test func `a chart is loaded as an edit, and a place in it is answered`() {
    #expect(
      client.ask("/chart/load", .string("song.cho"), .int(4)) == [
        OSCMessage("/reply", .string("/chart/load"), .int(4), .string("edited"))
      ])
    _ = client.ask("/chart/load", .string(""))
    #expect(target.edits == [[.chart("song.cho")], [.chart("")]])
    #expect(
      client.ask("/chart/goto", .string("chorus"), .string("#1")) == [
        OSCMessage("/reply", .string("/chart/goto"), .string("#1"), .string("bar 17"))
      ])
    let refusal = client.ask("/chart/goto", .int(12), .string("#2")).first
    #expect(refusal?.arguments.last == .string("the chart has no '12'"))
    for arguments in [[], [OSCArgument.string("a"), .string("b"), .string("#3")]] {
      client.send(.message(OSCMessage("/chart/load", arguments)))
      server.receiveAll()
    }
    #expect(target.edits.count == 2)
  }

  @Test func `a patch is loaded and the answer comes when it is done`() {
    #expect(client.ask("/patch/load", .string("new.yaml"), .string("#5")).isEmpty)
    target.completions[0](.done("playing new.yaml"))
    #expect(
      client.received() == [
        OSCMessage("/reply", .string("/patch/load"), .string("#5"), .string("playing new.yaml"))
      ])
    #expect(client.ask("/patch/load") == [OSCMessage("/patch/load", .string("new.yaml"))])
  }

  @Test func `checking tells what is wrong`() {
    #expect(
      client.ask("/patch/check", .string("no.yaml"), .int(3)) == [
        OSCMessage(
          "/error", .string("/patch/check"), .int(3), .int(422), .string("no.yaml: no such file"))
      ])
  }

  @Test func `a chart is written while all else is answered`() {
    #expect(client.ask("/chart/heard").isEmpty)
    #expect(client.ask("/chart/heard", .string("yaml"), .string("#1")).isEmpty)
    #expect(client.ask("/ping").map(\.address) == ["/pong"])
    #expect(target.charts.map(\.ending) == ["cho", "yaml"])
    for chart in target.charts { chart.completion(.done("a chart as \(chart.ending)")) }
    #expect(
      client.received() == [
        OSCMessage("/chart/heard", .string("a chart as cho")),
        OSCMessage("/reply", .string("/chart/heard"), .string("#1"), .string("a chart as yaml")),
      ])
    _ = client.ask("/chart/heard", .string("#2"))
    target.charts[2].completion(.failed("not now"))
    #expect(client.received().first?.arguments.last == .string("not now"))
  }

  @Test func `a patch is made ready, and the set list is walked through`() {
    #expect(
      client.ask("/patch/preload", .string("b.yaml"), .int(1)) == [
        OSCMessage(
          "/reply", .string("/patch/preload"), .int(1), .string("b.yaml is ready"))
      ])
    #expect(client.ask("/setlist") == [OSCMessage("/setlist", target.setlist)])
    _ = client.ask("/setlist/next")
    _ = client.ask("/setlist/next", .float(0))
    _ = client.ask("/setlist/previous", .float(1))
    _ = client.ask("/setlist/goto", .int(3))
    _ = client.ask("/setlist/goto", .string("b.yaml"))
    #expect(target.moves == [.next, .previous, .to("3"), .to("b.yaml")])
    #expect(client.ask("/setlist/goto", .string("#1")).first?.arguments[2] == .int(400))
  }

  @Test func `a node is added with its values as a patch would give them`() {
    let replies = client.ask(
      "/node/add", .string("cab"), .string("lowpass"), .string("frequency"), .float(2000),
      .string("resonance"), .float(0.5), .string("on"), .bool(true), .string("#1"))
    #expect(
      target.edits == [
        [
          .addNode(
            id: "cab", kind: "lowpass",
            values: [
              ControlEdit.Value("frequency", "2000"), ControlEdit.Value("resonance", "0.5"),
              ControlEdit.Value("on", "true"),
            ])
        ]
      ])
    #expect(
      replies == [OSCMessage("/reply", .string("/node/add"), .string("#1"), .string("edited"))])
    #expect(
      client.ask("/node/add", .string("cab"), .string("#2")).first?.arguments[2] == .int(400))
  }
}
