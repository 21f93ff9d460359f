private import Glibc
import Graph
private import Platform
private import Synchronization

/// A thread that does one thing after the other for the control thread: it reads patches and makes their
/// nodes, soundfonts and plugins included, so that the control thread is never held up.
///
/// Unchecked because only the control thread starts and ends the thread; the rest is behind a lock.
final class Workshop: @unchecked Sendable {
  private struct State {
    var orders: [(ticket: Int, order: WorkOrder)] = []
    var results: [(ticket: Int, result: WorkResult)] = []
    var abandoned = -1
    var isClosing = false
  }

  private let state = Mutex(State())
  private let kinds: NodeKinds

  /// Wakes the control thread when there is a result.
  private let wakeup: Wakeup

  /// Counts orders; the thread sleeps while there are none.
  private let bell: UnsafeMutablePointer<sem_t>
  private var thread = pthread_t()
  private var isOpen = false
  private var lastTicket = 0

  init(kinds: NodeKinds, wakeup: Wakeup) {
    self.kinds = kinds
    self.wakeup = wakeup
    bell = .allocate(capacity: 1)
    bell.initialize(to: sem_t())
    sem_init(bell, 0, 0)
    let context = Unmanaged.passUnretained(self).toOpaque()
    isOpen = pthread_create(&thread, nil, runWorkshop, context) == 0
    if !isOpen { Log.warning("there is no thread left to prepare patches on") }
  }

  deinit {
    close()
    sem_destroy(bell)
    bell.deallocate()
  }

  /// Hands an order in, and returns what its results are marked with.
  @discardableResult
  func submit(_ order: WorkOrder) -> Int {
    lastTicket += 1
    let ticket = lastTicket
    state.withLock { $0.orders.append((ticket, order)) }
    sem_post(bell)
    if !isOpen { perform() }
    return ticket
  }

  /// Takes `things` over, which nobody needs any more, and frees them in their turn.
  ///
  /// They are handed over while nobody can take them on: who still held them a moment later would be the
  /// one to free them.
  func discard(_ things: inout [any AnyObject & Sendable]) {
    guard !things.isEmpty else { return }
    lastTicket += 1
    let ticket = lastTicket
    state.withLock { state in
      state.orders.append((ticket, .discard(things)))
      things = []
    }
    sem_post(bell)
    if !isOpen { perform() }
  }

  /// Gives the order `ticket` up at the next opportunity.
  func abandon(_ ticket: Int) { state.withLock { $0.abandoned = ticket } }

  /// Takes what has come out, oldest first.
  func takeResults() -> [(ticket: Int, result: WorkResult)] {
    state.withLock { state in
      defer { state.results = [] }
      return state.results
    }
  }

  /// Waits for the orders that let go of something, and ends; other orders that wait are given up.
  func close() {
    guard isOpen else { return }
    isOpen = false
    state.withLock { $0.isClosing = true }
    sem_post(bell)
    pthread_join(thread, nil)
  }

  fileprivate func loop() {
    while true {
      // A signal may wake us; the thread has them all blocked, but a debugger has not.
      while sem_wait(bell) != 0 {}
      guard perform() else { return }
    }
  }

  /// Does what is next; returns `false` when nothing is left and nothing will come.
  @discardableResult
  private func perform() -> Bool {
    let (next, isClosing) = state.withLock { state in
      (state.orders.isEmpty ? nil : state.orders.removeFirst(), state.isClosing)
    }
    guard let (ticket, order) = next else { return !isClosing }
    switch order {
    case .read(let path) where !isClosing: report(WorkResult(reading: path, kinds), ticket)
    case .edit(let edits, let version) where !isClosing:
      report(WorkResult(editing: version, edits, kinds), ticket)
    case .build(let construction) where !isClosing:
      let result = WorkResult(building: construction) { progress in
        report(.progress(progress), ticket)
        return state.withLock { $0.abandoned != ticket && !$0.isClosing }
      }
      report(result, ticket)
    case .save(let patch): report(WorkResult(saving: patch, kinds), ticket)
    case .write(let text) where !isClosing: report(.written(text()), ticket)
    case .keep(let path, let lastGood): lastGood.keep(path)
    case .read, .edit, .build, .write, .discard: break
    }
    return true
  }

  private func report(_ result: WorkResult, _ ticket: Int) {
    state.withLock { $0.results.append((ticket, result)) }
    wakeup.signal()
  }
}

/// The workshop's thread, which it waits for before it goes.
private func runWorkshop(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  ThreadTurns.standBack()
  Unmanaged<Workshop>.fromOpaque(context).takeUnretainedValue().loop()
  return nil
}
