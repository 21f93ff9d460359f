/// Everything that has a value to read or to subscribe to, by address.
///
/// The parameters come first, in their order, so that a parameter's index is its topic's too.
struct Topics {
  /// The most addresses beside the parameters; what comes after is not published.
  static let limit = 4096

  private(set) var addresses: [String] = []

  /// The values published last; for parameters, whose values the engine holds, `nil`.
  private var arguments: [[OSCArgument]?] = []

  /// Who made the last change, and so needs no echo of it.
  private var origins: [OSCPeer?] = []
  private var indices: [String: Int] = [:]
  private var isChanged: [Bool] = []
  private(set) var changed: [Int] = []
  private(set) var parameterCount = 0

  /// Starts over with these parameters; what the fixed addresses told last is kept.
  mutating func rebuild(_ parameters: [String]) {
    let kept = Self.fixed.map(\.address).map { ($0, latest($0)) }
    self = Topics()
    for address in parameters { _ = append(address) }
    parameterCount = parameters.count
    for (address, latest) in kept { arguments[append(address)] = latest }
  }

  private mutating func append(_ address: String) -> Int {
    addresses.append(address)
    arguments.append(nil)
    origins.append(nil)
    isChanged.append(false)
    indices[address] = addresses.count - 1
    return addresses.count - 1
  }

  func index(of address: String) -> Int? { indices[address] }

  func isParameter(_ topic: Int) -> Bool { topic < parameterCount }

  /// What was published last, `nil` if nothing was.
  func latest(_ topic: Int) -> [OSCArgument]? { arguments[topic] }

  func origin(_ topic: Int) -> OSCPeer? { origins[topic] }

  func latest(_ address: String) -> [OSCArgument]? {
    indices[address].flatMap { arguments[$0] }
  }

  /// The topics that `pattern` stands for.
  func matching(_ pattern: AddressPattern) -> [Int] {
    addresses.indices.filter { pattern.matches(addresses[$0]) }
  }

  /// Keeps `arguments` as what `address` tells, making the address known if there is room.
  ///
  /// What was told already is no news, so the engine's own word of a change that a client has made
  /// does not come back to it.
  mutating func post(_ address: String, _ arguments: [OSCArgument], origin: OSCPeer?) {
    guard let topic = indices[address] ?? appendIfRoom(address) else { return }
    guard self.arguments[topic] != arguments else { return }
    self.arguments[topic] = arguments
    touch(topic, origin: origin)
  }

  private mutating func appendIfRoom(_ address: String) -> Int? {
    guard addresses.count - parameterCount < Self.limit else { return nil }
    return append(address)
  }

  /// Notes that `topic` has a new value.
  mutating func touch(_ topic: Int, origin: OSCPeer?) {
    origins[topic] = origin
    guard !isChanged[topic] else { return }
    isChanged[topic] = true
    changed.append(topic)
  }

  /// Forgets which topics have changed.
  mutating func settle() {
    for topic in changed { isChanged[topic] = false }
    changed.removeAll(keepingCapacity: true)
  }
}
