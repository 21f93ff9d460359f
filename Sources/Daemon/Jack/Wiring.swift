private import CJack
private import Glibc

/// Makes the connections that the patch wants, whenever both ends are there, and undoes them when it wants
/// them no more.
///
/// A connection is made once for each appearance of the foreign port, so that what a player pulls
/// out by hand stays out; and what a player has connected by hand is never undone.
struct Wiring {
  struct Link: Hashable {
    /// The number of our port.
    let own: Int
    let foreign: String
  }

  /// What was wanted and is there, and whether it was made by us.
  private var made: [Link: Bool] = [:]

  /// Forgets every connection: there is a new server.
  mutating func forgetAll() { made = [:] }

  /// Forgets what was made with the foreign port `name`, which has just appeared.
  mutating func forget(_ name: String) { made = made.filter { $0.key.foreign != name } }

  /// The connections of our making that nothing in `ports` asks for any more, to be undone; they then count
  /// as unmade.
  mutating func takeOutdated(_ ports: JackPorts, foreign: [ForeignPort]) -> [Link] {
    let others = Dictionary(foreign.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var outdated: [Link] = []
    for (link, isOurs) in made {
      guard let other = others[link.foreign], let name = ports.name(ofNumber: link.own) else {
        made[link] = nil
        continue
      }
      guard ports.wanted[name]?.contains(where: other.matches) != true else { continue }
      made[link] = nil
      if isOurs { outdated.append(link) }
    }
    return outdated
  }

  /// Connects what `ports` wants and is there; returns whether all of that succeeded.
  mutating func connect(_ ports: JackPorts, foreign: [ForeignPort], client: JackClient) -> Bool {
    var isComplete = true
    for (own, patterns) in ports.wanted {
      guard let port = ports.port(own) else { continue }
      for other in foreign where other.isInput == port.isOutput && other.type == port.type {
        guard patterns.contains(where: other.matches) else { continue }
        let link = Link(own: port.number, foreign: other.name)
        if made[link] != nil { continue }
        if let isOurs = connect(port, other.name, client: client) {
          made[link] = isOurs
        } else {
          isComplete = false
        }
      }
    }
    return isComplete
  }

  /// Returns whether it was us who connected them, or `nil` where they are not connected.
  private func connect(_ port: JackPorts.Port, _ foreign: String, client: JackClient) -> Bool? {
    let (from, to) = port.isOutput ? (port.name, foreign) : (foreign, port.name)
    let status = jack_connect(client.handle, from, to)
    if status == 0 { Log.info("connected \(from) to \(to)") }
    return status == 0 ? true : status == EEXIST ? false : nil
  }
}
