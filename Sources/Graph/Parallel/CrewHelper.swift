private import CRealtime
private import Glibc
private import Synchronization

/// A thread that helps the audio thread: awake around the time at which a cycle begins, and asleep
/// otherwise.
///
/// Nobody wakes it, which would take a system call of the audio thread: it knows when the next cycle is
/// due, and spins from a little before until a little after. If it oversleeps, the audio thread has
/// done the work itself.
final class CrewHelper: ThreadBody {
  /// Nanoseconds of spinning before a cycle is due and after it was; and without a schedule to keep.
  private static let early = 80_000
  private static let late = 300_000

  /// Nanoseconds after which no cycle is expected any more, and between looks from then on.
  private static let patience = 100_000_000
  private static let nap = 5_000_000

  private let crew: Crew
  private let lane: Int

  init(crew: Crew, lane: Int) {
    self.crew = crew
    self.lane = lane
  }

  func loop() {
    realtime_flush_denormals()
    while !crew.isStopping.load(ordering: .acquiring) {
      if crew.isOpen {
        realtime_enter()
        crew.help(lane: lane)
        realtime_exit()
      } else {
        rest()
      }
    }
  }

  private func rest() {
    let now = Int(realtime_nanoseconds())
    let due = crew.nextBegin.load(ordering: .relaxed)
    if now > due + Self.patience {
      sleep(Self.nap)
    } else if now > due + Self.late {
      sleep(Self.early / 2)
    } else if now > due - Self.early {
      for _ in 0..<16 { realtime_pause() }
    } else {
      sleep(min(due - Self.early - now, Self.nap))
    }
  }

  private func sleep(_ nanoseconds: Int) {
    var time = timespec(tv_sec: 0, tv_nsec: nanoseconds)
    nanosleep(&time, nil)
  }
}
