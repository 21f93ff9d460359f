import Graph
private import Music
private import YAML

/// A take as a page for people: all that was heard and played along one axis of time.
///
/// One file that asks for nothing else; its own policy forbids a browser to load anything.
struct ReportPage {
  private let take: Take
  private let engine: Engine

  init(_ take: Take, engine: Engine) {
    self.take = take
    self.engine = engine
  }

  var document: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; script-src 'unsafe-inline'">
    <meta name="generator" content="strumd">
    <title>\(xmlText(take.title)) – strumd</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <header>
    <h1>\(xmlText(take.title))</h1>
    <p>\(xmlText(ReportSummary(take, patch: engine.patch).line))</p>
    <nav aria-label="View">
    <button id="out" title="Zoom out (−)">−</button>
    <button id="in" title="Zoom in (+)">+</button>
    <button id="fit" title="All of it (0)">Fit</button>
    <button id="theme" title="Light or dark">◐</button>
    </nav>
    </header>
    <main>
    <canvas id="overview" height="48" aria-hidden="true"></canvas>
    <div id="stage">
    <canvas id="lanes" tabindex="0" role="img" aria-label="\
    Waveform, sections, chords, chroma, beats, tempo and notes over time; the tables below tell \
    the same in words."></canvas>
    <div id="tip" hidden></div>
    </div>
    <p id="hint">Wheel or pinch to zoom, drag to scroll, arrow keys to step.</p>
    \(ReportSummary(take, patch: engine.patch).tables)
    </main>
    <script type="application/json" id="take">\(data)</script>
    <script>
    \(Self.tools)
    \(Self.lanes)
    \(Self.frames)
    \(Self.steering)
    </script>
    </body>
    </html>

    """
  }

  /// All of the JSON document, and what only a drawing needs.
  ///
  /// Within a script element "<" could end it; JSON lets it be written otherwise.
  private var data: String {
    let peaks = take.sound.peaks
    // What is quieter than -80 dBFS is not blown up.
    let loudest = peaks.reduce(Float(1e-4)) { max($0, -$1.low, $1.high) }
    let level = { (value: Float) in JSON.integer(Int((value / loudest * 127).rounded())) }
    let members =
      take.score.members(of: take, engine: engine) + [
        ("symbols", .array(take.score.chords.segments.map { .string($0.chord.symbol) })),
        ("players", .array(engine.patch.players(of: take.score.notes).map(value))),
        ("peaks", .array(peaks.flatMap { [level($0.low), level($0.high)] })),
      ]
    return JSON.object(members).pretty
      .split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
  }

  private func value(_ player: PlayedPart) -> JSON {
    .object([
      ("port", .string(player.port)), ("channel", .integer(player.channel)),
      ("name", .string(player.name)),
    ])
  }
}
