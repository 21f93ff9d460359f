private import CRealtime
private import Synchronization

/// What threads of the crew do in a cycle, the audio thread's part of it included.
extension Crew {
  /// Whether a cycle is under way that has not been given up.
  var isOpen: Bool {
    @_noLocks get {
      guard remaining.load(ordering: .acquiring) > 0 else { return false }
      return !isForsaken.load(ordering: .acquiring)
    }
  }

  /// Helps until there is nothing left to help with in this cycle.
  @_noLocks
  func help(lane: Int) {
    while isOpen {
      guard queue.isAnyReady() else {
        realtime_pause()
        continue
      }
      _ = busy.wrappingAdd(1, ordering: .acquiringAndReleasing)
      var task = queue.claim()
      while task >= 0 {
        task = carryOut(task, lane: lane)
        _ = helpedCount.wrappingAdd(1, ordering: .relaxed)
      }
      _ = busy.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }

  /// Carries `task` out, and returns one that has become ready through it, or -1.
  @_noLocks
  func carryOut(_ task: Int, lane: Int) -> Int {
    guard let work = shift.pointee else { return -1 }
    work.schedule.pointee.run(task, work, lane: &lanes[lane])
    if isForsaken.load(ordering: .acquiring) { return -1 }
    let table = work.schedule.pointee.table
    let entry = table.tasks[task]
    var next = -1
    for index in entry.successor..<(entry.successor + entry.successorCount) {
      let successor = table.successors[index]
      let (_, count) = table.pending[successor].wrappingSubtract(
        1, ordering: .acquiringAndReleasing)
      guard count == 0 else { continue }
      let isReserved = table.tasks[successor].isReserved
      if next < 0, lane == 0 || !isReserved {
        next = successor
      } else {
        queue.push(successor, isReserved: isReserved)
      }
    }
    _ = remaining.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    return next
  }
}
