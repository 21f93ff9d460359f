private import Glibc
private import Graph
private import Synchronization

/// A thread that hears MIDI of the ALSA sequencer for the ports of patches that want some.
///
/// It begins with the first patch that does. Where there is no sequencer, it says so once and looks again every
/// two seconds; the sound has nothing to do with it. Unchecked because only the control thread starts and ends
/// the thread; the rest is behind a lock.
final class Sequencer: @unchecked Sendable {
  /// Milliseconds between two looks for a sequencer.
  private static let retryPeriod: Int32 = 2000

  private struct Want {
    var patterns: [String] = []

    /// JACK's handle of the port with the same name, as a number; 0 while there is none.
    var handle: UInt = 0
  }

  private struct State {
    var wants: [String: Want] = [:]
    var hasChanged = false
    var isClosing = false
    var summary = "off"
  }

  /// Where the audio thread finds what was heard.
  let link = SequencerLink()
  private let name: String
  private let state = Mutex(State())
  private let wakeup = Wakeup()
  private var thread = pthread_t()
  private var isRunning = false

  /// Goes by `name` among the sequencer's clients.
  init(name: String) { self.name = name }

  deinit { close() }

  /// How things are, in words.
  var summary: String { state.withLock(\.summary) }

  /// Hears ports that `patterns` name at our port `port` from now on, and no others.
  func want(_ patterns: [String], port: String) {
    let isNews = state.withLock { state in
      guard state.wants[port, default: Want()].patterns != patterns else { return false }
      state.wants[port, default: Want()].patterns = patterns
      state.hasChanged = true
      return true
    }
    guard isNews else { return }
    if isRunning { wakeup.signal() } else { start() }
  }

  /// Says under which handle JACK knows our port `port`, where it knows it.
  func bind(_ port: String, to handle: UnsafeMutableRawPointer?) {
    state.withLock { $0.wants[port, default: Want()].handle = UInt(bitPattern: handle) }
  }

  /// Says that JACK knows none of our ports any more.
  func unbindAll() {
    state.withLock { state in for port in state.wants.keys { state.wants[port]?.handle = 0 } }
  }

  /// Ends the thread.
  func close() {
    guard isRunning else { return }
    isRunning = false
    state.withLock { $0.isClosing = true }
    wakeup.signal()
    pthread_join(thread, nil)
  }

  private func start() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    isRunning = pthread_create(&thread, nil, runSequencer, context) == 0
    if !isRunning { Log.warning("there is no thread left to hear the ALSA sequencer on") }
  }

  fileprivate func loop() {
    var last: SequencerProblem?
    while !state.withLock(\.isClosing) {
      do throws(SequencerProblem) {
        var hearing = SequencerHearing(try SequencerClient(name: name), into: link)
        hearing.run(self)
      } catch {
        state.withLock { $0.summary = error.description }
        if error != last { Log.warning("\(error); the rest goes on without") }
        last = error
        _ = wait(on: -1, milliseconds: Self.retryPeriod)
      }
    }
  }

  /// Waits until `descriptor` is readable, something has changed, or the time is over; returns `false` if it is
  /// time to end.
  func wait(on descriptor: Int32, milliseconds: Int32) -> Bool {
    var descriptors = [descriptor, wakeup.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    poll(&descriptors, 2, milliseconds)
    wakeup.clear()
    return !state.withLock(\.isClosing)
  }

  /// What is wanted by now at each of our ports, if that has changed since the last call.
  func takeWants() -> [String: [String]]? {
    state.withLock { state in
      guard state.hasChanged else { return nil }
      state.hasChanged = false
      return state.wants.mapValues(\.patterns).filter { !$0.value.isEmpty }
    }
  }

  func tell(_ summary: String) { state.withLock { $0.summary = summary } }

  /// JACK's handle of our port `name`.
  func handle(of name: String) -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: state.withLock { $0.wants[name]?.handle ?? 0 })
  }

  /// Has all wants told again.
  func repeatWants() { state.withLock { $0.hasChanged = true } }
}

/// The sequencer's thread, which it waits for before it goes.
private func runSequencer(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<Sequencer>.fromOpaque(context).takeUnretainedValue().loop()
  return nil
}
