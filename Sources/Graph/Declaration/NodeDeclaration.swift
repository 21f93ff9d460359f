/// All that is to be known of a node kind without making one.
///
/// Validation, the OSC namespace, the schema for editors and the reference come from it.
package struct NodeDeclaration: Sendable {
  /// The name in patches, lower case with underscores.
  package let kind: String

  /// Whether ports and parameters are the same for all nodes of a kind.
  package enum Variability: Sendable {
    case fixed
    /// They depend on the node's settings.
    case bySettings
    /// They are unknown, because what the node needs is missing: any name is taken for granted.
    case unknown
  }

  /// The folder of the reference it belongs to: "filter", "feature" and so on.
  package let family: String

  /// One sentence.
  package let doc: String
  package let inputs: [PortDeclaration]
  package let outputs: [PortDeclaration]
  package let parameters: [ParameterDeclaration]
  package let settings: [SettingDeclaration]

  /// Numbers that the node gives out, to look at.
  package let readings: [ReadingDeclaration]
  package let externals: [ExternalPortDeclaration]
  package let variability: Variability

  /// Seconds that the node may sound on after its input has ended; it does so, too, when it is taken
  /// out of a graph.
  package let tail: Float

  /// Whether one node more may be made of the same settings to find out what it takes: not where making
  /// one leaves traces, or takes much memory.
  package let isRehearsed: Bool

  /// The longest tail that is waited for, in seconds.
  package static var longestTail: Double { 10 }

  package init(
    kind: String, family: String, doc: String, inputs: [PortDeclaration] = [],
    outputs: [PortDeclaration] = [], parameters: [ParameterDeclaration] = [],
    settings: [SettingDeclaration] = [], externals: [ExternalPortDeclaration] = [],
    readings: [ReadingDeclaration] = [],
    variability: Variability = .fixed, tail: Float = 0, isRehearsed: Bool = true
  ) {
    self.kind = kind
    self.family = family
    self.doc = doc
    self.inputs = inputs
    self.outputs = outputs
    self.parameters = parameters
    self.settings = settings
    self.externals = externals
    self.readings = readings
    self.tail = tail
    self.variability = variability
    self.isRehearsed = isRehearsed
  }

  /// The position of the parameter `name`, or `nil`.
  package func parameterIndex(_ name: String) -> Int? {
    parameters.firstIndex { $0.name == name }
  }
}
