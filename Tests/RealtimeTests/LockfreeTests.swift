import Foundation
import Realtime
import Testing

private final class Shared: Sendable {
  let ring = Ring<Int>(minimumCapacity: 16)
  let pair = TripleBuffer((0, 0))
}

@Suite struct RingTests {
  @Test(arguments: [1, 2, 3, 64])
  func `fills to its capacity and empties in order`(minimumCapacity: Int) {
    let ring = Ring<Int>(minimumCapacity: minimumCapacity)
    for element in 0..<ring.capacity { #expect(ring.push(element) == true) }
    #expect(ring.push(-1) == false)
    for element in 0..<ring.capacity { #expect(ring.pop() == element) }
    #expect(ring.pop() == nil)
  }

  @Test func `keeps order between threads`() {
    let shared = Shared()
    let count = itemCount
    Thread.detachNewThread {
      for element in 0..<count { while !shared.ring.push(element) { sched_yield() } }
    }
    var expected = 0
    while expected < count {
      guard let element = shared.ring.pop() else {
        sched_yield()
        continue
      }
      guard element == expected else {
        Issue.record("Expected \(expected), got \(element)")
        return
      }
      expected += 1
    }
  }
}

@Suite struct TripleBufferTests {
  @Test func `never tears a value`() {
    let shared = Shared()
    let count = itemCount
    Thread.detachNewThread { for value in 1...count { shared.pair.write((value, value)) } }
    var last = 0
    while last < count {
      let (first, second) = shared.pair.read()
      guard first == second, first >= last else {
        Issue.record("Read \(first), \(second) after \(last)")
        return
      }
      last = first
    }
  }
}
