/// Answers OSC for an engine.
///
/// It has no thread of its own: one thread waits on ``fileDescriptor``, calls ``receiveAll()`` when
/// there is something to read, ``tick()`` no later than it asked to be called, and ``publish(_:_:)``
/// with what the engine has to tell.
package final class OSCServer {
  /// What one call of ``receiveAll()`` reads at most, in batches, so that the rest of the thread's
  /// work is not starved by a flood.
  private static let batchLimit = 64

  /// Nanoseconds after which one call of ``receiveAll()`` leaves the rest of datagrams, and that of what came
  /// over connections, for the next one.
  package var turnLimit: Int64 = .max

  /// How late a bundle may be without its sender being told, in nanoseconds.
  private static let tolerance: Int64 = 1_000_000

  let target: any ControlTarget
  private let version: String
  var socket: OSCSocket

  /// Where `/panic` comes in, so that it waits behind nothing else.
  private var panicLane: OSCSocket
  var streams: OSCStreams
  var topics = Topics()
  var subscribers = Subscribers()

  /// What came over connections and waits for its turn.
  var backlog: [(packet: [UInt8], peer: OSCPeer)] = []

  /// Whose connections have ended.
  var ended: [OSCPeer] = []
  var queue = BundleQueue()
  var beats = MusicalQueue()
  var complaints = Complaints()
  var monitors = Monitors()

  /// What MIDI controllers move, and what is being learnt.
  var controls: [BoundControl] = []
  var learner: Learner?
  var parameters: [ControlParameter] = []
  private(set) var declarations: [AddressDeclaration] = []
  private var contents = NodeContents([])

  /// Nodes that got another name since the target was followed last, by the old one.
  var renames: [String: String] = [:]
  private var sets = PlainSets([])
  private var generation: Int?
  private var renewed: OSCPeer?

  /// Who keeps the connections that are no datagrams.
  package weak var connections: (any OSCConnections)?
  package private(set) var counts = OSCCounts()

  /// What those may do who speak by datagrams, or by TCP.
  private let localRight: OSCRight

  /// When ``tick()`` is to be called again at the latest, on the monotonic clock.
  package private(set) var nextTime: Int64?

  /// When the last sign of life was given, and how many there were.
  private var heartbeat = (time: Int64.min / 2, count: Int32(0))
  private static let heartbeatPeriod: Int64 = 1_000_000_000

  /// How often a port is tried that is free for datagrams, but not for connections.
  private static let attempts = 16

  /// Opens `port` on 127.0.0.1 for `target`, for datagrams and connections; port 0 takes any free one.
  ///
  /// `localRight` says what clients there may do; at a UNIX socket that goes by the client's user.
  package init(
    port: UInt16, version: String, target: any ControlTarget,
    localRight: OSCRight = .administration
  ) throws(OSCSocketError) {
    self.target = target
    self.localRight = localRight
    self.version = version
    let listener = try Self.listener(at: port)
    socket = try OSCSocket(port: listener.port, isShared: true)
    panicLane = try OSCSocket(port: listener.port, isLane: true)
    streams = OSCStreams(
      listener, datagrams: [socket.fileDescriptor, panicLane.fileDescriptor], right: localRight)
    followTarget()
  }

  /// Listens at `port`, where 0 is any that is free for datagrams, too.
  private static func listener(at port: UInt16) throws(OSCSocketError) -> StreamListener {
    guard port == 0 else { return try StreamListener(.port(port)) }
    for _ in 1..<attempts {
      let listener = try StreamListener(.port(0))
      if (try? OSCSocket(port: listener.port)) != nil { return listener }
    }
    return try StreamListener(.port(0))
  }

  /// Ready when there is something to read, from whomever.
  package var fileDescriptor: Int32 { streams.fileDescriptor }
  package var port: UInt16 { socket.port }

  var name: [OSCArgument] { [.string("strumd"), .string(version)] }

  /// Reads and carries out what waits, and sends what has become due.
  package func receiveAll() {
    followTarget()
    let start = Clock.monotonic()
    for _ in 0..<Self.batchLimit {
      receivePanics()
      let count = socket.receive()
      let time = Clock.monotonic()
      renewed = nil
      for index in 0..<count {
        handle(socket.datagram(index), from: peer(socket.sender(index)), at: time)
      }
      if count == 0 || time - start > turnLimit { break }
    }
    receivePanics()
    receiveStreams()
    receivePanics()
    tick()
  }

  /// Carries out what has come to `/panic` alone; cheap, and worth a call wherever much is done at a time.
  package func receivePanics() {
    let count = panicLane.receive()
    renewed = nil
    for index in 0..<count {
      handle(
        panicLane.datagram(index), from: peer(panicLane.sender(index)), at: Clock.monotonic())
    }
  }

  private func peer(_ sender: OSCPeer) -> OSCPeer {
    var peer = sender
    peer.right = localRight
    return peer
  }

  /// Carries out a packet that came over a connection; ``tick()`` sends what it causes.
  package func receive(_ packet: [UInt8], from peer: OSCPeer) {
    followTarget()
    renewed = nil
    packet.withUnsafeBytes { handle($0, from: peer, at: Clock.monotonic()) }
  }

  /// Does what has become due and says when there will be more, on the monotonic clock.
  @discardableResult
  package func tick() -> Int64? {
    followTarget()
    let time = Clock.monotonic()
    for entry in queue.take(at: time) { run(entry) }
    playBeats(at: time)
    beat(at: time)
    settleLearner(at: time)
    subscribers.expire(at: time)
    flush(at: time)
    tellMonitors(at: time)
    nextTime = [
      queue.nextTime, subscribers.nextTime, learner?.nextTime, nextBeat(after: time),
    ].compactMap(\.self).min()
    return nextTime
  }

  /// Gives a sign of life every second, for those who have subscribed to it.
  private func beat(at time: Int64) {
    guard time - heartbeat.time >= Self.heartbeatPeriod else { return }
    heartbeat = (time, heartbeat.count &+ 1)
    publish("/heartbeat", [.int(heartbeat.count)])
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
    subscribers.all.forEach(sendAll)
    for change in contents.changes(since: earlier, renames: renames) { connections?.tell(change) }
    renames = [:]
  }

  private func handle(_ bytes: UnsafeRawBufferPointer, from peer: OSCPeer, at time: Int64) {
    counts.packets += 1
    if renewed != peer {
      subscribers.renew(peer, at: time)
      renewed = peer
    }
    if let (parameter, value) = sets.parse(bytes) {
      set(parameter, to: value, from: peer)
      return
    }
    do throws(OSCError) {
      receive(try OSCPacket(decoding: bytes), from: peer, at: time)
    } catch {
      counts.malformed += 1
      monitors.note(
        MonitorReport(
          sender: peer, outcome: .refused, detail: error.description, message: OSCMessage("")))
      complain(OSCFailure(.badArgument, error.description), address: "", id: nil, to: peer)
    }
  }

  func set(_ parameter: Int, to value: Float, from peer: OSCPeer) {
    let allowed = parameters[parameter].allowed(value)
    target.set(parameter, to: allowed.value)
    topics.touch(parameter, origin: allowed.isClamped ? nil : peer)
    counts.sets += 1
    monitors.note(report(parameter, value, allowed, from: peer))
  }

  private func report(
    _ parameter: Int, _ value: Float, _ allowed: ControlValue, from peer: OSCPeer
  ) -> MonitorReport {
    MonitorReport(
      sender: peer, outcome: allowed.isClamped ? .clamped : .accepted,
      detail: "\(allowed.value)", message: OSCMessage(topics.addresses[parameter], .float(value)))
  }

  private func receive(_ packet: OSCPacket, from peer: OSCPeer, at time: Int64) {
    switch packet {
    case .message(let message):
      perform([request(message, from: peer, at: time)], at: nil)
    case .bundle(let tag, let packets):
      let requests = packets.compactMap { element -> OSCRequest? in
        guard case .message(let message) = element else { return nil }
        return request(message, from: peer, at: time)
      }
      if !requests.isEmpty, !placeBundle(requests) { schedule(requests, tag: tag) }
      for case .bundle(let inner, let elements) in packets {
        receive(.bundle(inner, elements), from: peer, at: time)
      }
    }
  }

  /// Carries a bundle out now, or files it until the moment that its tag names.
  ///
  /// Both clocks are read side by side, here and never again for this bundle.
  private func schedule(_ requests: [OSCRequest], tag: OSCTime) {
    let time = Clock.monotonic()
    let wait = tag == .immediately ? 0 : tag.nanoseconds - Clock.wall()
    guard wait > 0 else {
      if wait < -Self.tolerance { tellLate(requests[0], by: -wait) }
      perform(requests, at: nil)
      return
    }
    do throws(OSCFailure) {
      guard wait <= BundleQueue.horizon else {
        throw OSCFailure(.refused, "dated more than 10 seconds ahead; is the sender's clock right?")
      }
      let actions = try resolve(requests)
      try queue.insert(
        .init(due: time + wait, requests: requests, isExact: actions.allSatisfy(\.isSet)))
      for request in requests { note(request, .waiting, "\(wait / 1_000_000) ms") }
    } catch {
      for request in requests { complain(error, request) }
    }
  }

  private func run(_ entry: BundleQueue.Entry) {
    perform(entry.requests, at: entry.isExact ? target.frame(at: entry.due) : nil)
  }

  private func tellLate(_ request: OSCRequest, by nanoseconds: Int64) {
    let microseconds = Int32(clamping: nanoseconds / 1000)
    send(OSCMessage("/late", .string(request.address), .int(microseconds)), to: request.peer)
  }
}
