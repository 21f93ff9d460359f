/// What may happen to the addresses of a running patch, in the words of OSCQuery.
package enum AddressChange: String, Sendable {
  case added = "PATH_ADDED"
  case removed = "PATH_REMOVED"
  case changed = "PATH_CHANGED"
}
