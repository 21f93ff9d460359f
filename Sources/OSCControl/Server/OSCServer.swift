/// Answers OSC for an engine.
///
/// It has no thread of its own: one thread waits on ``fileDescriptor``, calls ``receiveAll()`` when
/// there is something to read, ``tick()`` no later than it asked to be called, and ``publish(_:_:)``
/// with what the engine has to tell.
package final class OSCServer {
  /// Nanoseconds after which one call of ``receiveAll()`` leaves the rest for the next one.
  package var turnLimit: Int64 = .max

  let target: any ControlTarget

  /// The clock that time tags are of, in nanoseconds since 1970.
  var wallClock: () -> Int64 = Clock.wall
  private let version: String

  /// Where datagrams of this machine come in, and those of others where they may.
  let doors: [DatagramDoor]
  var streams: OSCStreams
  var topics = Topics()
  var subscribers = Subscribers()

  /// What came over connections and waits for its turn.
  var backlog = StreamBacklog()

  /// Whose connections have ended.
  var ended: [OSCPeer] = []
  var queue = BundleQueue()
  var beats = MusicalQueue()

  /// What has become due, the next one last.
  var due: [Due] = []

  /// The clients that have yet to hear what a new patch has to tell.
  var uninformed: [OSCPeer] = []
  var complaints = Complaints()

  /// Other machines for whom something is being done that takes time, once for each such thing.
  var errands: [Errand] = []
  var monitors = Monitors()

  /// What MIDI controllers move, and what is being learnt.
  var controls: [BoundControl] = []
  var learner: Learner?
  var parameters: [ControlParameter] = []
  private(set) var declarations: [AddressDeclaration] = []
  private var contents = NodeContents([])

  /// Nodes that got another name since the target was followed last, by the old one.
  var renames: [String: String] = [:]
  private(set) var sets = PlainSets([])
  private var generation: Int?

  /// Whose leases were renewed last, which need not be done for each of many datagrams.
  var renewed: OSCPeer?

  /// What other machines may still ask of us.
  var budgets = OSCServer.strangersBudgets

  /// Who keeps the connections that are no datagrams.
  package weak var connections: (any OSCConnections)?
  package internal(set) var counts = OSCCounts()

  /// When ``tick()`` is to be called again at the latest, on the monotonic clock.
  package private(set) var nextTime: Int64?

  private var heartbeat = Heartbeat()

  /// How often a port is tried that is free for datagrams, but not for connections.
  private static let attempts = 16

  /// Opens `port` on 127.0.0.1 for `target`, for datagrams and connections; port 0 takes any free one.
  ///
  /// `localRight` says what clients there may do; at a UNIX socket that goes by the client's user. Other machines
  /// may play by datagrams if they are of one of `networks`.
  package init(
    port: UInt16, version: String, target: any ControlTarget,
    localRight: OSCRight = .administration, networks: [Network] = []
  ) throws(OSCSocketError) {
    self.target = target
    self.version = version
    let (listener, own) = try Self.open(port, right: localRight)
    doors =
      networks.isEmpty
      ? [own] : [own, try DatagramDoor(port: listener.port, networks: networks)]
    streams = OSCStreams(
      listener, datagrams: doors.flatMap(\.fileDescriptors), right: localRight)
    followTarget()
  }

  /// Opens `port` for connections and datagrams, where 0 is any that is free for both.
  private static func open(
    _ port: UInt16, right: OSCRight
  ) throws(OSCSocketError) -> (StreamListener, DatagramDoor) {
    for _ in 1..<(port == 0 ? attempts : 1) {
      let listener = try StreamListener(.port(0))
      if let door = try? DatagramDoor(port: listener.port, right: right) { return (listener, door) }
    }
    let listener = try StreamListener(.port(port))
    return (listener, try DatagramDoor(port: listener.port, right: right))
  }

  /// Ready when there is something to read, from whomever.
  package var fileDescriptor: Int32 { streams.fileDescriptor }

  /// The UDP and TCP port on this machine.
  package var port: UInt16 { doors[0].port }

  var name: [OSCArgument] { [.string("strumd"), .string(version)] }

  /// Does what has become due and says when there will be more, on the monotonic clock.
  @discardableResult
  package func tick() -> Int64? {
    followTarget()
    let time = Clock.monotonic()
    carryOutDue(at: time)
    if let beat = heartbeat.take(at: time) { publish("/heartbeat", [.int(beat)]) }
    settleLearner(at: time)
    subscribers.expire(at: time)
    flush(at: time)
    tellMonitors(at: time)
    nextTime = [
      queue.nextTime, subscribers.nextTime, learner?.nextTime, nextBeat(after: time),
      isBehind ? time : nil,
    ].compactMap(\.self).min()
    return nextTime
  }

  /// Tells those who have subscribed to `address`, and whoever asks later, what it has to say.
  package func publish(_ address: String, _ arguments: [OSCArgument]) {
    topics.post(address, arguments, origin: nil)
  }

  /// What was published at `address` last; a new patch begins with nothing at most addresses.
  package func latest(_ address: String) -> [OSCArgument]? { topics.latest(address) }

  /// Takes up the parameters of a patch that has been changed.
  func followTarget() {
    guard generation != target.generation else { return }
    let isFirst = generation == nil
    generation = target.generation
    let earlier = contents
    parameters = target.parameters
    contents = NodeContents(parameters)
    declarations = declareAddresses()
    let addresses = parameters.map(\.address)
    sets = PlainSets(addresses)
    topics.rebuild(addresses)
    subscribers.forgetTopics()
    adopt(target.midiMap)
    guard !isFirst else { return }
    uninformed = subscribers.all.map(\.endpoint)
    for change in contents.changes(since: earlier, renames: renames) { connections?.tell(change) }
    renames = [:]
  }
}
