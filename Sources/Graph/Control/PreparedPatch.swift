/// A patch that is ready to be loaded: checked, and with its nodes made.
///
/// It holds whatever its nodes hold, soundfonts and models above all, until it is let go.
package final class PreparedPatch {
  package let version: PatchVersion

  /// The nodes that did not run already when the patch was prepared, by id.
  var instances: [String: NodeInstance]

  init(_ version: PatchVersion, _ instances: [String: NodeInstance]) {
    self.version = version
    self.instances = instances
  }
}
