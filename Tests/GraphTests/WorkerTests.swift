import Glibc
import Synchronization
import Testing

@testable import Graph

/// What runs the jobs that nodes leave to others.
@Suite struct WorkerTests {
  /// Notes how it is run, and takes as long as it is told to.
  private final class Clerk: Job {
    let isUrgent: Bool
    let runs = Atomic(0)
    let policy = Atomic(-1)
    let priority = Atomic(-1)
    let isHeldUp = Atomic(false)

    init(isUrgent: Bool) { self.isUrgent = isUrgent }

    func run() -> Bool {
      var parameters = sched_param()
      var policy: Int32 = 0
      pthread_getschedparam(pthread_self(), &policy, &parameters)
      self.policy.store(Int(policy), ordering: .relaxed)
      priority.store(Int(parameters.sched_priority), ordering: .relaxed)
      runs.wrappingAdd(1, ordering: .releasing)
      while isHeldUp.load(ordering: .relaxed) { usleep(1000) }
      return false
    }

    /// Returns once it has been run from now on.
    func awaitRun() {
      let before = runs.load(ordering: .acquiring)
      eventually("the job is run again") { runs.load(ordering: .acquiring) >= before + 2 }
    }
  }

  @Test func `what waits for a disk holds up nothing that has to be in time`() {
    let workers = Workers(threadCount: 1)
    defer { workers.stop() }
    let (urgent, patient) = (Clerk(isUrgent: true), Clerk(isUrgent: false))
    patient.isHeldUp.store(true, ordering: .relaxed)
    defer { patient.isHeldUp.store(false, ordering: .relaxed) }
    _ = workers.set([patient, urgent])
    eventually("the patient job is run") { patient.runs.load(ordering: .acquiring) > 0 }
    urgent.awaitRun()
    #expect(patient.runs.load(ordering: .acquiring) == 1)
  }

  @Test func `what has to be in time goes before what is ordinary, where the system lets us`() {
    let workers = Workers(threadCount: 1)
    defer { workers.stop() }
    let (urgent, patient) = (Clerk(isUrgent: true), Clerk(isUrgent: false))
    #expect(!workers.setPriority(1))
    _ = workers.set([urgent, patient])
    let isAllowed = workers.setPriority(2)
    urgent.awaitRun()
    patient.awaitRun()
    #expect(urgent.policy.load(ordering: .relaxed) == Int(isAllowed ? SCHED_FIFO : SCHED_OTHER))
    #expect(urgent.priority.load(ordering: .relaxed) == (isAllowed ? 2 : 0))
    #expect(patient.policy.load(ordering: .relaxed) == Int(SCHED_OTHER))
    #expect(!workers.setPriority(0))
    urgent.awaitRun()
    #expect(urgent.policy.load(ordering: .relaxed) == Int(SCHED_OTHER))
  }
}
