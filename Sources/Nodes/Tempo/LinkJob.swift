private import CRealtime
import Graph
import Realtime
internal import Synchronization

/// Takes part in a session of Ableton Link for a node, on a worker's thread.
///
/// Unchecked because only the worker that runs the job touches the session, one at a time, and `deinit`, when
/// nobody else can.
final class LinkJob: Job, @unchecked Sendable {
  /// Nanoseconds between two looks at the session.
  private static let period: Int64 = 4_000_000

  private let isOn: Parameter
  private let sharesTransport: Parameter
  private let beatsPerBar: Parameter
  private var session: LinkSession?
  private var isSharing = false
  private var nextLook: Int64 = 0
  private let lines = TripleBuffer(LinkLine())
  private let wishes = Ring<LinkWish>(minimumCapacity: 64)

  /// The tempo of the audio thread; 0 until it has told it.
  private let tempo = Atomic<UInt64>(0)

  init(isOn: Parameter, sharesTransport: Parameter, beatsPerBar: Parameter) {
    self.isOn = isOn
    self.sharesTransport = sharesTransport
    self.beatsPerBar = beatsPerBar
  }

  func run() -> Bool {
    let now = realtime_nanoseconds()
    let own = Double(bitPattern: tempo.load(ordering: .relaxed))
    guard own > 0, now >= nextLook || wishes.count > 0 else { return false }
    nextLook = now + Self.period
    guard isOn.value >= 0.5 else {
      session = nil
      while wishes.pop() != nil {}
      lines.write(LinkLine())
      return false
    }
    if session == nil {
      session = LinkSession(tempo: own)
      isSharing = false
    }
    guard let session else { return false }
    if isSharing != (sharesTransport.value >= 0.5) {
      isSharing.toggle()
      session.share(transport: isSharing)
    }
    while let wish = wishes.pop() { grant(wish, session) }
    if let line = line(session, at: realtime_nanoseconds()) { lines.write(line) }
    return false
  }

  private var bar: Double { Double(beatsPerBar.value) }

  /// The line at `time`; `nil` where Link cannot tell, so that the last one goes on.
  private func line(_ session: LinkSession, at time: Int64) -> LinkLine? {
    guard let tempo = session.state(at: time, quantum: bar)?.tempo else { return nil }
    let fold = LinkLine.fold(tempo)
    guard let state = session.state(at: time, quantum: bar * fold) else { return nil }
    var line = LinkLine()
    line.isJoined = true
    line.peerCount = session.peerCount
    line.isPlaying = state.isPlaying
    line.tempo = state.tempo / fold
    line.beat = state.beat / fold
    line.time = time
    return line
  }

  private func grant(_ wish: LinkWish, _ session: LinkSession) {
    switch wish.kind {
    case .tempo: session.set(tempo: wish.tempo, at: wish.time)
    case .line:
      // Who has come meanwhile is not to be moved.
      guard session.peerCount == 0 else { return }
      session.set(tempo: wish.tempo, at: wish.time)
      session.request(beat: wish.beat, at: wish.time, quantum: bar)
    case .start: session.set(isPlaying: true, at: wish.time)
    case .stop: session.set(isPlaying: false, at: wish.time)
    }
  }
}

extension LinkJob {
  /// The session as it was looked at last.
  var line: LinkLine { @_noLocks get { lines.read() } }

  /// Says what our own tempo is, in beats per minute.
  @_noLocks
  func tell(tempo value: Double) { tempo.store(value.bitPattern, ordering: .relaxed) }

  @_noLocks
  func wish(_ wish: LinkWish) { _ = wishes.push(wish) }
}
