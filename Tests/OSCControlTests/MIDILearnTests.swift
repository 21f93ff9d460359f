import Graph
import Testing

@testable import OSCControl

final class MIDILearnTests: OSCRig {
  private func bind(_ texts: String...) throws {
    target.midiMap = try texts.map { text throws(MIDIBindingError) in try MIDIBinding(text) }
    target.generation += 1
    server.receiveAll()
  }

  private func move(_ number: Int, _ values: Int..., channel: Int = 1) {
    for value in values {
      server.hear(ControllerMove(.control, channel: channel, number: number, value: value))
    }
  }

  private var gain: Float { target.values[1] }

  @Test(arguments: [
    "cc 21 -> out/gain", "cc 21 ch 16 -> out/gain pickup -60..6", "cc14 3 -> /tempo 60..180",
    "note 36 -> /tap", "program 5 ch 2 -> out/mute toggle", "bend -> out/gain jump 1..0",
    "cc 1 -> out/gain relative", "cc 1 -> out/gain offset -0.5..0.25", "cc 1 -> /node//gain",
    "cc 1 -> /node//",
  ])
  func `a binding is written as it is read`(_ text: String) throws {
    #expect(try MIDIBinding(text).description == text)
  }

  @Test(arguments: [
    "", "cc 21", "cc 128 -> out/gain", "cc14 32 -> out/gain", "cc 1 ch 0 -> out/gain",
    "cc 1 ch 17 -> out/gain", "cc -> out/gain", "knob 1 -> out/gain", "cc 1 -> gain",
    "cc 1 -> out/gain swiftly", "cc 1 -> out/gain 1..1", "cc 1 -> out/gain 1..nan",
    "cc 1 -> out/gain jump pickup", "bend 1 -> out/gain", "cc 1 ->",
  ])
  func `what is no binding is refused`(_ text: String) {
    #expect(throws: MIDIBindingError.self) { try MIDIBinding(text) }
  }

  @Test func `a knob takes over where it meets the value, and again after others set it`() throws {
    try bind("cc 7 -> clean/gain")
    move(7, 127, 100)
    #expect(gain == 0.5)
    move(7, 60)
    #expect(abs(gain - 60 / 127) < 1e-6)
    move(7, 20)
    #expect(abs(gain - 20 / 127) < 1e-6)
    _ = client.ask("/node/clean/gain", .float(0.9))
    move(7, 30)
    #expect(gain == 0.9)
    move(7, 120)
    #expect(abs(gain - 120 / 127) < 1e-6)
  }

  @Test func `a range may be turned round, and jump does not wait`() throws {
    try bind("cc 7 -> clean/gain jump 0.8..0.2")
    move(7, 0)
    #expect(abs(gain - 0.8) < 1e-6)
    move(7, 127)
    #expect(abs(gain - 0.2) < 1e-6)
  }

  @Test(arguments: ["jump", "pickup", "toggle", "momentary", "relative", "offset"])
  func `a parameter that has one value keeps it`(mode: String) throws {
    let fixed = ParameterDeclaration.number("fixed", 3...3, default: 3, "Fixed.")
    var control = BoundControl(try MIDIBinding("cc 7 -> clean/fixed \(mode)"))
    for value in [0, 64, 127, 1] {
      let move = ControllerMove(.control, channel: 1, number: 7, value: value)
      let effect = control.effect(of: move, on: fixed, at: 3)
      #expect(effect == .none || effect == .set(3))
    }
  }

  @Test func `fourteen bits are put together, and a half alone is no move`() throws {
    try bind("cc14 1 -> clean/gain jump")
    move(1, 64)
    move(33, 5)
    #expect(abs(gain - Float(64 << 7 | 5) / 16_383) < 1e-6)
    let before = gain
    move(1, 65)
    #expect(gain == before)
    move(33, 0)
    #expect(abs(gain - Float(65 << 7) / 16_383) < 1e-6)
  }

  @Test func `a switch toggles at each press, or is held`() throws {
    try bind("cc 64 -> band/mute", "cc 65 -> band/mute momentary")
    move(64, 127, 0)
    #expect(target.values[3] == 1)
    move(64, 127, 0)
    #expect(target.values[3] == 0)
    move(65, 127)
    #expect(target.values[3] == 1)
    move(65, 0)
    #expect(target.values[3] == 0)
  }

  @Test func `a knob without end goes by steps`() throws {
    try bind("cc 9 -> band/bars relative", "cc 10 -> clean/gain offset")
    move(9, 1, 2)
    #expect(target.values[4] == 5)
    move(9, 127)
    #expect(target.values[4] == 4)
    move(10, 63)
    #expect(abs(gain - (0.5 - 1 / 127)) < 1e-5)
  }

  @Test func `commands are carried out at each press, and the monitor shows them`() throws {
    try bind("note 36 -> /tap", "program 3 -> /panic", "bend -> /tempo jump 60..180")
    _ = client.ask("/monitor")
    server.hear(ControllerMove(.note, channel: 10, number: 36, value: 100))
    server.hear(ControllerMove(.note, channel: 10, number: 36, value: 0))
    server.hear(ControllerMove(.program, channel: 1, number: 3, value: 127))
    server.hear(ControllerMove(.bend, channel: 1, number: 0, value: 16_383))
    #expect(target.commands.count == 3)
    #expect(target.commands.last == .tempo(180))
    server.tick()
    let reports = client.received().filter { $0.address == "/monitor" }
    #expect(reports.map { $0.arguments[0] } == Array(repeating: .string("MIDI"), count: 3))
  }

  @Test func `another channel, control or kind does nothing`() throws {
    try bind("cc 7 ch 2 -> clean/gain jump")
    move(7, 127, channel: 1)
    move(8, 127, channel: 2)
    server.hear(ControllerMove(.note, channel: 2, number: 7, value: 127))
    #expect(gain == 0.5)
    move(7, 127, channel: 2)
    #expect(gain == 1)
  }

  @Test func `learning binds what is moved, and says so`() {
    #expect(client.ask("/learn", .string("clean/gain"), .string("0.1..0.9"), .string("#1")).isEmpty)
    server.hear(ControllerMove(.note, channel: 3, number: 60, value: 9))
    let binding = "note 60 ch 3 -> clean/gain 0.1..0.9"
    #expect(target.edits == [[.bind(binding)]])
    #expect(
      client.received() == [
        OSCMessage("/reply", .string("/learn"), .string("#1"), .string(binding))
      ])
  }

  @Test func `a control that comes in halves is learnt as one`() {
    _ = client.ask("/learn", .string("clean/gain"))
    move(1, 5)
    #expect(target.edits.isEmpty)
    move(33, 5)
    #expect(target.edits == [[.bind("cc14 1 ch 1 -> clean/gain")]])
    _ = client.ask("/learn", .string("clean/gain"))
    move(1, 5, 6)
    let end = Clock.monotonic() + 150_000_000
    while Clock.monotonic() < end { server.tick() }
    #expect(target.edits.last == [.bind("cc 1 ch 1 -> clean/gain")])
  }

  @Test func `what cannot be moved is not learnt, and learning can be cancelled`() {
    let unknown = client.ask("/learn", .string("clean/gian"), .string("#1"))
    #expect(unknown.first?.arguments.last?.text?.contains("/node/clean/gain") == true)
    #expect(client.ask("/learn", .string("/quit"), .string("#2")).first?.address == "/error")
    #expect(client.ask("/learn", .string("out"), .string("#3")).first?.arguments[2] == .int(400))
    _ = client.ask("/learn", .string("clean/gain"), .string("#4"))
    #expect(client.ask("/learn/cancel").first?.arguments[1] == .string("#4"))
    move(40, 1)
    #expect(target.edits.isEmpty)
  }

  @Test func `a patch that is put on takes its own bindings, and those it keeps go on`() throws {
    try bind("cc 7 -> clean/gain")
    move(7, 64)
    try bind("cc 7 -> clean/gain", "cc 8 -> band/bars")
    move(7, 100)
    #expect(abs(gain - 100 / 127) < 1e-6)
    try bind()
    move(7, 10)
    #expect(abs(gain - 100 / 127) < 1e-6)
  }
}
