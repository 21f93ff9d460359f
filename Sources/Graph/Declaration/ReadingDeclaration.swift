/// A number that a node gives out beside its signals, such as the state of a meter.
package struct ReadingDeclaration: Sendable {
  package let name: String
  package let unit: String
  package let doc: String

  package init(name: String, unit: String, doc: String) {
    self.name = name
    self.unit = unit
    self.doc = doc
  }
}
