private import Glibc
private import Graph
import OSCControl
private import Platform
private import Synchronization
import Web

/// `strumd run`: the control thread, from the first look at the patch to the last note.
final class LiveRun {
  /// Milliseconds between two turns of the loop at most.
  private static let turn: Int32 = 20

  /// Nanoseconds of a turn that OSC by datagrams and connections may take.
  private static let serverTurn: Int64 = 2_000_000

  /// Nanoseconds that the control thread asks the processor for at a time: fewer than what works for the ear and
  /// the patch, more than the web server's thread, which has little to do and passes on its panics.
  private static let controlTurn: UInt64 = 400_000

  let options: RunOptions
  private let signals: ProcessSignals
  private let wakeup: Wakeup
  let player: PatchPlayer
  let session: JackSession
  let control: EngineControl
  let server: OSCServer
  let web: WebServer?
  let analyst: RecordingAnalyst
  let sound: WebSound
  private let manager: SessionClient?
  let recorder: Recorder
  let heard = HeardSong()
  let input: InputFile?
  var watch: PatchWatch
  var news = News()
  var levels = LevelNews()
  var display = Display()
  var notifier = ServiceNotifier()
  private var nextMeal: Int64 = 0
  private var cyclesAtMeal: Int64 = -1
  var generation = 0
  var isStopping = false

  init(
    _ options: RunOptions, signals: ProcessSignals, _ manager: SessionClient?
  ) throws(PatchFailure) {
    self.manager = manager
    self.options = options
    self.signals = signals
    wakeup = Wakeup()
    Self.watchPlugins()
    let ports = JackPorts(notes: Self.openNotes(), clientName: options.name)
    let setlist = try options.setlist.map { path throws(PatchFailure) in try Setlist(path: path) }
    let input = try Self.openInput(options)
    let recorder = Recorder(options)
    session = JackSession(options, ports: ports, wakeup: wakeup) { engine, client in
      AudioCallback(
        engine, client: client.handle, signals: client.signals, sequencer: ports.sequencer.link,
        tape: Self.tape(input, engine), tap: recorder.tap(engine))
    }
    let pace = session.look()
    player = try PatchPlayer(
      path: setlist?.patches.first ?? options.patch, ports: ports,
      pace: pace ?? .usual, lastGood: LastGood(), helperCount: options.helperCount, wakeup: wakeup)
    player.setlist = setlist
    watch = PatchWatch(isOn: options.watches)
    self.input = input
    self.recorder = recorder
    control = EngineControl(player: player, session: session, heard: heard)
    do throws(OSCSocketError) {
      server = try OSCServer(
        port: options.oscPort, version: Program.version, target: control,
        localRight: options.web.localRight, networks: options.web.datagramNetworks)
    } catch {
      throw PatchFailure(text: "no OSC: \(error)")
    }
    server.turnLimit = Self.serverTurn
    Self.openSocket(server)
    web = try Self.openWeb(options.web, oscPort: server.port, wakeup)
    ThreadTurns.ask(for: Self.controlTurn)
    analyst = RecordingAnalyst(player: player)
    sound = WebSound(player: player)
    server.connections = web
    passOnWhatIsPlayed()
  }

  /// Turns until it is time to end; returns the exit status.
  func run() -> Int32 {
    SpentMemory.release()
    RealtimeRights.lockMemory()
    session.poll(player, now: MonotonicClock.now)
    Log.info("playing \(player.path), listening for OSC on port \(server.port)")
    notifier.ready()
    manager?.begin(player)
    while !isStopping && !control.isQuitting {
      wait()
      turn()
    }
    stop()
    return 0
  }

  private func wait() {
    var descriptors = [
      signals.descriptor, wakeup.descriptor, server.fileDescriptor, session.serverDescriptor,
      watch.descriptor, manager?.fileDescriptor ?? -1,
    ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let due = (server.nextTime ?? .max) - MonotonicClock.now
    let wait = max(0, min(due / 1_000_000, Int64(Self.turn)))
    poll(&descriptors, nfds_t(descriptors.count), Int32(wait))
    wakeup.clear()
  }

  private func turn() {
    let now = MonotonicClock.now
    while let request = signals.next() { obey(request) }
    session.poll(player, now: now)
    player.engine.poll()
    player.poll(now: now)
    for warning in player.engine.takeWarnings() + server.takeWarnings() {
      Log.warning(warning)
      server.publish("/engine/warning", [.string(warning)])
    }
    player.prepareNeighbours()
    followFiles(now)
    server.receivePanics()
    hearBand()
    report(now)
    server.receiveAll()
    web?.serve(server, analyst: analyst, sound: sound)
    analyst.poll(now: now)
    tellOutcomes()
    manager?.poll(player, session, now: now)
    web?.flush(now: seconds(player.engine.status.frame))
    notifier.status(session.summary)
    if options.exitsAtEnd, isInputOver { isStopping = true }
    feedWatchdog(now)
  }

  /// Feeds the watchdog while the audio thread makes progress, or none is to be expected.
  private func feedWatchdog(_ now: Int64) {
    guard let period = notifier.watchdogPeriod, now >= nextMeal else { return }
    let cycles = player.engine.status.cycles
    guard session.client == nil || cycles != cyclesAtMeal else { return }
    cyclesAtMeal = cycles
    nextMeal = now + period
    notifier.feedWatchdog()
  }
}
