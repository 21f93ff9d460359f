/// What is to be known of a plugin without loading its code.
package struct PluginDescription: Sendable {
  /// A property that the plugin lets its host set by messages.
  package struct Property: Sendable {
    /// The property's address.
    package let uri: String

    /// The last part of the address, as a name in patches.
    package let symbol: String
    package let label: String
  }

  package let uri: String
  package let name: String

  /// "Reverb", "Amplifier" and the like.
  package let className: String
  package let ports: [PluginPort]

  /// Files that the plugin can be given.
  package let files: [Property]

  /// What the host has to offer for the plugin to run.
  package let requiredFeatures: [String]

  /// The folder of the plugin's bundle.
  package let bundle: String

  /// Whether it runs only with blocks of one length, a power of two.
  package var needsFixedBlocks: Bool {
    requiredFeatures.contains { PluginFeatures.fixedLengths.contains($0) }
  }

  /// The features that are required, but that this host does not have.
  package var missingFeatures: [String] {
    requiredFeatures.filter { !PluginFeatures.offered.contains($0) }
  }
}

/// Settings of a plugin that its author, or somebody else, gave a name.
package struct PluginPreset: Sendable, Equatable {
  package let uri: String
  package let label: String

  /// The numbers that it gives to ports, by symbol.
  package let numbers: [String: Float]

  /// The folder of the bundle that it lies in; empty where that is not known.
  package let bundle: String
}
