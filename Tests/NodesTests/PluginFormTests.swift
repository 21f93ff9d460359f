import Graph
import Testing

@testable import LV2
@testable import Nodes

/// Parameters of plugins, as their authors and presets give them.
@Suite struct PluginFormTests {
  private func control(
    initial: Float?, default start: Float = 2, minimum: Float = 0, maximum: Float = 6
  ) -> PluginForm.Control {
    let port = PluginPort(
      index: 0, symbol: "gain", name: "Gain", comment: "", isInput: true, medium: .control,
      isOptional: false, minimum: minimum, maximum: maximum, initial: start,
      character: PluginPort.Character(), designation: .none, unit: "dB", points: [],
      carriesMIDI: false, wantsTime: false, carriesPatchMessages: false, minimumSize: 0)
    return PluginForm.Control(port, name: "gain", initial: initial)
  }

  @Test func `a preset's number comes before the plugin's own`() {
    #expect(control(initial: nil).declaration.initial == 2)
    #expect(control(initial: 5).declaration.initial == 5)
    #expect(control(initial: 7).declaration.initial == 6)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func `a preset's number that is none is passed over`(initial: Float) {
    #expect(control(initial: initial).declaration.initial == 2)
    let free = control(initial: initial, minimum: .nan, maximum: .nan).declaration
    #expect(free.initial == 2 && free.range == 0...2)
  }
}
