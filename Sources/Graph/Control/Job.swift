/// Work that a node leaves to a thread that may take its time.
package protocol Job: AnyObject, Sendable {
  /// Does what there is to do and returns whether there was anything; never called twice at once.
  func run() -> Bool
}
