import Graph
import Nodes
import Testing

@Suite struct RegistryTests {
  @Test func `every linked kind is found by name`() {
    for name in ["capture", "playback", "midi_in", "midi_out", "gain"] {
      #expect(NodeKinds.linked[name] != nil, "\(name) is not linked")
    }
  }
}
