import Graph
import Testing

@Suite struct MIDIEventTests {
  private func isOfUse(_ status: UInt8, _ data1: UInt8 = 0, _ data2: UInt8 = 0) -> Bool {
    MIDIEvent(offset: 0, status: status, data1: data1, data2: data2).isOfUse
  }

  @Test(arguments: [0x80, 0x9F, 0xB0, 0xC5, 0xEF, 0xF2, 0xF8, 0xFA, 0xFB, 0xFC] as [UInt8])
  func `what channels, clock and song position say is of use`(status: UInt8) {
    #expect(isOfUse(status, 127, 127))
  }

  @Test(arguments: [0x00, 0x7F, 0xF0, 0xF1, 0xF3, 0xF6, 0xF7, 0xF9, 0xFD, 0xFE, 0xFF] as [UInt8])
  func `nothing else is`(status: UInt8) {
    #expect(!isOfUse(status))
  }

  @Test func `no data byte is 128 or more`() {
    #expect(!isOfUse(0x90, 128, 1))
    #expect(!isOfUse(0x90, 60, 255))
    #expect(!isOfUse(0xF2, 0, 200))
  }
}
