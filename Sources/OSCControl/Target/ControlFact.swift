/// Something to tell about the engine: a name and a value.
package struct ControlFact: Hashable, Sendable {
  package let name: String
  package let value: OSCArgument

  package init(_ name: String, _ value: OSCArgument) {
    self.name = name
    self.value = value
  }
}
