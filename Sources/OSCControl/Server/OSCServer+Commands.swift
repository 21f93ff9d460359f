extension OSCServer {
  /// The tempos that may be set, in beats per minute.
  private static let tempos = 20.0...400.0

  /// The formats of charts, by the endings of their files.
  private static let charts: Set = ["cho", "musicxml", "yaml"]

  /// Whether the arguments are such as `command` takes.
  func check(_ command: OSCCommand, _ request: OSCRequest) throws(OSCFailure) {
    let arguments = request.arguments
    let isRight =
      switch command {
      case .load: arguments.isEmpty || arguments.count == 1 && arguments[0].text != nil
      case .save: Self.isSaving(arguments)
      case .chart:
        arguments.isEmpty
          || arguments.count == 1 && Self.charts.contains(arguments[0].text ?? "")
      case .check, .preload, .removeNode, .addWire, .removeWire, .bind, .unbind, .loadChart:
        arguments.count == 1 && arguments[0].text != nil
      case .renameNode: arguments.count == 2 && arguments.allSatisfy { $0.text != nil }
      case .addNode:
        arguments.count >= 2 && arguments.count % 2 == 0
          && arguments.enumerated().allSatisfy { $0 > 1 && $0 % 2 == 1 || $1.text != nil }
      case .learn: !arguments.isEmpty && arguments.allSatisfy { $0.written != nil }
      case .goTo, .goToBar:
        arguments.count == 1 && (arguments[0].text ?? arguments[0].written) != nil
      case .tempo: arguments.isEmpty || arguments.count == 1 && Self.isFinite(arguments[0])
      case .atBeat, .atBar: Self.isPlacing(arguments)
      case .subscribe, .unsubscribe, .ping, .sync: true
      case .monitor, .levels:
        arguments.isEmpty || arguments.count == 1 && Self.isFinite(arguments[0])
      case .dump, .graph, .kinds, .status, .limits, .version, .ledger, .ledgerDump, .readings,
        .setlist, .midiMap:
        arguments.isEmpty || arguments == [.impulse] || arguments == [.null]
      case .cancelAt, .cancelLearning, .next, .previous, .ledgerReset, .tap, .start, .stop,
        .downbeat,
        .doubleTime,
        .halfTime, .panic, .undo, .redo, .quit:
        arguments.isEmpty || arguments.count == 1 && Self.isTrigger(arguments[0])
      }
    guard isRight else { throw OSCFailure(.badArgument, Self.usage(command)) }
    if request.peer.right == .playing, command.isAdministration(arguments) {
      throw OSCFailure(
        .forbidden, "\(command.rawValue) is for strumd's own user, root, and the token")
    }
    if [.quit, .save, .monitor].contains(command), !request.peer.isLoopback {
      throw OSCFailure(.refused, "\(command.rawValue) is taken from this machine only")
    }
  }

  private static func isSaving(_ arguments: [OSCArgument]) -> Bool {
    switch arguments.count {
    case 1: arguments[0].text != nil
    case 2: arguments[0].text != nil && (arguments[1].text == "replace")
    default: false
    }
  }

  private static func isPlacing(_ arguments: [OSCArgument]) -> Bool {
    guard let count = arguments.first?.number, count >= 1, count <= Double(MusicalQueue.horizon)
    else { return false }
    return arguments.count == 1 || arguments[1].text?.hasPrefix("/") == true
  }

  private static func isFinite(_ argument: OSCArgument) -> Bool {
    argument.number?.isFinite ?? false
  }

  private static func isTrigger(_ argument: OSCArgument) -> Bool {
    argument == .impulse || argument == .null || argument.number != nil
  }

  private static func usage(_ command: OSCCommand) -> String {
    switch command {
    case .load: "/patch/load takes the path of a patch, or nothing to ask which one runs"
    case .save: "/patch/save takes the file to write, then \"replace\" if it may replace one"
    case .check: "/patch/check takes the path of a patch"
    case .chart: "/chart/heard takes \"cho\", \"musicxml\" or \"yaml\", or nothing for ChordPro"
    case .loadChart: "/chart/load takes the file of a chart, or \"\" to play from none"
    case .goToBar: "/chart/goto takes the number of a bar, from 1, or the name of a section"
    case .preload: "/patch/preload takes the path of a patch"
    case .goTo: "/setlist/goto takes the number of a patch, from 1, or its file"
    case .addNode: "/node/add takes an id and a kind, then names and values in turn"
    case .removeNode: "/node/remove takes the id of a node"
    case .renameNode: "/node/rename takes the id of a node, then its new one"
    case .addWire: "/wire/add takes a wire such as \"a -> b\" or \"a.left -> b.in1\""
    case .removeWire: "/wire/remove takes a wire such as \"a -> b\" or \"a.left -> b.in1\""
    case .learn: "/learn takes what is to be moved, such as out/gain, then how: pickup, -60..6"
    case .bind, .unbind: "\(command.rawValue) takes a binding such as \"cc 21 ch 1 -> out/gain\""
    case .monitor, .levels: "\(command.rawValue) takes seconds, 0 to end it"
    case .atBeat, .atBar:
      "\(command.rawValue) takes how many lie ahead, 1 for the next, then an address and its arguments"
    case .tempo: "/tempo takes beats per minute, or nothing to ask"
    default: "\(command.rawValue) takes no arguments"
    }
  }

  func run(_ command: OSCCommand, _ request: OSCRequest) throws(OSCFailure) {
    switch command {
    case .load: load(request)
    case .save: savePatch(request)
    case .check: checkPatch(request)
    case .preload: preload(request)
    case .setlist: answer(request, target.setlist)
    case .next: changeSong(.next, request)
    case .previous: changeSong(.previous, request)
    case .goTo: changeSong(.to(request.arguments.first?.written ?? ""), request)
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
    case .chart:
      answer(request, text: target.chart(ending: request.arguments.first?.text ?? "cho"))
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
      beats.removeAll()
      acknowledge(request, [])
    case .ping: pong(request)
    case .sync: sync(request)
    case .version: answer(request, name)
    }
  }

  /// Obeys a button; the zero that many send when it is let go means nothing.
  private func trigger(_ command: ControlCommand, _ request: OSCRequest) {
    if request.arguments.first?.number != 0 { target.perform(command) }
    acknowledge(request, [])
  }

  /// Obeys a button that takes something back, and says so when it is done.
  private func takeBack(isRedo: Bool, _ request: OSCRequest) {
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

  /// Sends a message for each node, and then how many there were.
  private func ledger(_ request: OSCRequest) {
    let costs = target.costs
    send(
      costs.map { OSCMessage($0.address, $0.values).bytes },
      to: subscribers.endpoint(for: request.peer))
    acknowledge(request, [.int(Int32(clamping: costs.count))])
  }

  /// Sends a message for each number that a node gives out, and then how many there were.
  private func tellReadings(_ request: OSCRequest) {
    let readings = target.readings
    send(
      readings.map { OSCMessage($0.name, $0.value).bytes },
      to: subscribers.endpoint(for: request.peer))
    acknowledge(request, [.int(Int32(clamping: readings.count))])
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

  /// Has outputs measured, for half a minute if it is not said for how long.
  private func watchLevels(_ request: OSCRequest) {
    let seconds = Self.lease(request)
    target.perform(.watchLevels(seconds: seconds))
    acknowledge(request, [.float(Float(seconds))])
  }

  private func pong(_ request: OSCRequest) {
    if request.id == nil {
      send(OSCMessage("/pong", request.arguments), to: request.peer)
    } else {
      acknowledge(request, request.arguments)
    }
  }

  /// Answers once all is done that was asked for before, by whomever.
  private func sync(_ request: OSCRequest) {
    target.settle { [weak self] in
      guard let self else { return }
      if request.id == nil {
        send(OSCMessage("/synced", request.arguments), to: request.peer)
      } else {
        acknowledge(request, request.arguments)
      }
    }
  }

  private func load(_ request: OSCRequest) {
    guard let path = request.arguments.first?.text else {
      note(request, .accepted)
      answer(request, [.string(target.patchPath)])
      return
    }
    target.loadPatch(path) { [weak self] outcome in
      guard let self else { return }
      if case .done = outcome {
        topics.post(request.address, [.string(target.patchPath)], origin: nil)
      }
      report(outcome, request)
    }
  }

  private func preload(_ request: OSCRequest) {
    target.preparePatch(request.arguments.first?.text ?? "") { [weak self] outcome in
      self?.report(outcome, request)
    }
  }

  /// Obeys a button, or a footswitch, of the set list.
  private func changeSong(_ move: ControlMove, _ request: OSCRequest) {
    if case .to = move {
    } else if request.arguments.first?.number == 0 {
      acknowledge(request, [])
      return
    }
    target.changeSong(move) { [weak self] outcome in self?.report(outcome, request) }
  }

  private func savePatch(_ request: OSCRequest) {
    target.savePatch(
      request.arguments.first?.text ?? "", replaces: request.arguments.count == 2
    ) { [weak self] outcome in self?.report(outcome, request) }
  }

  private func checkPatch(_ request: OSCRequest) {
    target.checkPatch(request.arguments.first?.text ?? "") { [weak self] outcome in
      self?.report(outcome, request)
    }
  }

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

  private var limits: [OSCArgument] {
    let limits: [(String, Int)] = [
      ("packet_bytes", PacketBounds.packetSize), ("address_bytes", PacketBounds.addressSize),
      ("arguments", PacketBounds.argumentCount), ("bundle_depth", PacketBounds.depth),
      ("pattern_parts", AddressPattern.partCount),
      ("queued_bundles", BundleQueue.limit), ("queued_for_beats", MusicalQueue.limit),
      ("horizon_beats", MusicalQueue.horizon),
      ("horizon_seconds", Int(BundleQueue.horizon / 1_000_000_000)),
      ("subscribers", Subscribers.limit), ("patterns_per_subscriber", Subscribers.patternLimit),
      ("published_addresses", Topics.limit), ("reply_bytes", OSCSocket.datagramSize),
      ("errors_per_second", 1), ("connections", OSCStreams.limit),
      ("unread_bytes", OSCStream.unreadLimit), ("monitors", Monitors.limit),
    ]
    return limits.flatMap { [.string($0.0), .int(Int32($0.1))] }
  }
}
