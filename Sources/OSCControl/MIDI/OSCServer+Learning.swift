import Graph

extension OSCServer {
  /// Learns, or does, what something that was moved on a MIDI controller stands for.
  package func hear(_ move: ControllerMove) {
    followTarget()
    let time = Clock.monotonic()
    guard learner == nil else {
      learner?.hear(move, at: time)
      settleLearner(at: time)
      return
    }
    for index in controls.indices { obey(move, index, at: time) }
  }

  /// Takes up the bindings of a patch; controls that stay go on from where they stand.
  func adopt(_ bindings: [MIDIBinding]) {
    guard bindings != controls.map(\.binding) else { return }
    let known = Dictionary(controls.map { ($0.binding, $0) }) { first, _ in first }
    controls = bindings.map { known[$0] ?? BoundControl($0) }
  }

  private func obey(_ move: ControllerMove, _ index: Int, at time: Int64) {
    let address = controls[index].binding.target
    let parameter = topics.index(of: address).flatMap { topics.isParameter($0) ? $0 : nil }
    let isTempo = address == OSCCommand.tempo.rawValue
    let value = parameter.map(target.value) ?? (isTempo ? Float(target.tempo) : 0)
    let declaration = parameter.map { parameters[$0].declaration } ?? (isTempo ? Self.tempo : nil)
    switch controls[index].effect(of: move, on: declaration, at: value) {
    case .none: break
    case .set(let value):
      if let parameter {
        set(parameter, to: value, from: .controller)
      } else {
        carryOut(OSCMessage(address, .float(value)), at: time)
      }
    case .trigger: carryOut(OSCMessage(address), at: time)
    }
  }

  private func carryOut(_ message: OSCMessage, at time: Int64) {
    perform([request(message, from: .controller, at: time)], at: nil)
  }

  /// The tempo as a parameter that a control moves.
  private static let tempo = ParameterDeclaration.number(
    "tempo", 20...400, default: 120, unit: "bpm", scale: .logarithmic, "Beats per minute.")

  /// Arms learning: target, then the manner, as a binding writes them.
  func learn(_ request: OSCRequest) throws(OSCFailure) {
    let manner = request.arguments.compactMap(\.written).joined(separator: " ")
    let binding: MIDIBinding
    do throws(MIDIBindingError) {
      binding = try MIDIBinding("bend -> " + manner)
    } catch {
      throw OSCFailure(.badArgument, error.message)
    }
    try check(target: binding.target)
    if let earlier = learner {
      complain(OSCFailure(.refused, "something else is to be learnt now"), earlier.request)
    }
    learner = Learner(request, manner: manner)
  }

  /// Whether something is at `address` that a control can move.
  private func check(target address: String) throws(OSCFailure) {
    let isParameter = topics.index(of: address).map(topics.isParameter) ?? false
    guard !isParameter, OSCCommand(rawValue: address)?.isMovable != true else { return }
    let known = parameters.map(\.address)
    let hint = Suggestion.nearest(to: address, among: known).map { "; did you mean \($0)?" } ?? ""
    throw OSCFailure(.notFound, "nothing at \(address) can be moved\(hint)")
  }

  func cancelLearning(_ request: OSCRequest) {
    if let learner { complain(OSCFailure(.refused, "cancelled"), learner.request) }
    learner = nil
    acknowledge(request, [])
  }

  /// Binds what was moved once that is certain, or gives up.
  func settleLearner(at time: Int64) {
    guard let learner else { return }
    if let text = learner.binding(at: time) {
      self.learner = nil
      target.edit([.bind(text)]) { [weak self] outcome in
        let outcome = if case .done = outcome { ControlOutcome.done(text) } else { outcome }
        self?.report(outcome, learner.request)
      }
    } else if time >= learner.deadline {
      self.learner = nil
      let hint = "nothing was moved; does a midi_in lead to a node of kind controller?"
      complain(OSCFailure(.failed, hint), learner.request)
    }
  }
}
