import Testing

@testable import LV2

@Suite struct PluginRecordTests {
  private static let port = PluginPort(
    index: 2, symbol: "gain", name: "Gain\tand more", comment: "Two\nlines, a \\ too.",
    isInput: true, medium: .control, isOptional: true, minimum: -.infinity, maximum: 6,
    initial: .nan, character: PluginPort.Character(isInteger: true, isHidden: true),
    designation: .beatsPerBar, unit: "dB",
    points: [.init(label: "off", value: 0), .init(label: "on", value: 1)], carriesMIDI: false,
    wantsTime: true, carriesPatchMessages: false, minimumSize: 4096)

  private static let record = PluginRecord(
    PluginDescription(
      uri: "urn:a", name: "A", className: "Reverb", ports: [port],
      files: [.init(uri: "urn:file", symbol: "file", label: "A file")],
      requiredFeatures: ["urn:b"], bundle: "/a/"),
    presets: [
      PluginPreset(uri: "urn:p", label: "Loud", numbers: ["gain": 0.1], bundle: "/p/"),
      PluginPreset(uri: "urn:q", label: "", numbers: [:], bundle: ""),
    ])

  @Test func `a record is read as it was written`() throws {
    let lines = Self.record.lines
    #expect(!lines.contains { $0.contains("\n") })
    let read = try #require(PluginRecord(lines.map { $0[...] }))
    #expect(read.lines == lines)
    #expect(read.presets == Self.record.presets)
    let port = try #require(read.plugin.ports.first)
    #expect(port.name == "Gain\tand more")
    #expect(port.comment == "Two\nlines, a \\ too.")
    #expect(port.initial.isNaN)
    #expect(port.character.isHidden && port.character.isInteger && !port.character.isToggled)
    #expect(port.points.map(\.label) == ["off", "on"])
  }

  @Test func `a record that breaks off is none`() {
    let lines = Self.record.lines
    for count in 0..<lines.count {
      #expect(PluginRecord(lines.prefix(count).map { $0[...] }) == nil)
    }
  }
}
