/// Work that a node leaves to a thread that may take longer than a cycle.
package protocol Job: AnyObject, Sendable {
  /// Whether it has to be done in time, so that it goes before all that has no real-time priority; not what
  /// waits for disks, or may take for ever.
  var isUrgent: Bool { get }

  /// Does what there is to do and returns whether there was anything; never called twice at once.
  func run() -> Bool
}

extension Job {
  package var isUrgent: Bool { true }
}
