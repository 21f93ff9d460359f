internal import Graph

/// Which players of the band play: each has a parameter, and can be muted by MIDI.
struct PartSwitches: ~Copyable {
  /// In the order of the band's outputs.
  static let parameters: [ParameterDeclaration] = [
    .toggle("bass", default: true, "Whether the bass plays."),
    .toggle("drums", default: true, "Whether the drums play."),
    .toggle("comping", default: true, "Whether the chords are comped."),
    .toggle("pad", default: true, "Whether chords are held, where the style has it."),
    .toggle("arpeggio", default: true, "Whether chords are broken, where the style has it."),
  ]

  private let holders: InlineArray<5, ParameterHolder>

  init(_ context: NodeContext) {
    let names = Self.parameters.map(\.name)
    holders = InlineArray { ParameterHolder(context.parameter(names[$0])) }
  }

  deinit { for index in holders.indices { holders[index].release() } }

  /// Which outputs may start notes.
  var isOn: InlineArray<5, Bool> {
    @_noLocks get {
      var isOn: InlineArray<5, Bool> = [false, false, false, false, false]
      for part in 0..<5 { isOn[part] = holders[part].value >= 0.5 }
      return isOn
    }
  }

  /// Sends the player of output number `part` out, or brings him in.
  @_noLocks
  func mute(_ part: Int, _ isMuted: Bool) { holders[part].set(isMuted ? 0 : 1) }
}
