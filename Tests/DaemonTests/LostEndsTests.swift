import Graph
import Testing

@testable import Daemon

/// Ends of notes that a late cycle may have swallowed.
@Suite struct LostEndsTests {
  private let port = UnsafeMutableRawPointer(bitPattern: 16)
  private let other = UnsafeMutableRawPointer(bitPattern: 32)

  /// The keys that are ended once more at `port` while `sounding` sound, in the second that begins at `start`,
  /// at 48 kHz and in cycles of 480 frames, of which those that begin at `late` are; `before` were earlier.
  private func repeated(
    _ ends: inout LostEnds, from start: Int64 = 48_000, late: Set<Int64>, before: Int = 0,
    sounding: [UInt8] = []
  ) -> [[UInt8]] {
    let ledger = NoteLedger.allocate()
    defer { ledger.deallocate() }
    for key in sounding {
      ledger.record(MIDIEvent(noteOn: key, velocity: 1, channel: 1, offset: 0))
    }
    var found: [[UInt8]] = []
    var count = before
    for frame in stride(from: start, to: start + 48_000, by: 480) {
      if late.contains(frame) { count += 1 }
      guard ends.areDue(at: frame, lateCount: count) else { continue }
      let again = (0..<LostEnds.capacity).compactMap { ends.end($0, at: port, unless: ledger) }
      found.append(again.map(\.data1).sorted())
      ends.haveBeenRepeated(at: frame)
    }
    return found
  }

  /// Ends that were sent at 48 kHz: keys, each with the frame.
  private func ends(_ sent: [(key: UInt8, frame: Int64)]) -> LostEnds {
    var ends = LostEnds(sampleRate: 48_000)
    for (key, frame) in sent {
      ends.keep(MIDIEvent(noteOff: key, channel: 1, offset: 0), at: port, frame: frame)
    }
    return ends
  }

  @Test func `while all come in time nothing is repeated`() {
    var ends = ends([(60, 47_000)])
    #expect(repeated(&ends, late: []) == [])
  }

  @Test func `after late cycles the ends of around them are repeated once, when it is calm again`()
  {
    var ends = ends([(59, 20_000), (60, 47_000), (61, 48_400)])
    ends.keep(MIDIEvent(noteOn: 62, velocity: 9, channel: 1, offset: 0), at: port, frame: 48_000)
    ends.keep(MIDIEvent(noteOff: 63, channel: 1, offset: 0), at: other, frame: 48_000)
    #expect(repeated(&ends, late: [48_480, 49_440]) == [[60, 61]])
    #expect(repeated(&ends, from: 96_000, late: [], before: 2) == [])
  }

  @Test func `a note that sounds again is left alone`() {
    var ends = ends([(60, 47_000), (61, 47_000)])
    #expect(repeated(&ends, late: [48_480], sounding: [61]) == [[60]])
  }

  @Test func `while it is never calm they are repeated all the same, every two seconds`() {
    var ends = ends([(60, 47_000)])
    var found: [[UInt8]] = []
    for second in Int64(1)...5 {
      let late = Set(stride(from: second * 48_000, to: (second + 1) * 48_000, by: 480))
      found += repeated(
        &ends, from: second * 48_000, late: late, before: 100 * Int(second - 1))
    }
    #expect(found == [[60], [60]])
  }

  @Test func `at an output that is gone they are repeated until it is closed`() {
    var ends = ends([(59, 20_000), (60, 47_000)])
    let areDue = [Int64(48_000), 52_800].map { ends.areDue(at: $0, lateCount: 1) }
    #expect(areDue == [false, true])
    let lost = (0..<LostEnds.capacity).compactMap { ends.end($0) }
    #expect(lost.map(\.event.data1) == [60] && lost.map(\.port) == [port])
    if let port { ends.forget(port) }
    #expect((0..<LostEnds.capacity).allSatisfy { ends.end($0) == nil })
  }
}
