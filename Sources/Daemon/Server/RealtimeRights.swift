private import Glibc
private import Platform

/// What the system allows us for the sake of punctuality.
enum RealtimeRights {
  /// Whether a thread of ours may have real-time priority, found out by trying.
  static func mayHavePriority() -> Bool {
    var parameters = sched_param()
    parameters.sched_priority = 1
    guard sched_setscheduler(0, SCHED_FIFO | resetOnFork, &parameters) == 0 else { return false }
    parameters.sched_priority = 0
    sched_setscheduler(0, SCHED_OTHER, &parameters)
    return true
  }

  /// Keeps our memory from being paged out, page by page as it is first used.
  static func lockMemory() {
    let flags = MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT
    guard mlockall(flags) != 0 else { return }
    Log.notice("memory is not locked (\(SystemError.last.reason)); raise LimitMEMLOCK")
  }

  private static let resetOnFork: Int32 = 0x4000_0000
}
