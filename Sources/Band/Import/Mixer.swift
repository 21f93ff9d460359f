/// How loud the players of a style are, and how loud a note is beside that.
struct Mixer {
  /// A note that is so much softer than its player is not heard.
  private static let silence = 0.05

  /// By what style files call the players; empty where the file tells nothing of it.
  private let levels: [String: Double]

  /// Takes the levels with which each player comes in first, in `sections` with who plays them.
  init(_ score: MIDIScore, _ sections: [(notes: SectionNotes, parts: PartAssignment)]) {
    var levels: [String: Double] = [:]
    if score.mix.isTold {
      for (section, parts) in sections {
        for (name, channels) in parts.channels where levels[name] == nil {
          levels[name] = channels.compactMap { Self.level(of: $0, section) }.max()
        }
      }
    }
    self.levels = levels
  }

  /// How loud a channel is in the middle of its notes; `nil` where it has none.
  private static func level(of channel: Int, _ section: SectionNotes) -> Double? {
    let levels = section.notes.filter { $0.channel == channel }.map(\.level).sorted()
    return levels.isEmpty ? nil : levels[levels.count / 2]
  }

  /// The level of a player, 1 for what is usual; `nil` where the file tells none.
  func level(of player: String) -> Double? { levels[player] }

  /// How strong a note of a player is, by its velocity, and by how much softer or louder its channel is than the
  /// player was at first.
  func strength(of note: MIDIScore.Note, _ player: String) -> Double {
    guard let level = levels[player], level > 0 else { return Double(note.velocity) }
    return Double(note.velocity) * note.level / level
  }

  /// Whether a note of a player is heard.
  func isHeard(_ note: MIDIScore.Note, _ player: String) -> Bool {
    guard let level = levels[player], level > 0 else { return true }
    return note.level > level * Self.silence
  }
}
