private import Graph

extension OSCServer {
  /// Takes a message apart; which integer is an id depends on what the address takes.
  func request(_ message: OSCMessage, from peer: OSCPeer, at time: Int64) -> OSCRequest {
    let command = OSCCommand(rawValue: message.address)
    let expected = command == nil ? 1 : command?.argumentCount
    return OSCRequest(message, expected: expected, peer: peer, time: time)
  }

  /// Says what each request asks for, or which of them is impossible.
  func resolve(_ requests: [OSCRequest]) throws(OSCFailure) -> [OSCAction] {
    var actions: [OSCAction] = []
    for request in requests { actions.append(try resolve(request)) }
    return actions
  }

  func resolve(_ request: OSCRequest) throws(OSCFailure) -> OSCAction {
    if let command = OSCCommand(rawValue: request.address) {
      try check(command, request)
      return ControlEdit(command, request.arguments).map(OSCAction.edit) ?? .command(command)
    }
    guard AddressPattern.isPattern(request.address) else {
      guard let topic = topics.index(of: request.address) else { throw unknown(request) }
      return try action(request, [topic])
    }
    let matching = topics.matching(try pattern(request.address))
    let wanted = request.arguments.isEmpty ? matching : matching.filter(topics.isParameter)
    guard !wanted.isEmpty else { throw OSCFailure(.notFound, "no address fits the pattern") }
    return try action(request, wanted)
  }

  private func pattern(_ text: String) throws(OSCFailure) -> AddressPattern {
    do throws(PatternError) {
      return try AddressPattern(text)
    } catch {
      throw OSCFailure(.badArgument, error.description)
    }
  }

  private func action(_ request: OSCRequest, _ matching: [Int]) throws(OSCFailure) -> OSCAction {
    guard let argument = request.arguments.first else { return .read(matching) }
    guard topics.isParameter(matching[0]) else {
      throw OSCFailure(.readOnly, "\(request.address) can only be read or subscribed to")
    }
    guard request.arguments.count == 1 else {
      throw OSCFailure(.badArgument, "\(request.address) takes one value")
    }
    var changes: [ControlChange] = []
    var isClamped = false
    for parameter in matching {
      let value = try parameters[parameter].value(argument)
      changes.append(ControlChange(parameter: parameter, value: value.value))
      isClamped = isClamped || value.isClamped
    }
    return .set(changes, isClamped: isClamped)
  }

  private func unknown(_ request: OSCRequest) -> OSCFailure {
    guard complaints.admitSuggestion(at: Clock.monotonic()) else {
      return OSCFailure(.notFound, "no such address")
    }
    let suggestion = Suggestion.nearest(
      to: request.address, among: topics.addresses + OSCCommand.allCases.map(\.rawValue))
    let hint =
      setting(at: request.address) ?? suggestion.map { "did you mean \($0)?" }
      ?? lack(of: request.address)
    return OSCFailure(.notFound, hint.map { "no such address; \($0)" } ?? "no such address")
  }

  /// What to do about a setting, which no address sets.
  private func setting(at address: String) -> String? {
    let words = address.split(separator: "/")
    guard words.count == 3, words[0] == "node",
      let node = target.nodes.first(where: { $0.id == words[1] }),
      node.declaration.settings.contains(where: { $0.name == words[2] })
    else { return nil }
    return "'\(words[2])' is a setting of '\(words[1])': write it in the patch and save that"
  }

  /// What the patch would need to have for `address` to be one.
  private func lack(of address: String) -> String? {
    let words = address.split(separator: "/", maxSplits: 2)
    guard words.count > 1, words[0] == "node" else { return nil }
    let place = "/node/\(words[1])/"
    guard topics.addresses.contains(where: { $0.hasPrefix(place) }) else {
      return "there is no node '\(words[1].prefix(64))'"
    }
    return "ask \(place)* what '\(words[1])' has"
  }
}
