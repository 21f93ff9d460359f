extension OSCServer {
  /// Carries out all of `requests`, or none where one of them is impossible.
  func perform(_ requests: [OSCRequest], at frame: Int64?) {
    var actions: [OSCAction] = []
    for request in requests {
      do throws(OSCFailure) {
        actions.append(try resolve(request))
      } catch {
        refuse(requests, because: error, of: request)
        return
      }
    }
    guard !actions.contains(where: \.isEdit) else {
      edit(requests, actions)
      return
    }
    guard apply(actions, at: frame) else {
      let full = OSCFailure(.tooMany, "more changes wait than the engine can hold; send fewer")
      for request in requests { complain(full, request) }
      return
    }
    for (request, action) in zip(requests, actions) { finish(request, action) }
  }

  /// Changes the patch and its parameters in all ways that a bundle asks for, or in none.
  private func edit(_ requests: [OSCRequest], _ actions: [OSCAction]) {
    target.edit(actions.flatMap { $0.edits(parameters) }) { [weak self] outcome in
      self?.report(outcome, requests, actions)
    }
  }

  private func report(
    _ outcome: ControlOutcome, _ requests: [OSCRequest], _ actions: [OSCAction]
  ) {
    if case .failed(let text) = outcome {
      let culprit = zip(requests, actions).first { $1.isEdit }?.0 ?? requests[0]
      refuse(requests, because: OSCFailure(.failed, text), of: culprit)
      return
    }
    if outcome.isFinal {
      for case .edit(.renameNode(let id, let name)) in actions { renames[id] = name }
    }
    for (request, action) in zip(requests, actions) {
      if action.isEdit {
        report(outcome, request)
      } else if outcome.isFinal {
        finish(request, action)
      }
    }
  }

  /// Tells whoever asked that nothing of a bundle was done because one message was impossible.
  private func refuse(_ requests: [OSCRequest], because failure: OSCFailure, of culprit: OSCRequest)
  {
    complain(failure, culprit)
    let others = requests.filter { $0.id != culprit.id || $0.address != culprit.address }
    let reason = "refused with its bundle: \(culprit.address) failed"
    for request in others {
      if request.id == nil {
        note(request, .refused, reason)
      } else {
        complain(OSCFailure(.refused, reason), request)
      }
    }
  }

  /// Hands all changes to the engine as one group; `false` if it has no room for them.
  private func apply(_ actions: [OSCAction], at frame: Int64?) -> Bool {
    var changes: [ControlChange] = []
    for case .set(let group, _) in actions { changes += group }
    return changes.isEmpty || target.set(changes, at: frame)
  }

  private func finish(_ request: OSCRequest, _ action: OSCAction) {
    switch action {
    case .set(let changes, let isClamped):
      let values = Set(changes.map(\.value)).sorted().map(\.description)
      note(request, isClamped ? .clamped : .accepted, values.joined(separator: " "))
      finishSet(request, changes, isClamped)
    case .read(let topics):
      note(request, .accepted)
      read(request, topics)
    case .edit: break
    case .command(let command):
      do throws(OSCFailure) {
        try run(command, request)
        if !command.notesItself { note(request, .accepted) }
      } catch {
        complain(error, request)
      }
    }
  }

  private func finishSet(_ request: OSCRequest, _ changes: [ControlChange], _ isClamped: Bool) {
    for change in changes {
      topics.touch(change.parameter, origin: isClamped ? nil : request.peer)
    }
    let clamped: [OSCArgument] = isClamped ? [.string("clamped")] : []
    if AddressPattern.isPattern(request.address) {
      acknowledge(request, [.int(Int32(changes.count))] + clamped)
    } else if let change = changes.first {
      acknowledge(request, [parameters[change.parameter].argument(change.value)] + clamped)
    }
  }

  private func read(_ request: OSCRequest, _ matching: [Int]) {
    guard AddressPattern.isPattern(request.address) else {
      answer(request, arguments(of: matching[0]) ?? [.null])
      return
    }
    answer(request, withEach: matching.compactMap { message(of: $0) })
  }
}
