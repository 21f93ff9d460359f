import LV2
import Testing

@Suite struct MessageRingTests {
  @Test func `messages come out whole and in order, over the end of the memory`() {
    let ring = MessageRing(minimumCapacity: 64)
    for round in 0..<50 {
      for length in [0, 7, 20] {
        let message = (0..<length).map { UInt8(($0 + round) & 0xFF) }
        #expect(message.withUnsafeBytes { push($0, to: ring) } == true)
      }
      for length in [0, 7, 20] {
        #expect(pop(from: ring) == (0..<length).map { UInt8(($0 + round) & 0xFF) })
      }
    }
    #expect(pop(from: ring) == nil)
  }

  @Test func `a message that does not fit is refused and harms nothing`() {
    let ring = MessageRing(minimumCapacity: 64)
    let (small, large) = ([UInt8](repeating: 1, count: 40), [UInt8](repeating: 2, count: 40))
    #expect(small.withUnsafeBytes { push($0, to: ring) } == true)
    #expect(large.withUnsafeBytes { push($0, to: ring) } == false)
    #expect(pop(from: ring) == small)
    #expect(pop(from: ring) == nil)
  }

  private func push(_ bytes: UnsafeRawBufferPointer, to ring: borrowing MessageRing) -> Bool {
    var nothing: UInt8 = 0
    guard let start = bytes.baseAddress else { return ring.push(&nothing, count: 0) }
    return ring.push(start, count: bytes.count)
  }

  private func pop(from ring: borrowing MessageRing) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 64)
    guard let count = ring.pop(into: &bytes, maximum: 64) else { return nil }
    return Array(bytes.prefix(count))
  }
}
