/// All that is to be known of an address without asking what it tells.
package struct AddressDeclaration: Sendable {
  /// What may be done with an address, as the bits of OSCQuery.
  package enum Access: Int, Sendable { case read = 1, write, readWrite }

  /// One argument of its messages.
  package struct Field: Sendable {
    /// What a field may hold.
    package enum Range: Sendable {
      case bounds(ClosedRange<Double>)
      case names([String])
      case toggle
      case open
    }

    /// Its type tag.
    package let tag: Character

    /// What it stands for, in a word.
    package let name: String

    /// As declarations write it: "Hz", "dB", "s" or nothing.
    package let unit: String
    package let range: Range

    package init(_ tag: Character, _ name: String, unit: String = "", _ range: Range = .open) {
      self.tag = tag
      self.name = name
      self.unit = unit
      self.range = range
    }
  }

  package let address: String
  package let doc: String
  package let access: Access
  package let fields: [Field]

  /// Whether what is out of range is brought into it.
  package let isClamped: Bool

  /// Whether it is worth a connection that loses nothing.
  package let isCritical: Bool

  package init(
    _ address: String, _ access: Access, _ fields: [Field], isClamped: Bool = false,
    isCritical: Bool = false, _ doc: String
  ) {
    self.address = address
    self.doc = doc
    self.access = access
    self.fields = fields
    self.isClamped = isClamped
    self.isCritical = isCritical
  }
}
