import Foundation
import Graph
import Testing

@testable import Nodes

/// Sound that comes from elsewhere, and how it is when it does not come in time.
@Suite struct WebCaptureTests {
  private let rig: NodeRig
  private let feed: WebFeed

  init() throws {
    rig = try NodeRig(WebCapture.declaration.kind, parameters: ["buffer": 0.1, "limit": 0.5])
    feed = try #require(rig.engine.instances["node"]?.job(WebFeed.self))
  }

  private func run(_ blocks: Int) { rig.run([Int](repeating: 480, count: blocks)) }

  private func reading(_ name: String) throws -> Float {
    let node = try #require(rig.engine.instances["node"])
    return try #require(node.readings.first { $0.declaration.name == name }).value
  }

  private var output: [Float] { rig.output.audio["out"] ?? [] }

  @Test func `it waits for the buffer, and then plays each sample once`() throws {
    let sound = noise(9600)
    run(2)
    feed.begin()
    feed.offer(Array(sound[..<4000]), rate: 48_000)
    run(3)
    #expect(output.allSatisfy { $0 == 0 })
    #expect(feed.position(of: 1000) == nil)
    feed.offer(Array(sound[4000...]), rate: 48_000)
    feed.end()
    run(40)
    let first = try #require(output.firstIndex { $0 != 0 })
    #expect(Array(output[first..<first + 9600]) == sound)
    #expect(output[(first + 9600)...].allSatisfy { $0 == 0 })
    let position = try #require(feed.position(of: Int64(first + 4800)))
    #expect(abs(position - 0.1) < 1e-9)
    #expect(try reading("underruns") == 0)
    #expect(try reading("overrun") == 0)
  }

  @Test func `positions are counted from the beginning of each stream`() throws {
    for _ in 0..<2 {
      let before = output.count
      feed.begin()
      feed.offer([Float](repeating: 0.5, count: 9600), rate: 48_000)
      feed.end()
      run(40)
      let first = try #require(output[before...].firstIndex { $0 != 0 })
      #expect(feed.position(of: Int64(first)) == 0)
      #expect(feed.position(of: Int64(first) - 48_000) == nil)
    }
  }

  @Test func `sound of another rate keeps its pitch and its length`() throws {
    let rate = 44_100.0
    let sine = (0..<22_050).map { Float(sin(2 * .pi * 441 * Double($0) / rate) / 2) }
    feed.begin()
    for start in stride(from: 0, to: sine.count, by: 1000) {
      feed.offer(Array(sine[start..<min(start + 1000, sine.count)]), rate: rate)
      run(2)
    }
    feed.end()
    run(40)
    let first = try #require(output.firstIndex { abs($0) > 0.01 })
    let last = try #require(output.lastIndex { abs($0) > 0.01 })
    #expect(abs(last - first - 24_000) < 48)
    let middle = Array(output[(first + 4800)..<(first + 19_200)])
    let step = 2 * Double.pi * 441 / 48_000
    let waves = middle.indices.map { (sin(step * Double($0)), cos(step * Double($0))) }
    let scale = 2 / Double(middle.count)
    let a = zip(middle, waves).reduce(0) { $0 + Double($1.0) * $1.1.0 } * scale
    let b = zip(middle, waves).reduce(0) { $0 + Double($1.0) * $1.1.1 } * scale
    #expect(abs((a * a + b * b).squareRoot() - 0.5) < 0.005)
    let rest = zip(middle, waves).map { abs(Double($0) - a * $1.0 - b * $1.1) }
    #expect(rest.max() ?? 1 < 0.005)
  }

  @Test func `a gap is counted once, and filled with silence`() throws {
    feed.begin()
    feed.offer([Float](repeating: 0.5, count: 6000), rate: 48_000)
    run(30)
    #expect(try reading("underruns") == 1)
    #expect(output.filter { $0 != 0 }.count == 6000)
    feed.offer([Float](repeating: 0.5, count: 4000), rate: 48_000)
    run(10)
    #expect(output.filter { $0 != 0 }.count == 6000)
    feed.offer([Float](repeating: 0.5, count: 4000), rate: 48_000)
    feed.end()
    run(30)
    #expect(output.filter { $0 != 0 }.count == 14_000)
    #expect(try reading("underruns") == 1)
  }

  @Test func `what is too old is left out, down to the buffer`() throws {
    let sound = noise(48_000)
    feed.begin()
    feed.offer(sound, rate: 48_000)
    run(2)
    run(1)
    #expect(try abs(reading("overrun") - 0.9) < 0.02)
    #expect(feed.buffered < 0.11)
    let first = try #require(output.firstIndex { $0 != 0 })
    #expect(output[first] == sound[48_000 - 4800])
    for _ in 0..<12 { feed.offer(sound, rate: 48_000) }
    #expect(feed.buffered <= 10)
  }
}
