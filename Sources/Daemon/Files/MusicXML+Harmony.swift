import Music

extension MusicXML {
  /// A chord symbol, or that there is none.
  func harmony(_ chord: Chord?) -> String {
    guard let chord else {
      return "      <harmony><root><root-step text=\"\">C</root-step></root>"
        + "<kind text=\"N.C.\">none</kind></harmony>\n"
    }
    var text = "      <harmony>" + note(chord.root, "root")
    text += "<kind text=\"\(xmlText(chord.quality.symbol))\">\(chord.quality.musicXML)</kind>"
    if chord.bass != chord.root { text += note(chord.bass, "bass") }
    return text + "</harmony>\n"
  }

  private func note(_ pitch: PitchClass, _ element: String) -> String {
    let note = spelling.note(pitch)
    let alter = note.alter == 0 ? "" : "<\(element)-alter>\(note.alter)</\(element)-alter>"
    return "<\(element)><\(element)-step>\(note.step)</\(element)-step>\(alter)</\(element)>"
  }
}
