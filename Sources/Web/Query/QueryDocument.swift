package import OSCControl
private import YAML

/// What OSCQuery answers about a part of the address space.
package struct QueryDocument: Sendable {
  private let path: String
  private let states: [AddressState]
  private let docs: [String: String]

  /// `states` are all addresses at and under `path`, sorted; `docs` says what is to be known of paths
  /// that only contain others.
  package init(path: String, states: [AddressState], docs: [String: String]) {
    self.path = path
    self.states = states
    self.docs = docs
  }

  /// What `attribute` is, or everything where none is named.
  package func answer(_ attribute: String?) -> Answer {
    guard !states.isEmpty else { return .missing("there is no address \(path)") }
    guard let attribute else { return .json(node(path, states[...]).compact) }
    guard let known = QueryAttribute(rawValue: attribute) else {
      let names = QueryAttribute.allCases.map(\.rawValue) + ["HOST_INFO"]
      return .refused(
        "there is no attribute \(attribute); there are " + names.joined(separator: ", "))
    }
    guard let value = member(known, of: path, states[...]) else { return .nothing }
    return .json(JSON.object([(attribute, value)]).compact)
  }

  private func node(_ path: String, _ states: ArraySlice<AddressState>) -> JSON {
    .object(
      QueryAttribute.allCases.compactMap { attribute in
        member(attribute, of: path, states).map { (attribute.rawValue, $0) }
      })
  }

  private func member(
    _ attribute: QueryAttribute, of path: String, _ states: ArraySlice<AddressState>
  ) -> JSON? {
    let own = states.first.flatMap { $0.declaration.address == path ? $0 : nil }
    switch attribute {
    case .contents:
      let children = own == nil ? states : states.dropFirst()
      return children.isEmpty ? nil : contents(of: path, children)
    case .fullPath: return .string(path)
    case .description: return own?.json(.description) ?? docs[path].map(JSON.string)
    case .access: return own?.json(.access) ?? 0
    default: return own?.json(attribute)
    }
  }

  /// The children of `path`, each with all that is under it.
  private func contents(of path: String, _ states: ArraySlice<AddressState>) -> JSON {
    let head = path == "/" ? 1 : path.utf8.count + 1
    var names: [String] = []
    var groups: [String: [AddressState]] = [:]
    for state in states {
      let rest = state.declaration.address.utf8.dropFirst(head)
      let name = String(decoding: rest.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append(state)
    }
    return .object(
      names.map { name in
        let child = (path == "/" ? "" : path) + "/" + name
        return (name, node(child, (groups[name] ?? [])[...]))
      })
  }
}
