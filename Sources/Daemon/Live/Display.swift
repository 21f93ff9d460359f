private import Glibc
import Graph
import Music
import Platform

/// What is heard, in the terminal: a line for each chord, and below it one that follows the beat.
struct Display {
  /// Nanoseconds between two turns of the status line.
  private static let period: Int64 = 100_000_000

  private let isTerminal = isatty(1) == 1
  private var nextLine: Int64 = 0
  private var chord: Chord?
  private var hasChord = false
  private var key: Key?
  private var isDrawn = false

  /// Shows what `event` says, at the second of the run at which it happened.
  mutating func show(_ event: Event, sampleRate: Double, transport: Transport) {
    switch event.type {
    case .key: key = Key(event: event)
    case .chord where event.values[4] < 0.5:
      let heard = Chord?(event: event)
      guard !hasChord || heard != chord else { return }
      chord = heard
      hasChord = true
      let seconds = max(0, Double(event.time) / sampleRate)
      let tempo = transport.isRolling ? "  " + Self.tempo(transport) : ""
      write("\(Self.time(seconds))  \(Self.position(transport))  \(heard.symbol)\(tempo)\n")
    default: break
    }
  }

  /// Draws the status line anew where it is time to.
  mutating func refresh(_ transport: Transport, summary: String, now: Int64) {
    guard isTerminal, now >= nextLine else { return }
    nextLine = now + Self.period
    let dots = (1...max(1, transport.beatsPerBar)).map { beat in
      transport.isRolling && beat == transport.beatInBar ? "●" : "○"
    }.joined(separator: " ")
    let tempo = transport.isRolling ? Self.tempo(transport) : "listening"
    let name = hasChord ? chord.symbol : "–"
    let parts = [Self.position(transport), dots, tempo, key?.name ?? "", summary]
    write("\u{1B}[1;7m  \(name)  \u{1B}[0m  " + parts.joined(separator: "  "))
    isDrawn = true
  }

  /// Leaves the terminal as it was found.
  mutating func end() { if isDrawn { write("") } }

  private static func tempo(_ transport: Transport) -> String {
    decimal(transport.tempo, places: 1) + " bpm"
  }

  /// Bar and beat, "12.3".
  private static func position(_ transport: Transport) -> String {
    guard transport.isRolling else { return "    –" }
    let bar = String(transport.bar + 1)
    return String(repeating: " ", count: max(0, 3 - bar.count)) + bar + ".\(transport.beatInBar)"
  }

  private static func time(_ seconds: Double) -> String {
    let minutes = Int(seconds) / 60
    let rest = decimal(seconds - Double(minutes * 60), places: 1)
    return "\(minutes):" + (rest.count < 4 ? "0" : "") + rest
  }

  private mutating func write(_ text: String) {
    var bytes = Array(((isDrawn ? "\r\u{1B}[K" : "") + text).utf8)
    isDrawn = false
    bytes.withUnsafeMutableBytes { _ = Glibc.write(1, $0.baseAddress, $0.count) }
  }
}
