/// What is done to the patch as a whole, which takes time and is answered later.
extension OSCServer {
  /// Puts a patch on, or says which one is.
  func load(_ request: OSCRequest) throws(OSCFailure) {
    guard !request.arguments.isEmpty else {
      note(request, .accepted)
      answer(request, [.string(target.patchPath)])
      return
    }
    target.loadPatch(try file(of: request)) { [weak self] outcome in
      guard let self else { return }
      if case .done = outcome {
        topics.post(request.address, [.string(target.patchPath)], origin: nil)
      }
      report(outcome, request)
    }
  }

  /// Makes a patch ready.
  func preload(_ request: OSCRequest) throws(OSCFailure) {
    target.preparePatch(try file(of: request)) { [weak self] outcome in
      self?.report(outcome, request)
    }
  }

  /// Obeys a button, or a footswitch, of the set list.
  func changeSong(_ move: ControlMove, _ request: OSCRequest) throws(OSCFailure) {
    if case .to = move {
    } else if request.arguments.first?.number == 0 {
      acknowledge(request, [])
      return
    }
    let answer = try errand(request) { [weak self] outcome in self?.report(outcome, request) }
    target.changeSong(move, completion: answer)
  }

  /// Writes the patch that plays to a file.
  func savePatch(_ request: OSCRequest) {
    target.savePatch(
      request.arguments.first?.text ?? "", replaces: request.arguments.count == 2
    ) { [weak self] outcome in self?.report(outcome, request) }
  }

  /// Writes down what was heard.
  func writeChart(_ request: OSCRequest) throws(OSCFailure) {
    let ending = request.arguments.first?.text ?? "cho"
    let answer = try errand(request) { [weak self] outcome in
      guard case .done(let chart) = outcome else {
        self?.report(outcome, request)
        return
      }
      self?.note(request, .accepted)
      self?.answer(request, text: chart)
    }
    target.writeChart(ending: ending, completion: answer)
  }

  /// Says what is wrong with a patch.
  func checkPatch(_ request: OSCRequest) throws(OSCFailure) {
    target.checkPatch(try file(of: request)) { [weak self] outcome in
      self?.report(outcome, request)
    }
  }

  /// Obeys a button that takes something back, and says so when it is done.
  func takeBack(isRedo: Bool, _ request: OSCRequest) {
    guard request.arguments.first?.number != 0 else {
      acknowledge(request, [])
      return
    }
    target.takeBack(isRedo: isRedo) { [weak self] outcome in
      if case .done = outcome {
        self?.note(request, .accepted)
        self?.acknowledge(request, [])
      } else {
        self?.report(outcome, request)
      }
    }
  }

  /// Answers with how something goes, or went, that takes time.
  func report(_ outcome: ControlOutcome, _ request: OSCRequest) {
    switch outcome {
    case .underWay(let what, let share):
      note(request, .waiting, what)
      tell(request, "/progress", [.string(what), .float(share)])
    case .done(let text):
      note(request, .accepted, text)
      answer(request, text: text)
    case .failed(let text): complain(OSCFailure(.failed, text), request)
    }
  }
}
