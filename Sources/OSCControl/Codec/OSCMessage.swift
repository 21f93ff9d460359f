/// An address with arguments.
package struct OSCMessage: Hashable, Sendable {
  package var address: String
  package var arguments: [OSCArgument]

  package init(_ address: String, _ arguments: [OSCArgument] = []) {
    self.address = address
    self.arguments = arguments
  }

  package init(_ address: String, _ arguments: OSCArgument...) {
    self.init(address, arguments)
  }
}
