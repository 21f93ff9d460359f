internal import Synchronization

/// What the ledger expects of a schedule's sheddable nodes, from the control thread to the audio
/// thread; in ticks.
///
/// A handle: copies share the memory, which the ``Timetable`` frees.
struct Expectations: BitwiseCopyable {
  let count: Int

  /// For each node of the list what it costs, and then what all that is not in the list and runs after
  /// it does; at the end, what all that is not in the list does.
  private let values: UnsafeMutablePointer<Atomic<Int>>

  init(count: Int) {
    self.count = count
    values = .allocate(capacity: 2 * count + 1)
    for index in 0...(2 * count) { (values + index).initialize(to: Atomic(0)) }
  }

  func deallocate() { values.deallocate() }

  /// What the node at `rank` of the list is expected to take.
  @_noLocks
  func cost(_ rank: Int) -> Int { values[2 * rank].load(ordering: .relaxed) }

  /// What everything after it that cannot be left out is expected to take.
  @_noLocks
  func rest(_ rank: Int) -> Int { values[2 * rank + 1].load(ordering: .relaxed) }

  /// What everything that cannot be left out is expected to take.
  var total: Int { @_noLocks get { values[2 * count].load(ordering: .relaxed) } }

  func set(total: Int) { values[2 * count].store(total, ordering: .relaxed) }

  func set(_ rank: Int, cost: Int, rest: Int) {
    values[2 * rank].store(cost, ordering: .relaxed)
    values[2 * rank + 1].store(rest, ordering: .relaxed)
  }
}
