import Graph
import Nodes
import Testing

@Suite struct VelocityTests {
  /// What velocities become.
  private func mapped(_ velocities: [UInt8], _ parameters: [String: Float]) throws -> [UInt8] {
    let rig = try NodeRig(Velocity.declaration.kind, parameters: parameters)
    rig.messages = velocities.enumerated().map { index, velocity in
      (index * 10, MIDIEvent(noteOn: 60, velocity: velocity, channel: 0, offset: 0))
    }
    rig.run(1024)
    return rig.output.messages.map { $0.bytes[2] }
  }

  @Test func `a straight line leaves every velocity as it is`() throws {
    #expect(try mapped(Array(1...100), [:]) == Array(1...100))
  }

  @Test func `notes go into the range that is given, softest to loudest`() throws {
    #expect(try mapped([1, 64, 127], ["softest": 40, "loudest": 100]) == [40, 70, 100])
    #expect(try mapped([1, 127], ["softest": 100, "loudest": 40]) == [100, 40])
  }

  @Test(arguments: [Float(50), -50])
  func `a curve raises or lowers the middle and leaves the ends`(curve: Float) throws {
    let result = try mapped([1, 32, 64, 96, 127], ["curve": curve])
    #expect(result.first == 1 && result.last == 127)
    let plain: [UInt8] = [32, 64, 96]
    for (bent, straight) in zip(result.dropFirst().dropLast(), plain) {
      #expect(curve > 0 ? bent > straight + 8 : bent < straight - 8)
    }
    #expect(result == result.sorted())
  }

  @Test func `no note is lost, and its end goes through`() throws {
    #expect(try mapped([1, 2, 3], ["curve": -100]) == [1, 1, 1])
    let rig = try NodeRig(Velocity.declaration.kind, parameters: ["curve": 100])
    rig.messages = [
      (0, MIDIEvent(noteOn: 60, velocity: 1, channel: 0, offset: 0)),
      (10, MIDIEvent(noteOff: 60, channel: 0, offset: 0)),
      (20, MIDIEvent(control: 7, value: 50, channel: 0, offset: 0)),
    ]
    rig.run(1024)
    #expect(rig.output.messages.map(\.bytes) == [[0x90, 60, 1], [0x80, 60, 64], [0xB0, 7, 50]])
  }
}
