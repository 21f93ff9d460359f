import Music
import Platform

/// A lead sheet as MusicXML 4.0 writes it: bars of slashes under chord symbols.
struct MusicXML {
  private let sheet: LeadSheet
  private let title: String
  let spelling: Spelling
  private let mode: Key.Mode
  private let beatUnit: Int

  /// In beats a minute.
  private let tempo: Double

  init(_ sheet: LeadSheet, title: String, key: Key?, beatUnit: Int, tempo: Double) {
    self.sheet = sheet
    self.title = title
    self.beatUnit = beatUnit
    self.tempo = tempo
    spelling = Spelling(key)
    mode = key?.mode ?? .major
  }

  var document: String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" \
      "http://www.musicxml.org/dtds/partwise.dtd">
      <score-partwise version="4.0">
      \(work)  <identification><encoding><software>strumd</software></encoding></identification>
        <part-list><score-part id="P1"><part-name>Chords</part-name></score-part></part-list>
        <part id="P1">

      """
    let pickup = sheet.bars.first?.isPickup ?? false
    for (index, bar) in sheet.bars.enumerated() {
      text += measure(bar, index: index, number: pickup ? index : index + 1)
    }
    return text + "  </part>\n</score-partwise>\n"
  }

  /// Programs that find an empty title show none, rather than what the file is called.
  private var work: String {
    title.isEmpty ? "" : "  <work><work-title>\(xmlText(title))</work-title></work>\n"
  }

  private func measure(_ bar: LeadSheet.Bar, index: Int, number: Int) -> String {
    let attribute = bar.isPickup ? " implicit=\"yes\"" : ""
    var text = "    <measure number=\"\(number)\"\(attribute)>\n" + attributes(index)
    if let section = bar.section {
      text += direction("<rehearsal>\(xmlText(section))</rehearsal>")
    }
    if index == 0 { text += metronome }
    for beat in 0..<bar.beatCount {
      for (place, chord) in bar.chords where place == beat { text += harmony(chord) }
      text += slash
    }
    return text + barline(index) + "    </measure>\n"
  }

  /// Key and metre at the start, and the metre wherever it changes.
  private func attributes(_ index: Int) -> String {
    let bars = sheet.bars
    let beats = { (bar: LeadSheet.Bar) in bar.isPickup ? sheet.beatsPerBar : bar.beatCount }
    let time =
      "<time><beats>\(beats(bars[index]))</beats><beat-type>\(beatUnit)</beat-type></time>"
    if index > 0 {
      let isSame = beats(bars[index - 1]) == beats(bars[index])
      return isSame ? "" : "      <attributes>\(time)</attributes>\n"
    }
    let name = mode == .major ? "major" : "minor"
    return """
            <attributes>
              <divisions>4</divisions>
              <key><fifths>\(spelling.fifths)</fifths><mode>\(name)</mode></key>
              \(time)
              <clef><sign>G</sign><line>2</line></clef>
            </attributes>

      """
  }

  private func direction(_ type: String) -> String {
    "      <direction placement=\"above\"><direction-type>\(type)</direction-type></direction>\n"
  }

  private var metronome: String {
    let rate = decimal(tempo, places: 0)
    let quarters = decimal(tempo * 4 / Double(beatUnit), places: 2)
    return """
            <direction placement="above">
              <direction-type><metronome><beat-unit>\(noteType)</beat-unit>\
      <per-minute>\(rate)</per-minute></metronome></direction-type>
              <sound tempo="\(quarters)"/>
            </direction>

      """
  }

  private var noteType: String {
    switch beatUnit {
    case 1: "whole"
    case 2: "half"
    case 8: "eighth"
    case 16: "16th"
    default: "quarter"
    }
  }

  /// A beat without a pitch of its own, on the middle line.
  private var slash: String {
    "      <note><pitch><step>B</step><octave>4</octave></pitch><duration>\(16 / beatUnit)</duration>"
      + "<voice>1</voice><type>\(noteType)</type><stem>none</stem>"
      + "<notehead>slash</notehead></note>\n"
  }

  /// A double bar before a section, and the end.
  private func barline(_ index: Int) -> String {
    let isLast = index + 1 == sheet.bars.count
    guard isLast || sheet.bars[index + 1].section != nil else { return "" }
    let style = isLast ? "light-heavy" : "light-light"
    return "      <barline location=\"right\"><bar-style>\(style)</bar-style></barline>\n"
  }
}
