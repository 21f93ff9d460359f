/// A patch as it was loaded: with where it came from.
package struct PatchVersion: Sendable {
  package var patch: Patch

  /// What its nodes find around them; a patch from another folder has another one.
  package var environment: Environment

  /// The file it was read from, or whatever the control side calls it.
  package var source: String

  package init(_ patch: Patch, environment: Environment, source: String = "") {
    self.patch = patch
    self.environment = environment
    self.source = source
  }
}
