/// Gives a plan its memory, on the control thread.
struct ScheduleBuilder: ~Copyable {
  let plan: Plan
  let instances: [NodeInstance]
  var arena = Arena()

  /// The samples between nodes, by the numbers that the plan gives them.
  private(set) var buffers: [UnsafeMutablePointer<Float>] = []

  /// What arrives where no wire leads to.
  let silence: UnsafeMutablePointer<Float>
  let noMIDI: Lane<MIDIEvent>
  let noEvents: Lane<Event>

  /// What feedback wires read, by its owner; those that `init` was given go on.
  var feedback = Feedback()
  let before: Feedback

  /// The lanes that are kept for the cycle after.
  var pinnedMIDI: [Schedule.LanePin<MIDIEvent>] = []
  var pinnedEvents: [Schedule.LanePin<Event>] = []

  /// `instances` belong to the vertices of the plan's topology, in order; `feedback` is what the
  /// feedback wires of the graph before read.
  init(
    _ plan: Plan, instances: [NodeInstance], maximumFrameCount: Int,
    feedback: Feedback = Feedback()
  ) {
    before = feedback
    self.plan = plan
    self.instances = instances
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
    let keptMIDI = arena.array(pinnedMIDI)
    let keptEvents = arena.array(pinnedEvents)
    let shedder = Shedder(
      positions: arena.array(positions), expectations: timetable.expectations,
      sampleRate: ledger.sampleRate)
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
        pinnedCount: plan.pinned.count, pinnedMIDI: keptMIDI,
        pinnedMIDICount: pinnedMIDI.count, pinnedEvents: keptEvents,
        pinnedEventCount: pinnedEvents.count, clock: lane, timetable: timetable,
        marks: timetable.marks, timetableNumber: timetable.number,
        table: table, shedder: shedder,
        budget: budget, fadeLength: fadeLength))
    return pointer
  }

  private mutating func step(_ step: Plan.Step, shedRank: Int) -> Step {
    let instance = instances[step.vertex]
    let inputs = inputs(of: step)
    let ports = PortTable(
      inputs: arena.array(inputs.audio.map { UnsafePointer($0) }),
      outputs: arena.array(step.outputs.map { buffers[$0] }),
      midiInputs: arena.array(inputs.midi), midiOutputs: arena.array(instance.midiOutputs),
      eventInputs: arena.array(inputs.events), eventOutputs: arena.array(instance.eventOutputs),
      externals: arena.array(instance.externals.map(\.slot)),
      isConnected: arena.array(inputs.isConnected))
    return Step(
      cell: instance.cell, ports: arena.array([ports]),
      isPlain: instance.midiOutputs.isEmpty && instance.eventOutputs.isEmpty && shedRank < 0
        && !instance.declaration.isForeign,
      gathers: inputs.meet, number: instance.number,
      mixes: arena.array(inputs.mixes), mixCount: inputs.mixes.count,
      midiMerges: arena.array(inputs.midiMerges), midiMergeCount: inputs.midiMerges.count,
      eventMerges: arena.array(inputs.eventMerges), eventMergeCount: inputs.eventMerges.count,
      midiOutputCount: instance.midiOutputs.count, ledgers: arena.array(instance.ledgers),
      eventOutputCount: instance.eventOutputs.count, inputCount: inputs.audio.count,
      outputCount: step.outputs.count, midiInputCount: inputs.midi.count,
      activity: instance.activity, shedRank: shedRank,
      bypass: instance.cost.bypass, hasFaded: instance.cost.isBypassed)
  }
}
