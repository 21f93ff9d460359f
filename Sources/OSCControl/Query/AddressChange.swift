/// What may happen to the addresses of a running patch, in the words of OSCQuery.
package enum AddressChange: Hashable, Sendable {
  case added(String)
  case removed(String)
  case changed(String)
  case renamed(String, to: String)
}
