extension ScheduleBuilder {
  /// What the inputs of one node come to.
  struct Inputs {
    var audio: [UnsafeMutablePointer<Float>] = []
    var isConnected: [Bool] = []
    var midi: [Lane<MIDIEvent>] = []
    var events: [Lane<Event>] = []
    var mixes: [Step.AudioMix] = []
    var midiMerges: [Step.MIDIMerge] = []
    var eventMerges: [Step.EventMerge] = []

    /// Whether anything has to be brought together for them.
    var meet: Bool { !(mixes.isEmpty && midiMerges.isEmpty && eventMerges.isEmpty) }
  }

  /// Finds out where what arrives at the inputs of `step` is to be read, and what has to meet there first.
  mutating func inputs(of step: Plan.Step) -> Inputs {
    var inputs = Inputs()
    for input in step.inputs { gather(input, into: &inputs) }
    return inputs
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
}
