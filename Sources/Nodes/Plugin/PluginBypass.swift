import Graph

/// What stands in for a plugin that does not run: what arrives passes.
struct PluginBypass {
  /// What is declared where the plugin is not installed, so that its ports are unknown.
  static let declaration = NodeDeclaration(
    kind: LV2Plugin.declaration.kind, family: LV2Plugin.declaration.family,
    doc: LV2Plugin.declaration.doc,
    inputs: [.audio("in", "Any signal."), .midi("midi_in", "Any messages.")],
    outputs: [.audio("out", "The signal as it came."), .midi("midi_out", "What came in.")],
    settings: LV2Plugin.declaration.settings, variability: .unknown)

  private let inputCount: Int
  private let outputCount: Int
  private let passesMIDI: Bool

  init(_ declaration: NodeDeclaration) {
    inputCount = declaration.inputs.count { $0.type == .audio }
    outputCount = declaration.outputs.count { $0.type == .audio }
    passesMIDI =
      declaration.inputs.contains { $0.type == .midi }
      && declaration.outputs.contains { $0.type == .midi }
  }

  /// Copies each input to the output of the same place, and the last one to those left over.
  @_noLocks
  func process(_ cycle: borrowing Cycle) {
    for port in 0..<outputCount {
      if inputCount > 0 {
        cycle.copy(input: min(port, inputCount - 1), to: port)
      } else {
        silence(cycle, port)
      }
    }
    if passesMIDI { cycle.midiOutput(0).merge(cycle.midiInput(0)) }
  }

  @_noLocks
  private func silence(_ cycle: borrowing Cycle, _ port: Int) {
    var output = cycle.output(port)
    for frame in output.indices { output[frame] = 0 }
  }
}
