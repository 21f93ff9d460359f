import Foundation
import Realtime
import Testing

/// How many items go from thread to thread: millions where ThreadSanitizer looks on.
let itemCount =
  ProcessInfo.processInfo.environment["THREAD_SANITIZER"] == "1" ? 2_000_000 : 50_000

/// A value too wide for a processor to write at once.
private struct Wide: BitwiseCopyable {
  var first = 0
  var rest = (0, 0, 0, 0, 0, 0, 0)

  init(_ number: Int) {
    first = number
    rest = (number, number, number, number, number, number, number)
  }

  var isWhole: Bool { first == rest.0 && rest.0 == rest.3 && rest.3 == rest.6 }
}

private final class Channels: Sendable {
  let samples = SampleRing(minimumCapacity: 256)
  let latest = TripleBuffer(Wide(0))
  let wide = Ring<Wide>(minimumCapacity: 8)
  let filled = Ring<Lane<Int>>(minimumCapacity: 4)
  let emptied = Ring<Lane<Int>>(minimumCapacity: 4)
}

/// What crosses between threads arrives whole and in order, over as many items as there is time for.
@Suite struct HandoverTests {
  @Test func `samples arrive in order, in blocks of any size`() {
    let channels = Channels()
    let count = itemCount
    Thread.detachNewThread {
      let block = UnsafeMutablePointer<Float>.allocate(capacity: 100)
      var sent = 0
      while sent < count {
        let size = min(count - sent, 1 + sent % 100)
        for index in 0..<size { block[index] = Float((sent + index) % 65_536) }
        while !channels.samples.push(Signal(start: block, count: size)) { sched_yield() }
        sent += size
      }
      block.deallocate()
    }
    let block = UnsafeMutablePointer<Float>.allocate(capacity: 100)
    defer { block.deallocate() }
    var heard = 0
    while heard < count {
      let size = channels.samples.pop(into: block, maximum: 1 + heard % 77)
      if size == 0 { sched_yield() }
      for index in 0..<size where block[index] != Float((heard + index) % 65_536) {
        Issue.record("sample \(heard + index) is \(block[index])")
        return
      }
      heard += size
    }
  }

  @Test func `a wide value is never read half written`() {
    let channels = Channels()
    let count = itemCount
    Thread.detachNewThread { for number in 1...count { channels.latest.write(Wide(number)) } }
    var last = 0
    while last < count {
      let value = channels.latest.read()
      guard value.isWhole, value.first >= last else {
        Issue.record("read \(value) after \(last)")
        return
      }
      last = value.first
    }
  }

  @Test func `wide elements go through a ring whole and in order`() {
    let channels = Channels()
    let count = itemCount
    Thread.detachNewThread {
      for number in 0..<count { while !channels.wide.push(Wide(number)) { sched_yield() } }
    }
    var expected = 0
    while expected < count {
      guard let value = channels.wide.pop() else {
        sched_yield()
        continue
      }
      guard value.isWhole, value.first == expected else {
        Issue.record("got \(value) for \(expected)")
        return
      }
      expected += 1
    }
  }

  /// As commands and schedules travel: filled on one thread, used on the other, and sent back.
  @Test func `memory is handed over and comes back`() {
    let channels = Channels()
    let count = itemCount / 16
    for _ in 0..<4 { _ = channels.emptied.push(Lane(capacity: 16)) }
    Thread.detachNewThread {
      var sent = 0
      while sent < count {
        guard let lane = channels.emptied.pop() else {
          sched_yield()
          continue
        }
        for index in 0..<16 { lane.elements[index] = sent * 16 + index }
        lane.header.pointee.count = 16
        while !channels.filled.push(lane) { sched_yield() }
        sent += 1
      }
    }
    var taken = 0
    var lanes: [Lane<Int>] = []
    while taken < count {
      guard let lane = channels.filled.pop() else {
        sched_yield()
        continue
      }
      for index in 0..<16 where lane[index] != taken * 16 + index {
        Issue.record("element \(index) of lane \(taken) is \(lane[index])")
        return
      }
      taken += 1
      lane.removeAll()
      if taken > count - 4 { lanes.append(lane) } else { _ = channels.emptied.push(lane) }
    }
    for lane in lanes { lane.deallocate() }
  }
}
