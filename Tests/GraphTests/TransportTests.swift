import Graph
import Testing

struct TransportTests {
  @Test func `bars go on counting while a tracker moves the downbeat along`() {
    var transport = Transport()
    var bars: [Int] = []
    for beat in 0..<12 {
      transport.beat = Double(beat) + 0.25
      transport.downbeat = Double(beat - beat % 4)
      bars.append(transport.bar)
    }
    #expect(bars == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
  }

  @Test func `bars begin at the downbeat, wherever it lies`() {
    var transport = Transport()
    transport.downbeat = 6
    let bars = [1.5, 2, 5.75, 6, 10].map { (beat: Double) in
      transport.beat = beat
      return transport.bar
    }
    #expect(bars == [-1, 0, 0, 1, 2])
  }
}
