package import Graph
package import YAML

/// What MIDI controls move.
extension Patch {
  /// Binds a MIDI control as `text` says, as in a patch file.
  package mutating func add(binding text: String, kinds: NodeKinds) throws(Diagnostics) {
    let source = SourceText(text, name: "/midi/map/add")
    var reader = try reader(kinds, source)
    let value = YAMLValue(.scalar(text), at: source.whole)
    reader.readMIDIMap(YAMLValue(.sequence([value]), at: source.whole))
    try reader.diagnostics.check()
    midiMap = reader.patch.midiMap
  }

  /// Ends the binding `text`, or all of the address that it is.
  package mutating func remove(binding text: String) throws(Diagnostics) {
    let address = text.hasPrefix("/") ? text : "/node/" + text
    let binding = try? MIDIBinding(text)
    let count = midiMap.count
    midiMap.removeAll { $0 == binding || $0.target == address }
    guard midiMap.count == count else { return }
    let source = SourceText(text, name: "/midi/map/remove")
    throw source.complaint(
      "nothing is bound to \(quoted(text))", hint: didYouMean(text, midiMap.map(\.description)))
  }
}
