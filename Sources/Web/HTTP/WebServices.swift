/// What every connection shares.
final class WebServices: Sendable {
  let door: Doorkeeper
  let gate: ControlGate
  let clients = SocketClients()
  let analyses = Analyses()
  let info: HostInfo

  init(door: Doorkeeper, gate: ControlGate, info: HostInfo) {
    self.door = door
    self.gate = gate
    self.info = info
  }
}
