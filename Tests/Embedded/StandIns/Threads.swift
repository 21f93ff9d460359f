/// Stands in for the threads that analyse: here jobs run in line.
final class WorkerPool: Sendable {
  init(threadCount: Int) {}
  func stop() {}
  var threadCount: Int { 0 }
  func set(_ jobs: [any Job]) -> Int? { nil }
  func setPriority(_ priority: Int) -> Bool { false }
}

/// Stands in for the threads that help: here the audio thread works alone.
struct ThreadGroup: ~Copyable {
  func start(_ bodies: [CrewHelper]) -> Int { 0 }
  func join() {}
  func setPriority(_ priority: Int) -> Bool { false }
}

final class CrewHelper: Sendable {
  init(crew: Crew, lane: Int) {}
}
