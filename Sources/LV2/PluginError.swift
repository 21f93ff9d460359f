/// Why a plugin does not run as it is meant to.
package enum PluginError: Error, Equatable {
  /// It would not be made; its author knows why.
  case refused(String)

  /// There is no such preset; these are the labels of those there are.
  case unknownPreset(String, known: [String])

  /// It requires these features, which this host lacks.
  case missingFeatures(String, [String])

  /// It has these ports, which must be connected to something this host does not know.
  case unknownPorts(String, [String])
}
