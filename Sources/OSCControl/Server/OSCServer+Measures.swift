/// What is told of costs, levels and readings.
extension OSCServer {
  /// Sends a message for each node, and then how many there were.
  func ledger(_ request: OSCRequest) {
    let costs = target.costs
    send(
      costs.map { OSCMessage($0.address, $0.values).bytes },
      to: subscribers.endpoint(for: request.peer))
    acknowledge(request, [.int(Int32(clamping: costs.count))])
  }

  /// Sends a message for each number that a node gives out, and then how many there were.
  func tellReadings(_ request: OSCRequest) {
    let readings = target.readings
    send(
      readings.map { OSCMessage($0.name, $0.value).bytes },
      to: subscribers.endpoint(for: request.peer))
    acknowledge(request, [.int(Int32(clamping: readings.count))])
  }

  /// Has outputs measured, for half a minute if it is not said for how long.
  func watchLevels(_ request: OSCRequest) {
    let seconds = Self.lease(request)
    target.perform(.watchLevels(seconds: seconds))
    acknowledge(request, [.float(Float(seconds))])
  }
}
