/// A place where wires begin or end.
package struct PortDeclaration: Sendable {
  package let name: String
  package let type: PortType
  package let doc: String

  package init(name: String, type: PortType, doc: String) {
    self.name = name
    self.type = type
    self.doc = doc
  }

  package static func audio(_ name: String, _ doc: String) -> Self {
    Self(name: name, type: .audio, doc: doc)
  }

  package static func midi(_ name: String, _ doc: String) -> Self {
    Self(name: name, type: .midi, doc: doc)
  }

  package static func event(_ type: EventType, _ doc: String) -> Self {
    Self(name: type.rawValue, type: .event(type), doc: doc)
  }
}
