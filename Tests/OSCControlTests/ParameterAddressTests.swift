import Graph
import Testing

@testable import OSCControl

/// Parameters by their addresses.
final class ParameterAddressTests: OSCRig {
  @Test func `a parameter is set and read at one address`() {
    #expect(client.ask("/node/clean/frequency", .float(100)).isEmpty)
    #expect(target.values[0] == 100)
    #expect(
      client.ask("/node/clean/frequency") == [OSCMessage("/node/clean/frequency", .float(100))])
  }

  @Test(arguments: [
    OSCArgument.float(1), .int(1), .long(1), .double(1), .bool(true),
  ])
  func `any number will do`(_ number: OSCArgument) {
    _ = client.ask("/node/clean/gain", number)
    #expect(target.values[1] == 1)
  }

  @Test func `a choice is set by name or number and read by name`() {
    _ = client.ask("/node/band/style", .string("bossa"))
    #expect(target.values[2] == 1)
    _ = client.ask("/node/band/style", .float(2))
    #expect(client.ask("/node/band/style") == [OSCMessage("/node/band/style", .string("swing"))])
  }

  @Test func `what is out of range is clamped and the reply says so`() {
    let replies = client.ask("/node/clean/gain", .float(7), .string("#9"))
    #expect(
      replies == [
        OSCMessage(
          "/reply", .string("/node/clean/gain"), .string("#9"), .float(1), .string("clamped"))
      ])
    #expect(target.values[1] == 1)
    _ = client.ask("/node/clean/gain", .float(-7))
    #expect(target.values[1] == 0)
  }

  @Test func `an integer after the value is a request id`() {
    let replies = client.ask("/node/clean/gain", .float(0.25), .int(17))
    #expect(replies == [OSCMessage("/reply", .string("/node/clean/gain"), .int(17), .float(0.25))])
  }

  @Test func `a value that is no number is refused with what to write instead`() {
    let replies = client.ask("/node/clean/frequency", .string("high"), .string("#1"))
    #expect(
      replies == [
        OSCMessage(
          "/error", .string("/node/clean/frequency"), .string("#1"), .int(400),
          .string("/node/clean/frequency takes a number from 20.0 to 20000.0 Hz"))
      ])
    #expect(!client.ask("/node/clean/frequency", .float(.nan), .string("#2")).isEmpty)
    #expect(target.values[0] == 70)
  }

  @Test func `an unknown address brings a suggestion, once a second where there is no id`() {
    let first = client.ask("/node/clean/freqency", .float(1))
    #expect(
      first == [
        OSCMessage(
          "/error", .string("/node/clean/freqency"), .string(""), .int(404),
          .string("no such address; did you mean /node/clean/frequency?"))
      ])
    #expect(client.ask("/node/clean/freqency", .float(1)).isEmpty)
    #expect(client.ask("/node/clean/freqency", .float(1), .string("#1")).count == 1)
  }

  @Test(arguments: [
    ("/node/trumpet/volume", "there is no node 'trumpet'"),
    ("/node/clean/resonance", "ask /node/clean/* what 'clean' has"),
    ("/node/clean/slope", "'slope' is a setting of 'clean': write it in the patch and save that"),
  ])
  func `an address that is like no other tells what is missing`(address: String, lack: String) {
    let replies = client.ask(address, .string("#1"))
    #expect(replies.first?.arguments.last == .string("no such address; \(lack)"))
  }

  @Test func `a pattern sets and reads everything that it stands for`() {
    let replies = client.ask("/node/{clean,nothing}/*", .float(1), .string("#a"))
    #expect(
      replies == [
        OSCMessage(
          "/reply", .string("/node/{clean,nothing}/*"), .string("#a"), .int(2), .string("clamped"))
      ])
    #expect(target.values[0...1] == [20, 1])
    #expect(
      client.ask("/node/clean/*") == [
        OSCMessage("/node/clean/frequency", .float(20)), OSCMessage("/node/clean/gain", .float(1)),
      ])
  }

  @Test func `a new patch brings new addresses`() {
    target.parameters = [
      ControlParameter(node: "amp", declaration: .number("drive", 0...1, default: 0, "Dirt."))
    ]
    target.values = [0.5]
    target.generation += 1
    #expect(client.ask("/node/amp/drive") == [OSCMessage("/node/amp/drive", .float(0.5))])
    #expect(client.ask("/node/clean/gain", .string("#1")).first?.arguments[2] == .int(404))
    _ = client.ask("/node/amp/drive", .float(0.75))
    #expect(target.values == [0.75])
  }
}
