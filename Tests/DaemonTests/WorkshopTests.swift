import Foundation
import Graph
import TestSupport
import Testing

@testable import Daemon

/// What the control thread has done for it.
@Suite(.timeLimit(.minutes(2))) struct WorkshopTests {
  @Test func `what is written down keeps nobody waiting`() async throws {
    let workshop = Workshop(kinds: .linked, wakeup: Wakeup())
    let permission = DispatchSemaphore(value: 0)
    let ticket = workshop.submit(
      .write {
        permission.wait()
        return "a chart"
      })
    #expect(workshop.takeResults().isEmpty)
    permission.signal()
    var texts: [String] = []
    try await eventually("the chart") {
      for case (ticket, .written(let text)) in workshop.takeResults() { texts.append(text) }
      return !texts.isEmpty
    }
    #expect(texts == ["a chart"])
  }

  @Test func `a pipe to which nobody writes is no patch`() async throws {
    let scratch = try ScratchFolder()
    let pipe = scratch.path("pipe.yaml")
    #expect(mkfifo(pipe, 0o600) == 0)
    let workshop = Workshop(kinds: .linked, wakeup: Wakeup())
    let ticket = workshop.submit(.read(pipe))
    var failures: [String] = []
    try await eventually("the refusal") {
      for case (ticket, .failed(let failure)) in workshop.takeResults() {
        failures.append(failure.text)
      }
      return !failures.isEmpty
    }
    #expect(failures == ["\(pipe):1:1: error: this is no file\n"])
  }
}
