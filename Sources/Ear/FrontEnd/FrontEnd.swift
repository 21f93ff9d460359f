/// One pass over a signal for all that analyse it: rates, spectra, onsets and notes are made once.
///
///     while !rest.isEmpty {
///       front.advance(through: &rest)
///       beats.hear(front) { … }
///       keys.hear(front) { … }
///     }
///
/// What it brings depends on the samples alone, not on the pieces they come in. Frames are counted as
/// the input's are; one thread at a time may use it.
package final class FrontEnd {
  /// What analysers need, and what a step brings.
  package struct Parts: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// A frame of 256 samples at 22.05 kHz or a little more.
    package static let frames = Parts(rawValue: 1)
    /// How much new sound it brought, and the onsets in it.
    package static let onsets = Parts(rawValue: 2)
    /// The notes that sound, about 43 times a second.
    package static let notes = Parts(rawValue: 4)
    /// The chords, as another analyser tells them, or else as they fit the notes.
    package static let chords = Parts(rawValue: 8)
    /// Half a frame, and whether a stroke begins in it.
    package static let glimpses = Parts(rawValue: 16)
  }

  /// Samples from one frame to the next, at the rate that the frames have, ``frameRate(for:)``.
  package static let hop = 256
  private static let glimpse = hop / 2
  private static let minimumRate = 22_050.0
  private static let noteRate = 11_025.0
  /// The longest frame that anybody looks at, in seconds.
  private static let longest = 0.25

  package let sampleRate: Double

  /// Input frames heard so far.
  package private(set) var heard: Int64

  /// The samples of the last step, lent until the next.
  package private(set) var samples = UnsafeBufferPointer<Float>(start: nil, count: 0)

  /// What the last step has brought.
  package private(set) var news: Parts = []

  /// Chords that were told in the last step.
  package private(set) var chords: [ChordEstimate] = []

  /// What the chord network sees of the notes.
  package var view: [Float] { spectra?.view ?? [] }

  private(set) var framer: Framer
  private(set) var onsets: OnsetDetector
  private(set) var spectra: HarmonySpectra?
  private var parts: Parts = []
  private var decimator: Decimator
  private var noteDecimator: Decimator
  /// What comes out of them in a step; made once, since steps are many.
  private var resampled: [Float]
  /// Tells chords where nobody else does.
  private var recognizer: ChordRecognizer?

  /// Creates a front end for audio at `sampleRate` hertz whose first sample is input frame `origin`.
  package init(sampleRate: Double, origin: Int64 = 0) {
    self.sampleRate = sampleRate
    heard = origin
    decimator = Decimator(factor: Decimator.factor(from: sampleRate, toAtLeast: Self.minimumRate))
    let rate = sampleRate / Double(decimator.factor)
    noteDecimator = Decimator(factor: Decimator.factor(from: rate, toAtLeast: Self.noteRate))
    framer = Framer(
      rate: rate, factor: decimator.factor, latency: decimator.latency,
      length: Int(Self.longest * rate), hop: Self.hop)
    onsets = OnsetDetector(rate: rate)
    resampled = Array(repeating: 0, count: Self.hop)
  }

  /// The rate of the frames that come of `sampleRate`, in hertz.
  package static func frameRate(for sampleRate: Double) -> Double {
    sampleRate / Double(Decimator.factor(from: sampleRate, toAtLeast: minimumRate))
  }

  /// Brings `parts` from now on; `isToldChords` if an analyser tells its chords to the others.
  package func bring(_ parts: Parts, isToldChords: Bool = false) {
    self.parts = parts
    if !parts.isDisjoint(with: [.onsets, .glimpses, .notes, .chords]) {
      self.parts.insert(.frames)
    }
    if !parts.contains(.chords) || isToldChords {
      recognizer = nil
    } else if recognizer == nil {
      recognizer = ChordRecognizer(sampleRate: sampleRate)
    }
    if recognizer != nil { self.parts.formUnion(ChordRecognizer.parts) }
    if self.parts.contains(.onsets) { self.parts.insert(.glimpses) }
    guard self.parts.contains(.notes) else { return spectra = nil }
    if spectra == nil {
      spectra = HarmonySpectra(
        rate: framer.rate / Double(noteDecimator.factor),
        factor: decimator.factor * noteDecimator.factor,
        latency: decimator.latency + decimator.factor * noteDecimator.latency)
    }
  }

  /// Tells a chord to those that hear this step later.
  package func tell(_ chord: ChordEstimate) { chords.append(chord) }

  /// Takes a step: up to the next news, or to the end of `samples`.
  package func advance(through samples: inout UnsafeBufferPointer<Float>) {
    let count = min(samples.count, missing)
    self.samples = UnsafeBufferPointer(rebasing: samples.prefix(count))
    samples = UnsafeBufferPointer(rebasing: samples.dropFirst(count))
    news = []
    chords.removeAll(keepingCapacity: true)
    heard += Int64(count)
    guard parts.contains(.frames) else { return }
    let before = framer.missing
    resample()
    if parts.contains(.glimpses), framer.missing != before, framer.missing % Self.glimpse == 0 {
      onsets.glimpse(framer, at: heard)
      news.insert(.glimpses)
    }
    if framer.close(at: heard) {
      news.insert(.frames)
      if parts.contains(.onsets) {
        onsets.observe(framer)
        news.insert(.onsets)
      }
    }
    if spectra?.observe(at: heard) == true { news.insert(.notes) }
    recognizer?.hear(self) { tell($0) }
  }

  /// Input frames until there is something new.
  private var missing: Int {
    guard parts.contains(.frames) else { return .max }
    var count = framer.missing
    if parts.contains(.glimpses), count > Self.glimpse { count -= Self.glimpse }
    if let spectra { count = min(count, noteDecimator.inputs(for: spectra.framer.missing)) }
    return decimator.inputs(for: count)
  }

  private func resample() {
    resampled.withUnsafeMutableBufferPointer { outputs in
      var count = decimator.push(samples, into: outputs)
      framer.append(UnsafeBufferPointer(rebasing: outputs[..<count]))
      guard spectra != nil else { return }
      count = noteDecimator.push(UnsafeBufferPointer(rebasing: outputs[..<count]), into: outputs)
      spectra?.append(UnsafeBufferPointer(rebasing: outputs[..<count]))
    }
  }
}
