/// Which patch of the set list to go to.
package enum ControlMove: Hashable, Sendable {
  case next
  case previous

  /// The one of this number, from 1, or of this file.
  case to(String)
}
