import Graph
import Testing

/// Reports every hundredth sample that reaches its worker.
struct Sampler: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "sampler", family: "test", doc: "Reports every hundredth sample.",
    inputs: [.audio("in", "Any signal.")], outputs: [.event(.level, "The sample.")])

  private var end: AnalysisEnd

  init(_ context: NodeContext) throws(NodeError) {
    let source = AnalysisSource(sampleRate: 48_000, seconds: 0.01)
    let link = AnalysisLink(sampleRate: 48_000, delay: 0.001)
    link.attach(to: source)
    context.addJob(SamplerJob(link, source))
    end = AnalysisEnd(link)
  }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    end.send(cycle)
    end.receive(cycle, into: cycle.eventOutput(0))
  }
}

private final class SamplerJob: Job, @unchecked Sendable {
  private let link: AnalysisLink
  private let source: AnalysisSource
  private var feed: AnalysisFeed

  init(_ link: AnalysisLink, _ source: AnalysisSource) {
    self.link = link
    self.source = source
    feed = AnalysisFeed(source)
  }

  func run() -> Bool {
    feed.drain { samples, frame in
      for index in samples.indices where (Int(frame) + index) % 100 == 0 {
        var event = Event(.level, time: frame + Int64(index))
        event.values[0] = samples[index]
        _ = link.releases.push(AnalysisLink.Release(event, at: event.time + link.delay))
      }
    } gap: { frame in
      var event = Event(.level, time: frame)
      event.values[1] = -1
      _ = link.releases.push(AnalysisLink.Release(event, at: frame))
    }
  }
}

@Suite struct AnalysisLinkTests {
  private let kinds = NodeKinds([
    NodeKind(Increment.self), NodeKind(Sampler.self), NodeKind(Sink.self),
  ])
  private let patch = makePatch(
    [PatchNode(id: "age", kind: "increment"), PatchNode(id: "sampler", kind: "sampler")],
    ["age.age -> sampler.in"])

  /// The reports of 4,800 frames: when each event happened, its first two values.
  private func reports(_ frameCounts: [Int], runsJobs: Bool = true) throws -> [[Float]] {
    let rig = TestRig(kinds: kinds)
    try rig.engine.load(patch)
    var reports: [[Float]] = []
    var position = 0
    while rig.frame < 4800 {
      rig.run(frameCounts[position % frameCounts.count], runsJobs: runsJobs || position % 10 == 9)
      position += 1
      rig.engine.takeReports { _, _, event in
        reports.append([Float(event.time), event.values[0], event.values[1]])
      }
    }
    return reports
  }

  @Test(arguments: [[1], [64], [7, 100, 13], [480]])
  func `events arrive in order with the frame they belong to`(frameCounts: [Int]) throws {
    let reports = try reports(frameCounts)
    #expect(reports.count >= 42)
    for (index, report) in reports.enumerated() {
      #expect(report == [Float(index * 100), Float(index * 100), 0])
    }
  }

  @Test func `a late worker loses samples but not their places`() throws {
    let reports = try reports([100], runsJobs: false)
    #expect(reports.contains { $0[2] == -1 })
    // Silence stands for the shortest gaps.
    for report in reports where report[2] == 0 && report[1] != 0 {
      #expect(report[0] == report[1])
    }
  }
}
