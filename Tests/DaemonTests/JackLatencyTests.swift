import CJack
import Testing

@testable import Daemon

@Suite struct JackLatencyTests {
  @Test(
    arguments: [
      (128, 256, 64, 192, 320), (0, 0, 0, 0, 0), (4_294_967_295, 4_294_967_295, 64, .max, .max),
      (64, 4_294_967_290, 64, 128, .max),
    ] as [(UInt32, UInt32, UInt32, UInt32, UInt32)])
  func `what the engine adds is added, whatever others claim`(
    low: UInt32, high: UInt32, added: UInt32, newLow: UInt32, newHigh: UInt32
  ) {
    var range = jack_latency_range_t(min: low, max: high)
    range.add(added)
    #expect(range.min == newLow && range.max == newHigh)
  }
}
