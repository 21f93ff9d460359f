import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Graph

/// What becomes of the work where the system gives no more threads; each in a process of its own.
@Suite struct ThreadLackTests {
  private final class Clerk: Job {
    let isUrgent = true
    let runs = Atomic(0)

    func run() -> Bool {
      runs.wrappingAdd(1, ordering: .releasing)
      return false
    }
  }

  /// Has every new thread need as much memory as a machine can have, or as little as usual.
  private static func refuseThreads(_ refuses: Bool) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, refuses ? 1 << 47 : 1 << 23)
    // Swift's module of glibc leaves out what is not of POSIX.
    typealias Setter = @convention(c) (UnsafePointer<pthread_attr_t>) -> Int32
    let symbol = dlsym(nil, "pthread_setattr_default_np")
    #expect(unsafeBitCast(symbol, to: Setter?.self)?(&attributes) == 0)
  }

  @Test func `without helpers the audio thread does all of the work, and that is told`() async {
    await #expect(processExitsWith: .success) {
      Self.refuseThreads(true)
      let rig = TestRig(helperCount: 2, isForced: true)
      Self.refuseThreads(false)
      var patch = makePatch([], [])
      for number in 0..<12 {
        patch.nodes.append(PatchNode(id: "n\(number)", kind: "constant"))
        patch.nodes.append(PatchNode(id: "out\(number)", kind: "sink"))
        patch.wires.append(Wire(Wire.End("n\(number)", "out"), Wire.End("out\(number)", "in")))
      }
      for number in 0..<12 { patch.nodes[2 * number].parameters["value"] = Float(number) + 1 }
      try rig.engine.load(patch)
      for _ in 0..<400 { rig.run(64) }
      for number in 0..<12 {
        #expect(rig.audio["out\(number)"]?.last == Float(number) + 1)
      }
      rig.engine.setPriority(10)
      #expect(rig.engine.crew == nil)
      let told = rig.engine.takeWarnings()
      #expect(told.contains { $0.contains("no more threads") && $0.contains("0 of 2") })
    }
  }

  @Test func `workers that do not come are told of, and come with the next jobs`() async {
    await #expect(processExitsWith: .success) {
      let workers = Workers(threadCount: 2)
      let clerk = Clerk()
      Self.refuseThreads(true)
      let told = workers.set([clerk])
      #expect(told.contains { $0.contains("no more threads") && $0.contains("0 of 2") })
      Self.refuseThreads(false)
      #expect(workers.set([clerk]) == [])
      eventually("the job is run") { clerk.runs.load(ordering: .acquiring) > 2 }
      workers.stop()
    }
  }
}
