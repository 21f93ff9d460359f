/// A patch that is ready to be loaded: checked, and with its nodes made.
///
/// It holds whatever its nodes hold, soundfonts and models above all, until it is let go. Unchecked
/// because it does not change, and its nodes are left alone until an engine takes them.
package final class PreparedPatch: @unchecked Sendable {
  package let version: PatchVersion

  /// The nodes that did not run already when the patch was prepared, by id.
  let instances: [String: NodeInstance]

  /// What nodes that run are to take up, by id.
  let renewed: [String: Renewed]

  /// What there is to tell of nodes that were made, but not as they were meant.
  package let warnings: [String]

  init(
    _ version: PatchVersion, _ instances: [String: NodeInstance],
    renewed: [String: Renewed] = [:], warnings: [String] = []
  ) {
    self.version = version
    self.instances = instances
    self.renewed = renewed
    self.warnings = warnings
  }
}
