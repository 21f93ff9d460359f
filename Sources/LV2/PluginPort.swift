/// A port of a plugin, as its author describes it.
package struct PluginPort: Sendable {
  /// What travels through a port.
  package enum Medium: Sendable {
    case audio
    /// A signal that controls, sampled as audio is.
    case cv
    /// One number a block.
    case control
    /// Messages, in an LV2 atom sequence.
    case atom
    /// Something that this host does not know.
    case unknown(String)
  }

  /// A value that has a name.
  package struct Point: Sendable {
    package let label: String
    package let value: Float

    package init(label: String, value: Float) {
      self.label = label
      self.value = value
    }
  }

  /// How a number is meant.
  package struct Character: Sendable {
    package var isToggled = false
    package var isInteger = false
    package var isEnumeration = false
    package var isLogarithmic = false
    /// Set to act once, and then back to the default.
    package var isTrigger = false
    /// Minimum and maximum are shares of the sample rate.
    package var scalesWithSampleRate = false
    /// Not meant for people.
    package var isHidden = false

    /// Everything of it, as it is kept in files.
    static var members: [WritableKeyPath<Character, Bool>] {
      [
        \.isToggled, \.isInteger, \.isEnumeration, \.isLogarithmic, \.isTrigger,
        \.scalesWithSampleRate, \.isHidden,
      ]
    }
  }

  /// What the host, and not the user, sets or reads.
  package enum Designation: String, Sendable {
    case none, latency, freewheeling, tempo, beatsPerBar
  }

  package let index: Int
  package let symbol: String
  package let name: String
  package let comment: String
  package let isInput: Bool
  package let medium: Medium
  package let isOptional: Bool
  package let minimum: Float
  package let maximum: Float
  package let initial: Float
  package let character: Character
  package let designation: Designation

  /// "Hz", "dB" and the like, or nothing.
  package let unit: String

  /// Named values, from the lowest on.
  package let points: [Point]
  package let carriesMIDI: Bool
  package let wantsTime: Bool
  package let carriesPatchMessages: Bool

  /// The bytes that an atom port needs at least.
  package let minimumSize: Int

  /// Whether samples travel through it.
  package var isSignal: Bool {
    switch medium {
    case .audio, .cv: true
    case .control, .atom, .unknown: false
    }
  }
}
