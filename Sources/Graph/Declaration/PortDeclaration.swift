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

  /// A port for samples, full scale ±1.
  package static func audio(_ name: String, _ doc: String) -> Self {
    Self(name: name, type: .audio, doc: doc)
  }

  /// A port for MIDI messages.
  package static func midi(_ name: String, _ doc: String) -> Self {
    Self(name: name, type: .midi, doc: doc)
  }

  /// A port for events of `type`, by whose name it goes.
  package static func event(_ type: EventType, _ doc: String) -> Self {
    Self(name: type.rawValue, type: .event(type), doc: doc)
  }
}
