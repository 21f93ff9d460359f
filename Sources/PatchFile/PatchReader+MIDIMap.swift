import Graph
import YAML

extension PatchReader {
  mutating func readMIDIMap(_ value: YAMLValue) {
    for item in diagnostics.list(value, "midi_map") where !diagnostics.isFull {
      guard case .scalar(let text) = item.content else {
        diagnostics.report(
          "a binding must be text, not \(item.kind)", at: item.place,
          hint: "write 'cc 21 -> node/parameter'")
        continue
      }
      read(binding: text, at: item.place)
    }
  }

  private mutating func read(binding text: String, at place: Place) {
    let binding: MIDIBinding
    do throws(MIDIBindingError) {
      binding = try MIDIBinding(text)
    } catch {
      diagnostics.report(error.message, at: place, hint: "write 'cc 21 -> node/parameter'")
      return
    }
    if let (node, name) = binding.parameter {
      guard isKnown(node, at: place), hasParameter(name, of: node, at: place) else { return }
    }
    guard !patch.midiMap.contains(binding) else {
      diagnostics.report("'\(binding)' is there already", at: place)
      return
    }
    patch.midiMap.append(binding)
  }

  private mutating func hasParameter(_ name: String, of node: String, at place: Place) -> Bool {
    guard let declaration = declarations[node] else { return false }
    if case .unknown = declaration.variability { return true }
    let names = declaration.parameters.map(\.name)
    if names.contains(name) { return true }
    diagnostics.report(
      "\(quoted(node)) has no parameter \(quoted(name))", at: place, hint: didYouMean(name, names))
    return false
  }
}
