import Testing

@testable import OSCControl

struct OSCPacketTests {
  @Test func `every type of argument survives the way out and back`() throws {
    let message = OSCMessage(
      "/a", .int(-7), .float(0.25), .string("E♭ minor"), .blob([1, 2, 3]), .long(1 << 40),
      .double(.pi), .time(OSCTime(seconds: 4_000_000_000, fraction: 9)), .symbol("sym"),
      .character(65), .midi(0x0090_407f), .bool(true), .bool(false), .null, .impulse)

    #expect(try OSCPacket(OSCPacket.message(message).bytes) == .message(message))
  }

  @Test func `a blob may be empty`() throws {
    let message = OSCMessage("/a", .int(1), .blob([]), .string("text"))
    #expect(
      message.bytes == Array("/a\0\0,ibs\0\0\0\0".utf8) + [0, 0, 0, 1, 0, 0, 0, 0]
        + Array("text\0\0\0\0".utf8))
    #expect(try OSCPacket(message.bytes) == .message(message))
  }

  @Test func `a message is written as the specification shows it`() {
    let bytes = OSCMessage("/oscillator/4/frequency", .float(440)).bytes
    #expect(bytes == Array("/oscillator/4/frequency\0,f\0\0".utf8) + [0x43, 0xdc, 0, 0])
  }

  @Test func `bundles nest and keep their times`() throws {
    let inner = OSCPacket.bundle(.immediately, [.message(OSCMessage("/b", .int(1)))])
    let outer = OSCPacket.bundle(
      OSCTime(seconds: 5, fraction: 6), [.message(OSCMessage("/a")), inner])
    #expect(try OSCPacket(outer.bytes) == outer)
  }

  @Test func `a message without type tags has no arguments`() throws {
    #expect(try OSCPacket(Array("/ab\0".utf8)) == .message(OSCMessage("/ab")))
  }

  @Test(
    arguments: [
      ([], OSCError.notAligned(byteCount: 0)),
      (Array("/a\0".utf8), .notAligned(byteCount: 3)),
      (Array("a\0\0\0".utf8), .address),
      (Array("/abc".utf8), .address),
      (Array("/a\u{1}\0".utf8), .address),
      (Array("/a\0\0f\0\0\0".utf8), .typeTags),
      (Array("/a\0\0,fff".utf8), .typeTags),
      (Array("/a\0\0,f\0\0".utf8), .arguments),
      (Array("/a\0\0,q\0\0".utf8), .unknownTag(113)),
      (Array("/a\0\0,s\0\0abcd".utf8), .arguments),
      (Array("/a\0\0,b\0\0".utf8) + [0x7f, 0xff, 0xff, 0xff], .arguments),
      (Array("/a\0\0,b\0\0".utf8) + [0xff, 0xff, 0xff, 0xff], .arguments),
      (Array("/a\0\0,\0\0\0".utf8) + [0, 0, 0, 0], .arguments),
      (Array("#bundle\0".utf8) + [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0], .elementSize(256)),
      (Array("#bundle\0".utf8) + [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0], .elementSize(0)),
      (
        Array("#bundle\0".utf8) + [0, 0, 0, 0, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xfc], .elementSize(-4)
      ),
    ] as [([UInt8], OSCError)])
  func `malformed bytes are refused with their reason`(_ bytes: [UInt8], _ error: OSCError) {
    #expect(throws: error) { try OSCPacket(bytes) }
  }

  @Test func `bundles nest sixteen deep and no deeper`() throws {
    var packet = OSCPacket.message(OSCMessage("/a"))
    for _ in 0..<16 { packet = .bundle(.immediately, [packet]) }
    #expect(try OSCPacket(packet.bytes) == packet)

    let deeper = OSCPacket.bundle(.immediately, [packet]).bytes
    #expect(throws: OSCError.tooDeep) { try OSCPacket(deeper) }
  }

  @Test func `an address may have 256 bytes and no more`() throws {
    let longest = "/" + String(repeating: "a", count: 255)
    #expect(try OSCPacket(OSCMessage(longest).bytes) == .message(OSCMessage(longest)))
    #expect(throws: OSCError.address) { try OSCPacket(OSCMessage(longest + "a").bytes) }
  }

  @Test func `times keep nanoseconds across the turn of the era`() {
    for time: Int64 in [
      0, 1_700_000_000_123_456_789, 2_085_978_495_999_999_999, 2_200_000_000_000_000_000,
    ] {
      #expect(abs(OSCTime(nanoseconds: time).nanoseconds - time) <= 1)
    }
  }
}
