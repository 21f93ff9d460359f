internal import Graph

/// What nodes that tell musical time from outside have in common.
enum TempoSource {
  /// What comes out of each.
  static let output = PortDeclaration.event(
    .beat, "The beats it tells: name the node as the patch's `clock`, and wire this to the band.")

  /// Whether its start is the band's cue.
  static let startsBand = ParameterDeclaration.toggle(
    "starts_band", default: true,
    "Whether a band that is wired to it comes in with its start, rather than with the player.")

  /// How many beats a bar has where it does not say so itself.
  static let beatsPerBar = ParameterDeclaration.integer(
    "beats_per_bar", 1...12, default: 4, "The beats in a bar, where it does not tell.")
}
