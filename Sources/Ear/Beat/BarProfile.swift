package import Music

/// What a bar sounds like: its chords and its pitch classes, each half of the bar by itself.
package struct BarProfile: Sendable {
  /// How much the chords say, against the pitch classes that were heard.
  private static let chordShare: Float = 0.7
  /// How much likeness means nothing: most music shares this much.
  private static let common: Float = 0.35
  /// How much two bars may differ and be the same to a listener.
  private static let tolerance: Float = 0.15

  /// From C up, both halves; each half of unit length or zero.
  private var chords = [Float](repeating: 0, count: 24)
  private var chroma = [Float](repeating: 0, count: 24)

  /// Describes the bar from `start` to `end`, in frames.
  ///
  /// `chords` hold from their time on, in order; `chroma` may reach beyond the bar.
  package init(
    start: Int64, end: Int64, chords: [(time: Int64, chord: Chord?)], chroma: [ChromaEstimate]
  ) {
    let middle = (start + end) / 2
    for (half, span) in [start..<middle, middle..<end].enumerated() {
      add(chords, in: span, half: half)
      for frame in chroma where span.contains(frame.frame) {
        for bin in 0..<12 { self.chroma[12 * half + bin] += frame.bins[bin] }
      }
      Self.normalize(&self.chords, half)
      Self.normalize(&self.chroma, half)
    }
  }

  private mutating func add(
    _ changes: [(time: Int64, chord: Chord?)], in span: Range<Int64>, half: Int
  ) {
    for (index, change) in changes.enumerated() {
      let end = index + 1 < changes.count ? changes[index + 1].time : span.upperBound
      let length = min(end, span.upperBound) - max(change.time, span.lowerBound)
      guard length > 0, let chord = change.chord else { continue }
      for tone in chord.pitchClasses {
        // The root tells chords apart that share their other notes.
        chords[12 * half + tone.semitones] += Float(length) * (tone == chord.root ? 1.5 : 1)
      }
    }
  }

  private static func normalize(_ values: inout [Float], _ half: Int) {
    let range = 12 * half..<12 * half + 12
    let length = values[range].reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 1e-6 else { return }
    for index in range { values[index] /= length }
  }

  /// How much two bars differ: 0 where a listener takes them for the same, 1 for different ones.
  func difference(from other: BarProfile) -> Float {
    let harmony = Self.likeness(chords, other.chords)
    let sound = Self.likeness(chroma, other.chroma)
    let likeness =
      switch (harmony, sound) {
      case (let harmony?, let sound?):
        Self.chordShare * harmony + (1 - Self.chordShare) * sound
      default: harmony ?? sound ?? 1
      }
    let difference = (1 - likeness) / (1 - Self.common)
    return min(1, max(0, (difference - Self.tolerance) / (1 - Self.tolerance)))
  }

  /// The mean cosine of the halves that are not silent in both; `nil` if all are.
  private static func likeness(_ a: [Float], _ b: [Float]) -> Float? {
    var sum: Float = 0
    var count: Float = 0
    for half in 0..<2 {
      var product: Float = 0
      var isSilent = true
      for index in 12 * half..<12 * half + 12 {
        product += a[index] * b[index]
        if a[index] > 0 || b[index] > 0 { isSilent = false }
      }
      guard !isSilent else { continue }
      sum += product
      count += 1
    }
    return count > 0 ? sum / count : nil
  }
}
