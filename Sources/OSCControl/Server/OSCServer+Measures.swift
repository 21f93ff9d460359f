/// What is told of costs, levels and readings.
extension OSCServer {
  /// Sends a message for each node, and then how many there were.
  func ledger(_ request: OSCRequest) {
    answer(request, withEach: target.costs.map { OSCMessage($0.address, $0.values) })
  }

  /// Sends a message for each number that a node gives out, and then how many there were.
  func tellReadings(_ request: OSCRequest) {
    answer(request, withEach: target.readings.map { OSCMessage($0.name, $0.value) })
  }

  /// Has outputs measured, for half a minute if it is not said for how long.
  func watchLevels(_ request: OSCRequest) {
    let seconds = Self.lease(request)
    target.perform(.watchLevels(seconds: seconds))
    acknowledge(request, [.float(Float(seconds))])
  }
}
