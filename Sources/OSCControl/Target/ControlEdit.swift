/// One change of the running patch.
package enum ControlEdit: Hashable, Sendable {
  /// A setting or parameter as a patch file would give it.
  package struct Value: Hashable, Sendable {
    package let name: String
    package let text: String

    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  case addNode(id: String, kind: String, values: [Value])

  /// A node, and every wire that leads to it or away.
  case removeNode(id: String)

  /// Gives a node another name, under which it begins anew with the values it had.
  case renameNode(id: String, name: String)

  /// Wires as a patch file would write them: `a -> b`, `a.left -> b.in1`.
  case addWire(String)
  case removeWire(String)

  /// A binding of a MIDI control as a patch file would write it: `cc 21 -> out/gain`.
  case bind(String)

  /// A binding, or all bindings of an address.
  case unbind(String)

  /// The file of the chart that is played from, for all who can; nothing for none.
  case chart(String)

  /// A parameter of a node that is there already.
  case set(node: String, parameter: String, value: Float)
}
