import Graph
import Testing

@testable import Daemon
@testable import OSCControl

struct EventReportTests {
  private func report(_ type: EventType, _ values: Float...) -> EventReport {
    report(type, values)
  }

  private func report(_ type: EventType, _ values: [Float]) -> EventReport {
    var event = Event(type, time: 96_000)
    for (index, value) in values.enumerated() { event.values[index] = value }
    return EventReport(event, sampleRate: 48_000)
  }

  @Test func `a chord is told by its names`() {
    let report = report(.chord, 9, 4, 0, 0.75, 0)
    #expect(report.address(node: "ear") == "/chord")
    #expect(
      report.summary == [
        .string("Am7/C"), .string("A:min7/b3"), .string("A"), .string("min7"), .float(0.75),
        .float(2),
      ])
    #expect(
      report.values == [.float(9), .float(4), .float(0), .float(0.75), .float(0), .float(2)])
  }

  @Test(arguments: EventType.allCases)
  func `what is told at an address of all patches is what that declares`(_ type: EventType) {
    let report = report(type)
    guard let address = report.address(node: "ear"),
      let declared = Topics.fixed.first(where: { $0.address == address })
    else { return }
    #expect(report.summary.map(\.tag) == declared.fields.map(\.tag), "\(address)")
  }

  @Test func `a chord that is settled is told by its node alone`() {
    #expect(report(.chord, 9, 4, 0, 0.75, 1).address(node: "ear") == nil)
  }

  @Test func `no chord has a name, too`() {
    #expect(
      report(.chord, -1, 0, -1, 0.5).summary == [
        .string("–"), .string("N"), .string(""), .string(""), .float(0.5), .float(2),
      ])
  }

  @Test func `a key is told by its names`() {
    #expect(
      report(.key, 4, 1, 0.5).summary == [
        .string("E minor"), .string("E"), .string("minor"), .float(0.5), .float(2),
      ])
  }

  @Test func `a section is told by its letter`() {
    let report = report(.section, 1, 2, 16, 8, 0.75)
    #expect(report.address(node: "form") == "/section")
    #expect(
      report.summary == [
        .string("B"), .float(2), .float(16), .float(8), .float(0.75), .float(2),
      ])
  }

  /// So many chords less are told as nothing.
  private static func none(_ count: Int) -> [OSCArgument] {
    (0..<count).flatMap { _ in [OSCArgument.string(""), .float(0)] }
  }

  @Test func `a suggestion names chords with their probabilities, a continuation with their beats`()
  {
    let ends = [Float](repeating: -1, count: 12)
    let suggestion = report(.suggestion, [2, 8, 9, 4, 0.5, 5, 0, 0.25] + ends)
    #expect(suggestion.address(node: "next") == "/suggest")
    #expect(
      suggestion.summary == [
        .float(2), .float(8), .string("Am7"), .float(0.5), .string("F"), .float(0.25),
      ] + Self.none(4))
    let continuation = report(.continuation, [3, 2, 4, 4, 7, 2, 4] + ends + [-1, -1, -1])
    #expect(continuation.address(node: "next") == "/suggest/jazzy")
    #expect(
      continuation.summary
        == [.string("Dm7"), .float(4), .string("G7"), .float(4)] + Self.none(5))
  }

  @Test func `a pitch is told as tuners show it`() {
    let sharp = report(.pitch, 110.5, 0.75, 45, 8)
    #expect(sharp.address(node: "tuner") == "/pitch")
    #expect(
      sharp.summary == [.string("A2"), .float(8), .float(110.5), .float(0.75), .float(2)])
    #expect(report(.pitch, 61.5, 0.5, 35, -7).summary.first == .string("B1"))
    #expect(
      report(.pitch, 0, 0.25).summary == [
        .string("–"), .float(0), .float(0), .float(0.25), .float(2),
      ])
  }

  @Test func `a loudness is told with the moment it is of`() {
    let report = report(.loudness, -20, -21, -22, -18, -19)
    #expect(report.address(node: "programme") == "/loudness")
    #expect(
      report.summary == [
        .float(-20), .float(-21), .float(-22), .float(-18), .float(-19), .float(2),
      ])
  }

  @Test func `a level is told at its meter`() {
    let report = report(.level, -3, -12)
    #expect(report.address(node: "guitar") == "/meter/guitar")
    #expect(report.summary == [.float(-3), .float(-12)])
  }
}
