/// The arguments of `/subscribe`.
struct SubscribeRequest {
  /// Messages a second of one address, where the client does not say.
  static let rate = 30.0

  /// Seconds, where the client does not say.
  static let lease = 30.0

  let pattern: AddressPattern
  let rate: Double
  let lease: Double
  let endpoint: OSCPeer

  init(_ request: OSCRequest) throws(OSCFailure) {
    let arguments = request.arguments
    guard let text = arguments.first?.text, arguments.count <= 4 else { throw Self.usage }
    do throws(PatternError) {
      pattern = try AddressPattern(text)
    } catch {
      throw OSCFailure(.badArgument, error.description)
    }
    rate = try Self.number(arguments, 1, Self.rate, 0.1...1000)
    lease = try Self.number(arguments, 2, Self.lease, 0.1...3600)
    guard request.peer.connection == 0 else {
      endpoint = request.peer
      return
    }
    var other = request.peer
    other.port = UInt16(try Self.number(arguments, 3, Double(other.port), 1...65535))
    endpoint = other
  }

  private static let usage = OSCFailure(
    .badArgument, "/subscribe takes a pattern, then messages a second, seconds of lease, port")

  private static func number(
    _ arguments: [OSCArgument], _ index: Int, _ other: Double, _ range: ClosedRange<Double>
  ) throws(OSCFailure) -> Double {
    guard index < arguments.count else { return other }
    guard let number = arguments[index].number, !number.isNaN else { throw usage }
    return min(max(number, range.lowerBound), range.upperBound)
  }
}
