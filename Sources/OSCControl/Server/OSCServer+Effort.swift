/// What a packet may ask for at a time: nobody, a panic least of all, is to wait for long behind it.
///
/// Effort is counted in addresses that are looked at, about a microsecond each.
extension OSCServer {
  /// The most effort of a packet of several messages; a single one may ask for all that there is.
  static let effortLimit = 4096

  /// The effort that counts as one more packet of another machine.
  static let strangersEffort = 32

  /// What an answer that goes to its asker by itself counts as, a system call.
  private static let answer = 4

  /// What commands count as that answer with a list of numbers, and with a long text.
  private static let (list, text) = (128, 1024)

  /// Whether `messages`, which came in one packet, are little enough to be carried out in one go.
  func isBearable(_ messages: [OSCMessage]) -> Bool {
    messages.count < 2 || messages.reduce(0) { $0 + effort(of: $1) } <= Self.effortLimit
  }

  /// Whether `peer` may ask for `messages` now: another machine pays for what it has us look at, too.
  func affords(_ messages: [OSCMessage], _ peer: OSCPeer, at time: Int64) -> Bool {
    guard peer.isStranger else { return true }
    let price = messages.reduce(0) { $0 + effort(of: $1) } / Self.strangersEffort
    return price == 0 || budgets.admits(peer.address, price: Double(price), at: time)
  }

  private func effort(of message: OSCMessage) -> Int {
    let isAnswered = message.arguments.last?.text?.hasPrefix("#") ?? message.arguments.isEmpty
    return effort(at: message.address, message.arguments) + (isAnswered ? Self.answer : 0)
  }

  private func effort(at address: String, _ arguments: [OSCArgument]) -> Int {
    guard !AddressPattern.isPattern(address) else { return topics.addresses.count }
    switch OSCCommand(rawValue: address) {
    case .subscribe: return topics.addresses.count
    case .dump, .graph, .kinds, .chart, .ledgerDump: return Self.text
    case .status, .readings, .ledger, .limits, .midiMap: return Self.list
    case .atBeat, .atBar:
      guard arguments.count > 1, let inner = arguments[1].text else { return 1 }
      return AddressPattern.isPattern(inner) ? topics.addresses.count : Self.list
    default: return 1
    }
  }
}
