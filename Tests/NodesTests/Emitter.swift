import Graph

/// Sends events at fixed frames, given as lines of "frame type value value …".
struct Emitter: Node, ~Copyable {
  static let declaration = NodeDeclaration(
    kind: "emitter", family: "test", doc: "Sends events at fixed frames.",
    outputs: EventType.allCases.map { .event($0, "The events of this type.") },
    settings: [.text("events", default: "", "The events, a line each.")])

  private let events: UnsafeMutablePointer<Event>
  private let count: Int
  private var next = 0

  init(_ context: NodeContext) throws(NodeError) {
    let lines = context.setting("events").text.split(separator: "\n")
    count = lines.count
    events = .allocate(capacity: max(1, count))
    for (index, line) in lines.enumerated() {
      let words = line.split(separator: " ").map(String.init)
      guard let frame = Int64(words[0]), let type = EventType(rawValue: words[1]) else {
        throw NodeError("cannot read '\(line)'", subject: "events")
      }
      var event = Event(type, time: frame)
      for (place, word) in words.dropFirst(2).enumerated() {
        event.values[place] = Float(word) ?? 0
      }
      (events + index).initialize(to: event)
    }
  }

  deinit { events.deallocate() }

  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    while next < count, events[next].time < cycle.frame + Int64(cycle.frameCount) {
      var event = events[next]
      event.offset = Int32(truncatingIfNeeded: max(0, event.time - cycle.frame))
      cycle.eventOutput(port(of: event.type)).append(event)
      next += 1
    }
  }

  @_noLocks
  private func port(of type: EventType) -> Int {
    switch type {
    case .onset: 0
    case .beat: 1
    case .chord: 2
    case .key: 3
    case .pitch: 4
    case .chroma: 5
    case .spectrum: 6
    case .level: 7
    case .loudness: 8
    case .descriptors: 9
    case .section: 10
    case .suggestion: 11
    case .continuation: 12
    case .band: 13
    case .chart: 14
    case .metre: 15
    case .control: 16
    }
  }
}
