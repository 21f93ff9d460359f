import Graph

/// Chords, beats and keys of the latest hours, packed: as events they would take three times the memory.
struct HeardEvents {
  static let types: [EventType] = [.chord, .beat, .key]

  /// The most values that one of ``types`` has.
  static let width = 6

  /// One of them.
  struct Entry {
    let time: Int64
    let values: InlineArray<6, Float>

    /// Its place among the names of nodes.
    let node: UInt16
    let type: EventType
  }

  /// How many are kept: some three hours.
  static let capacity = 60_000

  /// The most nodes that are told apart; when one more tells something, all is forgotten.
  private static let nodeLimit = 1024

  private var entries: [Entry] = []
  private var nodes: [String] = []

  var count: Int { entries.count }
  var lastTime: Int64? { entries.last?.time }

  mutating func append(_ event: Event, from node: String) {
    let place = place(of: node)
    // All room at once: an array that grows by itself holds twice what it needs, three times for a moment.
    if entries.isEmpty { entries.reserveCapacity(Self.capacity + 1) }
    entries.append(
      Entry(
        time: event.time, values: InlineArray { event.values[$0] }, node: place,
        type: event.type))
    if entries.count > Self.capacity { entries.removeFirst(Self.capacity / 10) }
  }

  private mutating func place(of node: String) -> UInt16 {
    if let place = nodes.firstIndex(of: node) { return UInt16(place) }
    if nodes.count == Self.nodeLimit { self = HeardEvents() }
    nodes.append(node)
    return UInt16(nodes.count - 1)
  }

  /// All of it as a run would have reported it.
  var performance: Performance {
    var performance = Performance()
    performance.reports = entries.map { entry in
      var event = Event(entry.type, time: entry.time)
      for place in entry.values.indices { event.values[place] = entry.values[place] }
      return Performance.Report(
        delivered: entry.time, node: nodes[Int(entry.node)], event: event)
    }
    return performance
  }
}
