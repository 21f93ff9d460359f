extension OSCServer {
  /// The tempos that may be set, in beats per minute.
  private static let tempos = 20.0...400.0

  func run(_ command: OSCCommand, _ request: OSCRequest) throws(OSCFailure) {
    switch command {
    case .load: try load(request)
    case .save: savePatch(request)
    case .check: try checkPatch(request)
    case .preload: try preload(request)
    case .setlist: answer(request, target.setlist)
    case .next: try changeSong(.next, request)
    case .previous: try changeSong(.previous, request)
    case .goTo: try changeSong(.to(request.arguments.first?.written ?? ""), request)
    // Carried out with their bundle.
    case .addNode, .removeNode, .renameNode, .addWire, .removeWire, .bind, .unbind, .loadChart:
      break
    case .goToBar:
      report(target.go(to: request.arguments.first?.written ?? ""), request)
    case .learn: try learn(request)
    case .cancelLearning: cancelLearning(request)
    case .midiMap:
      answer(request, text: target.midiMap.map { "\($0)\n" }.joined())
    case .dump: answer(request, text: target.dump)
    case .graph: answer(request, text: target.graph)
    case .kinds: answer(request, text: target.kinds)
    case .chart: try writeChart(request)
    case .tempo: tempo(request)
    case .tap: trigger(.tap(nanoseconds: request.time), request)
    case .start: trigger(.start, request)
    case .stop: trigger(.stop, request)
    case .downbeat: trigger(.downbeat, request)
    case .doubleTime: trigger(.doubleTime, request)
    case .halfTime: trigger(.halfTime, request)
    case .panic: trigger(.panic, request)
    case .undo: takeBack(isRedo: false, request)
    case .redo: takeBack(isRedo: true, request)
    case .quit: trigger(.quit, request)
    case .status: answer(request, target.status.flatMap { [.string($0.name), $0.value] })
    case .ledger: ledger(request)
    case .readings: tellReadings(request)
    case .ledgerDump: answer(request, text: target.ledger)
    case .ledgerReset: trigger(.resetLedger, request)
    case .limits: answer(request, limits)
    case .subscribe: try subscribe(request)
    case .unsubscribe: try unsubscribe(request)
    case .monitor: try watch(request)
    case .levels: watchLevels(request)
    case .atBeat, .atBar: try place(command, request)
    case .cancelAt:
      for forgotten in beats.removeAll() {
        complain(OSCFailure(.refused, "forgotten, as /at/cancel asked"), forgotten)
      }
      acknowledge(request, [])
    case .ping: echo(request, at: "/pong")
    case .sync: try sync(request)
    case .version: answer(request, name)
    }
  }

  /// Obeys a button; the zero that many send when it is let go means nothing.
  private func trigger(_ command: ControlCommand, _ request: OSCRequest) {
    if request.arguments.first?.number != 0 { target.perform(command) }
    acknowledge(request, [])
  }

  private func tempo(_ request: OSCRequest) {
    guard let wanted = request.arguments.first?.number else {
      note(request, .accepted)
      answer(request, [.float(Float(target.tempo))])
      return
    }
    let tempo = min(max(wanted, Self.tempos.lowerBound), Self.tempos.upperBound)
    target.perform(.tempo(tempo))
    topics.post(
      request.address, [.float(Float(tempo))], origin: tempo == wanted ? request.peer : nil)
    note(request, tempo == wanted ? .accepted : .clamped, "\(tempo)")
    acknowledge(request, [.float(Float(tempo))] + (tempo == wanted ? [] : [.string("clamped")]))
  }

  private func echo(_ request: OSCRequest, at address: String) {
    if request.id == nil {
      send(OSCMessage(address, request.arguments), for: request)
    } else {
      acknowledge(request, request.arguments)
    }
  }

  /// Answers once all is done that was asked for before, by whomever.
  private func sync(_ request: OSCRequest) throws(OSCFailure) {
    let answer = try errand(request) { [weak self] outcome in
      switch outcome {
      case .underWay: break
      case .done: self?.echo(request, at: "/synced")
      case .failed(let text): self?.complain(OSCFailure(.failed, text), request)
      }
    }
    target.settle(answer)
  }
}
