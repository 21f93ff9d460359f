import Foundation
import Music

/// Annotations in a folder: `NAME.lab` and `NAME.beats`.
struct OfflineTruth {
  struct Segment {
    let start: Double
    let end: Double
    let label: Substring

    /// The notes of the chord; none for no chord.
    var pitchClasses: [PitchClass] {
      let parts = label.split(separator: "/")[0].split(separator: ":")
      guard parts.count == 2, let root = PitchClass(name: parts[0]),
        let quality = ChordQuality(harte: parts[1])
      else { return [] }
      return Chord(root, quality).pitchClasses
    }
  }

  let segments: [Segment]
  let beats: [(time: Double, number: Int)]

  init(_ path: String) throws {
    segments = try Self.rows(path + ".lab").map {
      Segment(start: Double($0[0]) ?? 0, end: Double($0[1]) ?? 0, label: $0[2])
    }
    beats = try Self.rows(path + ".beats").map { (Double($0[0]) ?? 0, Int($0[1]) ?? 0) }
  }

  /// The chord that sounds at `time`.
  func segment(at time: Double) -> Segment? {
    segments.first { $0.start <= time && time < $0.end }
  }

  /// The share of the time at which `other` names the same chord.
  func agreement(_ other: OfflineTruth) -> Double {
    let end = segments.last?.end ?? 0
    let times = stride(from: 0.005, to: end, by: 0.01)
    let right = times.count { segment(at: $0)?.label == other.segment(at: $0)?.label }
    return Double(right) / Double(Array(times).count)
  }

  /// The share of the beats from `first` seconds on that `other` has within 70 ms, with the same
  /// place in the bar.
  func beatRecall(_ other: OfflineTruth, from first: Double) -> Double {
    let wanted = beats.filter { $0.time >= first }
    let found = wanted.count { beat in
      other.beats.contains { abs($0.time - beat.time) <= 0.07 && $0.number == beat.number }
    }
    return Double(found) / Double(wanted.count)
  }

  /// The share of the bars in whose first beat the first of `notes` is a tone of the chord.
  func bassScore(_ notes: [(time: Double, key: Int)]) -> Double {
    var bars = 0
    var right = 0
    for (index, beat) in beats.enumerated() where beat.number == 1 && index + 1 < beats.count {
      let tones = segment(at: beat.time + 0.05)?.pitchClasses ?? []
      let window = (beat.time - 0.08)..<(beats[index + 1].time - 0.08)
      bars += 1
      guard let note = notes.first(where: { window.contains($0.time) }) else { continue }
      if tones.contains(PitchClass(note.key)) { right += 1 }
    }
    return Double(right) / Double(bars)
  }

  private static func rows(_ path: String) throws -> [[Substring]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: " ")
    }
  }
}
