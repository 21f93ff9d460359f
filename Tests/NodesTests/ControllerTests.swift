import Graph
import Nodes
import Testing

@Suite struct ControllerTests {
  /// What the node tells of a message, with the frame it came at.
  private func told(_ status: UInt8, _ first: UInt8, _ second: UInt8) throws -> [[Float]] {
    let rig = try NodeRig(Controller.declaration.kind)
    rig.messages = [(70, MIDIEvent(offset: 0, status: status, data1: first, data2: second))]
    rig.run([64, 64])
    return rig.output.findings.map { [Float($0.time)] + $0.values.prefix(4) }
  }

  @Test func `what is moved is told with its channel, number and value`() throws {
    #expect(try told(0xB2, 21, 99) == [[70, 1, 3, 21, 99]])
    #expect(try told(0x90, 60, 80) == [[70, 0, 1, 60, 80]])
    #expect(try told(0x80, 60, 64) == [[70, 0, 1, 60, 0]])
    #expect(try told(0xC5, 7, 0) == [[70, 2, 6, 7, 127]])
    #expect(try told(0xE0, 1, 64) == [[70, 3, 1, 0, 8193]])
  }

  @Test func `pressure moves nothing`() throws {
    #expect(try told(0xD0, 90, 0).isEmpty)
  }
}
