/// An address and what it tells at the moment.
package struct AddressState: Sendable {
  package let declaration: AddressDeclaration

  /// `nil` where it can only be sent to, or has told nothing yet.
  package let value: [OSCArgument]?
}
