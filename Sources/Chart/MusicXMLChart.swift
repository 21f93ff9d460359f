import Music
import YAML

/// Charts in MusicXML: the harmonies of the first part that has any, with its repeats, as they sound.
struct MusicXMLChart {
  private var diagnostics: Diagnostics
  private var chart = Chart()
  private var path: [String] = []
  private var text = ""

  /// What somebody has done for the song whose name comes.
  private var craft = ""

  /// The part being read, and whether one with harmonies has been read whole.
  private var part = MusicXMLPart()
  private var isDone = false

  static func parse(_ bytes: [UInt8], _ diagnostics: Diagnostics) throws(Diagnostics) -> Chart {
    var reader = MusicXMLChart(diagnostics: diagnostics)
    var xml = XMLReader(bytes)
    do throws(XMLReader.Fault) {
      while let event = try xml.next() {
        reader.take(event, at: xml)
        if reader.diagnostics.isFull || reader.part.bars.count > Chart.longest { break }
      }
    } catch {
      let mark = Mark(line: error.line, column: error.column)
      reader.diagnostics.report(error.message, at: Place(mark, mark))
    }
    var chart = reader.chart
    let part = reader.part
    (chart.key, chart.tempo, chart.metre) = (part.key, part.tempo, part.metre)
    return try reader.diagnostics.unfold(part.bars, into: chart).transposed(by: part.transposition)
  }

  private mutating func take(_ event: XMLReader.Event, at xml: XMLReader) {
    switch event {
    case .start(let name, let attributes):
      path.append(name)
      text = ""
      if path.count == 1, name != "score-partwise" {
        report("the document must be a <score-partwise>, not <\(name)>", at: xml)
      }
      if isDone { return }
      if name == "part" { part = MusicXMLPart() }
      if name == "creator" { craft = attributes["type"] ?? "composer" }
      part.start(name, attributes, in: path.dropLast().last)
    case .text(let piece): text += piece
    case .end(let name):
      path.removeLast()
      if !isDone { end(name, text.trimmed, at: xml) }
      text = ""
    }
  }

  private mutating func end(_ name: String, _ text: String, at xml: XMLReader) {
    switch name {
    case "work-title": if !text.isEmpty { chart.title = text }
    case "movement-title": if chart.title.isEmpty { chart.title = text }
    case "creator": if craft == "composer" { chart.composer = text }
    case "part": isDone = part.hasHarmony
    default:
      do throws(MusicXMLHarmony.Fault) {
        try part.end(name, text, in: path.last)
      } catch {
        report(error.message, at: xml)
      }
    }
  }

  private mutating func report(_ message: String, at xml: XMLReader) {
    let (line, column) = xml.place
    let mark = Mark(line: line, column: column)
    diagnostics.report(message, at: Place(mark, mark))
  }
}
