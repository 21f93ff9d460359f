private import Glibc
private import Graph
private import LV2
private import NoteFile
private import OSCControl
private import Synchronization
private import Web

/// `strumd run`: the control thread, from the first look at the patch to the last note.
final class LiveRun {
  /// Milliseconds between two turns of the loop at most.
  private static let turn: Int32 = 20

  /// Nanoseconds of a turn that each of OSC's ways in may take.
  private static let serverTurn: Int64 = 2_000_000

  private let options: RunOptions
  private let signals: ProcessSignals
  private let wakeup: Wakeup
  private let player: Player
  private let session: JackSession
  private let control: EngineControl
  private let server: OSCServer
  private let web: WebServer?
  private let analyst: RecordingAnalyst
  private let sound: WebSound
  private let manager: SessionClient?
  private let recorder: Recorder
  private let heard = HeardSong()
  private let input: InputFile?
  private var watch: PatchWatch
  private var news = News()
  private var levels = LevelNews()
  private var display = Display()
  private var notifier = ServiceNotifier()
  private var nextMeal: Int64 = 0
  private var cyclesAtMeal: Int64 = -1
  private var generation = 0
  private var isStopping = false

  /// Plays until it is told to end; returns the exit status.
  static func main(_ options: RunOptions) -> Int32 {
    let signals = ProcessSignals()
    guard let url = options.sessionURL else { return start(options, signals, nil) }
    switch SessionClient.join(url, template: options.patch, signals: signals) {
    case .stopped: return 0
    case .alone:
      guard !options.patch.isEmpty else {
        Log.error(RunOptions.nothing.message)
        return 2
      }
      return start(options, signals, nil)
    case .joined(let manager):
      var options = options
      options.patch = manager.project.patch
      options.name = manager.id
      return start(options, signals, manager)
    }
  }

  private static func start(
    _ options: RunOptions, _ signals: ProcessSignals, _ manager: SessionClient?
  ) -> Int32 {
    do throws(PatchFailure) {
      return try LiveRun(options, signals: signals, manager).run()
    } catch {
      manager?.fail(error)
      Log.error(error.text)
      return 1
    }
  }

  private init(
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
    player = try Player(
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
        localRight: options.web.localRight)
    } catch {
      throw PatchFailure(text: "no OSC: \(error)")
    }
    server.turnLimit = Self.serverTurn
    Self.openSocket(server)
    web = try Self.openWeb(options.web, oscPort: server.port, wakeup)
    analyst = RecordingAnalyst(player: player)
    sound = WebSound(player: player)
    server.connections = web
  }

  /// Has plugins tried before they are loaded, and leaves out those that ended an earlier run.
  private static func watchPlugins() {
    let news = PluginGuard.watch(
      file: NoteFilePath.find() + ".plugins", directory: PluginDirectory.path)
    for line in news { Log.warning(line) }
    PluginGuard.tryFirst()
  }

  /// The file that lets others end our notes if we cannot.
  private static func openNotes() -> NoteFile? {
    do throws(NoteFileError) {
      return try NoteFile.open(path: NoteFilePath.find(), creates: true)
    } catch {
      Log.warning("\(error); should strumd be killed, its notes will sound on")
      return nil
    }
  }

  /// Listens at the UNIX socket in the folder that systemd has made for us, if it has.
  private static func openSocket(_ server: OSCServer) {
    guard let path = OSCSocketFile.own else { return }
    do throws(OSCSocketError) {
      try server.open(path)
    } catch {
      Log.warning("no OSC at a UNIX socket: \(error)")
    }
  }

  /// The page's server; a player goes on without where its port is taken.
  private static func openWeb(
    _ access: WebAccess, oscPort: UInt16, _ wakeup: Wakeup
  ) throws(PatchFailure) -> WebServer? {
    guard let port = access.port else { return nil }
    let options = try access.options(port: port)
    do throws(WebError) {
      let info = HostInfo(oscPort: Int(oscPort), version: Program.version)
      let web = try WebServer(options, info: info) { wakeup.signal() }
      let token = options.token.isEmpty ? "" : "#token=\(options.token)"
      let host = options.networks == nil ? "127.0.0.1" : options.hostname
      Log.info("the page is at http://\(host):\(web.port)/\(token)")
      if !options.playToken.isEmpty {
        Log.info("for playing only: http://\(host):\(web.port)/#token=\(options.playToken)")
      }
      return web
    } catch {
      Log.warning("no page and no OSCQuery: \(error); choose another --web-port")
      return nil
    }
  }

  private static func openInput(_ options: RunOptions) throws(PatchFailure) -> InputFile? {
    guard let path = options.input else { return nil }
    do throws(FileProblem) {
      return try InputFile(path, sampleRate: Pace.usual.sampleRate, loops: options.loops)
    } catch {
      throw PatchFailure(text: "\(error)")
    }
  }

  /// The recording from where musical time stands.
  private static func tape(_ input: InputFile?, _ engine: Engine) -> Tape {
    guard let input else { return Tape() }
    do throws(FileProblem) {
      return try input.tape(
        position: Int(engine.status.frame), sampleRate: engine.configuration.sampleRate)
    } catch {
      Log.error("\(error)")
      return Tape()
    }
  }

  private func run() -> Int32 {
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
    for warning in player.engine.takeWarnings() + server.takeWarnings() { Log.warning(warning) }
    player.prepareNeighbours()
    followFiles(now)
    hearBand()
    report(now)
    server.receivePanics()
    server.receiveAll()
    web?.serve(server, analyst: analyst, sound: sound)
    server.receivePanics()
    analyst.poll(now: now)
    tellOutcomes()
    manager?.poll(player, session, now: now)
    web?.flush(now: seconds(player.engine.status.frame))
    notifier.status(session.summary)
    if options.exitsAtEnd, isInputOver { isStopping = true }
    feedWatchdog(now)
  }

  /// Keeps what the band has played, and tells it to whoever listens.
  private func hearBand() {
    recorder.poll(player.engine, ports: session.ports) { message in
      let event = message.event
      let bytes = [event.status, event.data1, event.data2].prefix(event.byteCount)
      web?.tell(
        PlayedMessage(time: seconds(message.frame), port: message.port, bytes: Array(bytes)))
    }
  }

  private func seconds(_ frame: Int64) -> Double {
    Double(frame) / player.engine.configuration.sampleRate
  }

  /// Tells subscribers and the terminal what is new.
  private func report(_ now: Int64) {
    let engine = player.engine
    let transport = engine.status.transport
    engine.takeReports { node, port, event in
      news.publish(event, of: node, port, engine, to: server)
      if event.type == .chord { web?.tell(HeardChord(event, node: node.id), sound) }
      if let move = ControllerMove(event) { server.hear(move) }
      heard.hear(event, from: node.id, sampleRate: engine.configuration.sampleRate)
      guard options.displays else { return }
      display.show(event, sampleRate: engine.configuration.sampleRate, transport: transport)
    }
    news.publish(engine, session, to: server, now: now)
    news.publish(player, to: server)
    levels.publish(engine, isWanted: now < control.levelsEnd, to: server, now: now)
    if player.generation != generation {
      generation = player.generation
      recorder.follow(engine.patch, kinds: player.kinds)
    }
    guard options.displays else { return }
    display.refresh(transport, summary: session.client == nil ? session.summary : "", now: now)
  }

  /// Whether the input has ended, and what it left behind has died away.
  private var isInputOver: Bool {
    guard let input else { return false }
    let tail = Int64(3 * player.engine.configuration.sampleRate)
    return player.engine.status.frame >= Int64(input.frameCount) + tail
  }

  private func obey(_ request: ProcessSignals.Request) {
    switch request {
    case .stop: isStopping = true
    case .panic: player.engine.panic()
    case .reload: reload(.reload)
    }
  }

  private func reload(_ aim: PatchTask.Aim) {
    notifier.reloading()
    player.ask(aim) { [unowned self] outcome in
      if outcome.isFinal { notifier.ready() }
    }
  }

  /// Loads the patch again when it, or a file that it uses, has changed.
  private func followFiles(_ now: Int64) {
    let list = player.setlist.map { [$0.path] } ?? []
    let files = Set(player.engine.files.map(\.path) + [player.reloadPath] + list)
    let isNew = watch.watch(files, now: now)
    if isNew, player.catchingUp != nil || player.setlist?.stamp.isCurrent == false {
      watch.assumeChange(now: now)
    }
    guard watch.takeChange(now: now) else { return }
    followSetlist()
    if let aim = player.catchingUp { reload(aim) }
  }

  /// Reads the set list again when it has changed; a mistake in it leaves the list as it was.
  private func followSetlist() {
    guard let list = player.setlist, !list.stamp.isCurrent else { return }
    do throws(PatchFailure) {
      try player.follow(Setlist(path: list.path))
      Log.notice("read \(list.path)")
    } catch {
      player.setlist?.stamp = FileStamp(list.path)
      Log.error(error.text)
      Log.error("the set list stays as it was")
    }
  }

  /// Tells how loading went, whoever asked for it.
  private func tellOutcomes() {
    for step in player.takeSteps() { news.publish(step, to: server) }
    for outcome in player.takeOutcomes() {
      news.publish(outcome, to: server)
      if let summary = outcome.summary {
        Log.notice("loaded \(outcome.path): \(summary)")
      } else {
        Log.error(outcome.complaint)
        Log.error("the patch that played goes on")
      }
    }
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

  /// Ends every note, and then ourselves.
  private func stop() {
    notifier.stopping()
    if session.client != nil { silence() }
    recorder.poll(player.engine, ports: session.ports)
    session.close()
    recorder.finish(player.engine)
    player.close()
    analyst.stop()
    session.ports.sequencer.close()
    web?.close()
    display.end()
    Log.info("ended")
  }

  /// Waits for three cycles in which all notes are ended, as long as a dead server lets us.
  private func silence() {
    player.engine.mute()
    for _ in 0..<300 {
      if player.engine.shared.releasedCycles.load(ordering: .acquiring) >= 3 { return }
      usleep(1000)
    }
  }
}
