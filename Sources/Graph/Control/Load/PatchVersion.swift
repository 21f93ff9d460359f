/// A patch as it was loaded: with where it came from.
package struct PatchVersion: Sendable {
  package var patch: Patch

  /// What its nodes find around them; a patch from another folder has another one.
  package var environment: Environment

  /// The file it was read from, or whatever the control side calls it.
  package var source: String

  /// The names under which nodes that go on ran before, by those that they have in ``patch``.
  package private(set) var renames: [String: String] = [:]

  package init(_ patch: Patch, environment: Environment, source: String = "") {
    self.patch = patch
    self.environment = environment
    self.source = source
  }

  /// Takes note that the node `id` of ``patch`` has got the name `name` there.
  package mutating func noteRename(of id: String, to name: String) {
    let former = renames.removeValue(forKey: id) ?? id
    renames[name] = former == name ? nil : former
  }

  /// The name under which the node `id` of ``patch`` ran before, if one did.
  func formerName(of id: String) -> String? {
    if let former = renames[id] { return former }
    return renames.values.contains(id) ? nil : id
  }

  /// This version as it is to come back after `next`: what goes on gets its name back.
  func returning(from next: PatchVersion) -> PatchVersion {
    var version = self
    version.renames = [:]
    for (name, former) in next.renames { version.renames[former] = name }
    return version
  }
}
