private import Glibc
private import Graph
private import NoteFile
private import OSCControl
private import Synchronization

/// `strumd run`: the control thread, from the first look at the patch to the last note.
final class LiveRun {
  /// Milliseconds between two turns of the loop at most.
  private static let turn: Int32 = 20

  private let options: RunOptions
  private let signals: ProcessSignals
  private let wakeup: Wakeup
  private let player: Player
  private let session: JackSession
  private let control: EngineControl
  private let server: OSCServer
  private var news = News()
  private var notifier = ServiceNotifier()
  private var nextMeal: Int64 = 0
  private var cyclesAtMeal: Int64 = -1
  private var isStopping = false

  /// Plays until it is told to end; returns the exit status.
  static func main(_ options: RunOptions) -> Int32 {
    let signals = ProcessSignals()
    RealtimeRights.lockMemory()
    do throws(PatchFailure) {
      return try LiveRun(options, signals: signals).run()
    } catch {
      Log.error(error.text)
      return 1
    }
  }

  private init(_ options: RunOptions, signals: ProcessSignals) throws(PatchFailure) {
    self.options = options
    self.signals = signals
    wakeup = Wakeup()
    let ports = JackPorts(notes: Self.openNotes(), clientName: options.name)
    player = try Player(path: options.patch, ports: ports, sampleRate: 48_000)
    let recording = Recording(isWanted: false)
    session = JackSession(options, ports: ports, wakeup: wakeup) { engine, client in
      let frameCount = engine.configuration.maximumFrameCount
      let tap = RecordingTap(
        recording, takesSound: false, takesMIDI: false, maximumFrameCount: frameCount)
      return AudioCallback(
        engine, client: client.handle, signals: client.signals, tape: Tape(), tap: tap)
    }
    control = EngineControl(player: player, session: session)
    do throws(OSCSocketError) {
      server = try OSCServer(port: options.oscPort, version: Program.version, target: control)
    } catch {
      throw PatchFailure(text: "OSC port \(options.oscPort): \(error)")
    }
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

  private func run() -> Int32 {
    session.poll(player, now: MonotonicClock.now)
    Log.info("playing \(player.path), listening for OSC on port \(server.port)")
    notifier.ready()
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
    ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    poll(&descriptors, nfds_t(descriptors.count), Self.turn)
    wakeup.clear()
  }

  private func turn() {
    let now = MonotonicClock.now
    while let request = signals.next() { obey(request) }
    session.poll(player, now: now)
    player.engine.poll()
    news.publish(player.engine, session, to: server, now: now)
    server.receiveAll()
    notifier.status(session.summary)
    feedWatchdog(now)
  }

  private func obey(_ request: ProcessSignals.Request) {
    switch request {
    case .stop: isStopping = true
    case .panic: player.engine.panic()
    case .reload: reload()
    }
  }

  private func reload() {
    notifier.reloading()
    do throws(PatchFailure) {
      try player.load(player.path)
      Log.notice("loaded \(player.path) again")
    } catch {
      Log.error(error.text)
      Log.error("the patch that played goes on")
    }
    notifier.ready()
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
    session.close()
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
