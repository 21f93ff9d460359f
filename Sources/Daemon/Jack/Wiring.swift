private import CJack
private import Glibc

/// Makes the connections that the patch wants, whenever both ends are there.
///
/// A connection is made once for each appearance of the foreign port, so that what a player pulls
/// out by hand stays out.
struct Wiring {
  private struct Link: Hashable {
    /// The number of our port.
    let own: Int
    let foreign: String
  }

  private var made: Set<Link> = []

  /// Forgets every connection: there is a new server.
  mutating func forgetAll() { made = [] }

  /// Forgets what was made with the foreign port `name`, which has just appeared.
  mutating func forget(_ name: String) { made = made.filter { $0.foreign != name } }

  /// Connects what `ports` wants and is there; returns whether all of that succeeded.
  mutating func connect(_ ports: JackPorts, client: JackClient) -> Bool {
    let foreign = ForeignPort.all(client)
    let names = Set(foreign.map(\.name))
    made = made.filter { names.contains($0.foreign) }
    var isComplete = true
    for (own, patterns) in ports.wanted {
      guard let port = ports.port(own) else { continue }
      for other in foreign where other.isInput == port.isOutput && other.type == port.type {
        guard patterns.contains(where: other.matches) else { continue }
        let link = Link(own: port.number, foreign: other.name)
        if made.contains(link) { continue }
        if connect(port, other.name, client: client) {
          made.insert(link)
        } else {
          isComplete = false
        }
      }
    }
    return isComplete
  }

  private func connect(_ port: JackPorts.Port, _ foreign: String, client: JackClient) -> Bool {
    let (from, to) = port.isOutput ? (port.name, foreign) : (foreign, port.name)
    let status = jack_connect(client.handle, from, to)
    if status == 0 { Log.info("connected \(from) to \(to)") }
    return status == 0 || status == EEXIST
  }
}
