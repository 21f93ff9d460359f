/// Gives a plan its memory, on the control thread.
struct ScheduleBuilder: ~Copyable {
  private let plan: Plan
  private let instances: [NodeInstance]
  private let maximumFrameCount: Int
  private var arena = Arena()
  private var buffers: [UnsafeMutablePointer<Float>] = []
  private let silence: UnsafeMutablePointer<Float>
  private let noMIDI: Lane<MIDIEvent>
  private let noEvents: Lane<Event>

  /// What feedback wires read, by its owner; those that `init` was given go on.
  private(set) var feedback = Feedback()
  private let before: Feedback
  private var pinnedMIDI: [Schedule.LanePin<MIDIEvent>] = []
  private var pinnedEvents: [Schedule.LanePin<Event>] = []

  /// `instances` belong to the vertices of the plan's topology, in order; `feedback` is what the
  /// feedback wires of the graph before read.
  init(
    _ plan: Plan, instances: [NodeInstance], maximumFrameCount: Int,
    feedback: Feedback = Feedback()
  ) {
    before = feedback
    self.plan = plan
    self.instances = instances
    self.maximumFrameCount = maximumFrameCount
    var arena = Arena()
    silence = arena.samples(maximumFrameCount)
    noMIDI = arena.midiLane()
    noEvents = arena.eventLane()
    let owners = plan.feedbackOwners(instances)
    for number in 0..<plan.bufferCount {
      guard let owner = owners[number] else {
        buffers.append(arena.samples(maximumFrameCount))
        continue
      }
      let buffer = feedback.audio[owner] ?? FeedbackBuffer(count: maximumFrameCount)
      self.feedback.audio[owner] = buffer
      buffers.append(buffer.samples)
    }
    self.arena = arena
    for edge in plan.topology.edges where edge.isFeedback { pin(edge) }
  }

  /// Keeps the messages or events of a feedback wire's source for the cycle after.
  private mutating func pin(_ edge: Topology.Edge) {
    let instance = instances[edge.source]
    let type = plan.topology.vertices[edge.source].outputs[edge.output]
    let owner = owner(edge)
    let port = index(of: edge, among: type)
    if type == .midi, feedback.midi[owner] == nil {
      let output = instance.midiOutputs[port]
      let kept = before.midi[owner] ?? FeedbackLane(capacity: output.capacity)
      feedback.midi[owner] = kept
      pinnedMIDI.append(Schedule.LanePin(output: output, memory: kept.lane))
    } else if type.isEvent, feedback.events[owner] == nil {
      let output = instance.eventOutputs[port]
      let kept = before.events[owner] ?? FeedbackLane(capacity: output.capacity)
      feedback.events[owner] = kept
      pinnedEvents.append(Schedule.LanePin(output: output, memory: kept.lane))
    }
  }

  private func owner(_ edge: Topology.Edge) -> FeedbackBuffer.Owner {
    FeedbackBuffer.Owner(node: instances[edge.source].number, output: edge.output)
  }

  /// Builds the schedule; `clock` is the instance whose beats drive musical time.
  ///
  /// The ids in `shed` are left out when a cycle would take more than the share `budget` of its period.
  consuming func build(
    clock: NodeInstance?, fadeLength: Int, ledger: CostLedger, shed: [String] = [],
    budget: Double = 1
  ) -> UnsafeMutablePointer<Schedule> {
    // What is on its way out may have the same id, and comes behind.
    let positions = shed.compactMap { id in
      let vertex = instances.firstIndex { $0.id == id }
      return plan.steps.firstIndex { $0.vertex == vertex }
    }
    let made = plan.steps.enumerated().map { index, step in
      self.step(step, shedRank: positions.firstIndex(of: index) ?? -1)
    }
    let steps = arena.array(made)
    let places = Dictionary(
      plan.steps.enumerated().map { ($0.element.vertex, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let reportOrder = plan.plainOrder.compactMap { places[$0] }.filter { !made[$0].isPlain }
    let table = TaskTable(plan.division, reportOrder: reportOrder, arena: &arena)
    let timetable = ledger.makeTimetable(
      plan.steps.map { instances[$0.vertex].cost }, sheddable: positions,
      division: table.count > 1 ? plan.division : nil, table: table)
    var seen: Set<UnsafeMutablePointer<ExternalSlot>> = []
    let slots = instances.flatMap { $0.externals.map(\.slot) }.filter { seen.insert($0).inserted }
    let externals = arena.array(slots)
    let pinned = arena.array(
      plan.pinned.map { pin in
        Schedule.Pin(output: UnsafePointer(buffers[pin.output]), memory: buffers[pin.memory])
      })
    let lane = clock.flatMap { instance in
      instance.declaration.outputs.filter(\.type.isEvent).firstIndex { $0.type == .event(.beat) }
        .map { instance.eventOutputs[$0] }
    }
    let pointer = UnsafeMutablePointer<Schedule>.allocate(capacity: 1)
    pointer.initialize(
      to: Schedule(
        arena: arena, instances: instances, feedback: feedback, plan: plan,
        steps: steps, stepCount: made.count,
        externals: externals, externalCount: slots.count, pinned: pinned,
        pinnedCount: plan.pinned.count, pinnedMIDI: arena.array(pinnedMIDI),
        pinnedMIDICount: pinnedMIDI.count, pinnedEvents: arena.array(pinnedEvents),
        pinnedEventCount: pinnedEvents.count, clock: lane, timetable: timetable,
        marks: timetable.marks, timetableNumber: timetable.number,
        table: table,
        shedder: Shedder(
          positions: arena.array(positions), expectations: timetable.expectations,
          sampleRate: ledger.sampleRate),
        budget: budget, fadeLength: fadeLength))
    return pointer
  }

  private mutating func step(_ step: Plan.Step, shedRank: Int) -> Step {
    let instance = instances[step.vertex]
    var inputs = Inputs()
    for input in step.inputs { gather(input, into: &inputs) }
    let ports = PortTable(
      inputs: arena.array(inputs.audio.map { UnsafePointer($0) }),
      outputs: arena.array(step.outputs.map { buffers[$0] }),
      midiInputs: arena.array(inputs.midi), midiOutputs: arena.array(instance.midiOutputs),
      eventInputs: arena.array(inputs.events), eventOutputs: arena.array(instance.eventOutputs),
      externals: arena.array(instance.externals.map(\.slot)),
      isConnected: arena.array(inputs.isConnected))
    return Step(
      cell: instance.cell, number: instance.number, ports: arena.array([ports]),
      mixes: arena.array(inputs.mixes), mixCount: inputs.mixes.count,
      midiMerges: arena.array(inputs.midiMerges), midiMergeCount: inputs.midiMerges.count,
      eventMerges: arena.array(inputs.eventMerges), eventMergeCount: inputs.eventMerges.count,
      midiOutputCount: instance.midiOutputs.count, ledgers: arena.array(instance.ledgers),
      eventOutputCount: instance.eventOutputs.count, inputCount: inputs.audio.count,
      outputCount: step.outputs.count, midiInputCount: inputs.midi.count,
      activity: instance.activity, shedRank: shedRank,
      bypass: instance.cost.bypass, hasFaded: instance.cost.isBypassed,
      isPlain: instance.midiOutputs.isEmpty && instance.eventOutputs.isEmpty && shedRank < 0
        && !instance.declaration.isForeign)
  }

  /// What the inputs of one node come to.
  private struct Inputs {
    var audio: [UnsafeMutablePointer<Float>] = []
    var isConnected: [Bool] = []
    var midi: [Lane<MIDIEvent>] = []
    var events: [Lane<Event>] = []
    var mixes: [Step.AudioMix] = []
    var midiMerges: [Step.MIDIMerge] = []
    var eventMerges: [Step.EventMerge] = []
  }

  private mutating func gather(_ input: Plan.Input, into inputs: inout Inputs) {
    switch input.type {
    case .audio: gatherAudio(input, into: &inputs)
    case .midi: gatherMIDI(input, into: &inputs)
    case .event: gatherEvents(input, into: &inputs)
    }
  }

  private mutating func gatherAudio(_ input: Plan.Input, into inputs: inout Inputs) {
    inputs.isConnected.append(!input.arrivals.isEmpty)
    guard input.mix >= 0 else {
      inputs.audio.append(input.arrivals.first.map { buffers[$0.buffer] } ?? silence)
      return
    }
    let sources = input.arrivals.map {
      Step.Source(samples: UnsafePointer(buffers[$0.buffer]), fade: $0.edge.fade)
    }
    let destination = buffers[input.mix]
    inputs.audio.append(destination)
    inputs.mixes.append(
      Step.AudioMix(
        destination: destination, sources: arena.array(sources), count: sources.count))
  }

  private mutating func gatherMIDI(_ input: Plan.Input, into inputs: inout Inputs) {
    let sources = input.arrivals.map { arrival in
      let port = index(of: arrival.edge, among: .midi)
      let instance = instances[arrival.edge.source]
      let kept = arrival.edge.isFeedback ? feedback.midi[owner(arrival.edge)]?.lane : nil
      return Step.MIDISource(
        lane: kept ?? instance.midiOutputs[port], ledger: instance.ledgers[port],
        isEnding: arrival.edge.fade == .falling)
    }
    if sources.count == 1, !sources[0].isEnding {
      inputs.midi.append(sources[0].lane)
    } else if sources.isEmpty {
      inputs.midi.append(noMIDI)
    } else {
      let lane = arena.midiLane()
      inputs.midi.append(lane)
      inputs.midiMerges.append(
        Step.MIDIMerge(destination: lane, sources: arena.array(sources), count: sources.count))
    }
  }

  private mutating func gatherEvents(_ input: Plan.Input, into inputs: inout Inputs) {
    let arrivals = input.arrivals.filter { $0.edge.fade != .falling }
    let sources = arrivals.map { arrival in
      let kept = arrival.edge.isFeedback ? feedback.events[owner(arrival.edge)]?.lane : nil
      let instance = instances[arrival.edge.source]
      return kept ?? instance.eventOutputs[index(of: arrival.edge, among: input.type)]
    }
    if sources.count <= 1 {
      inputs.events.append(sources.first ?? noEvents)
    } else {
      let lane = arena.eventLane()
      inputs.events.append(lane)
      inputs.eventMerges.append(
        Step.EventMerge(destination: lane, sources: arena.array(sources), count: sources.count))
    }
  }

  /// The position of the edge's output among the source's outputs that share its medium.
  private func index(of edge: Topology.Edge, among type: PortType) -> Int {
    let outputs = plan.topology.vertices[edge.source].outputs.prefix(edge.output)
    return outputs.count { type == .midi ? $0 == .midi : $0.isEvent }
  }
}
