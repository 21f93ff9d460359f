/// What a node leaves in files, so that another one made of the same settings goes on from there.
package protocol StateKeeper: AnyObject, Sendable {
  /// Writes down how things are now; called on the thread that makes nodes, and the node may run meanwhile.
  func keep()
}
