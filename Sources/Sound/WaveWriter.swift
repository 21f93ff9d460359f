private import CSndfile
package import Platform

/// Writes a 24-bit WAV file piece by piece.
///
/// Samples beyond full scale are limited to it; the same samples always give the same bytes. Beyond four gibibytes,
/// four hours in stereo at 48 kHz, the file goes over to RF64, as lengths in WAV have 32 bits.
///
/// Format: EBU Tech 3306 v1.1, section 3, "Achieving compatibility between WAVE and RF64".
package struct WaveWriter: ~Copyable {
  private let path: String
  private let channelCount: Int
  private let file: OpaquePointer

  /// Creates or replaces the file at `path`; errors name it `shown`.
  package init(
    _ path: String, sampleRate: Double, channelCount: Int, shown: String
  ) throws(FileProblem) {
    var info = SF_INFO()
    info.samplerate = Int32(sampleRate.rounded())
    info.channels = Int32(channelCount)
    info.format = Int32(SF_FORMAT_RF64 | SF_FORMAT_PCM_24)
    guard let file = sf_open(path, Int32(SFM_WRITE), &info) else {
      throw FileProblem(
        shown, "cannot be written (\(String(cString: sf_strerror(nil)).lowercased()))")
    }
    sf_command(file, Int32(SFC_SET_CLIPPING), nil, Int32(SF_TRUE))
    sf_command(file, Int32(SFC_RF64_AUTO_DOWNGRADE), nil, Int32(SF_TRUE))
    self.path = shown
    self.channelCount = channelCount
    self.file = file
  }

  deinit { sf_close(file) }

  /// Appends interleaved samples, full scale ±1.
  package borrowing func write(_ samples: UnsafeBufferPointer<Float>) throws(FileProblem) {
    let frameCount = sf_count_t(samples.count / channelCount)
    guard let start = samples.baseAddress, frameCount > 0 else { return }
    guard sf_writef_float(file, start, frameCount) == frameCount else {
      throw FileProblem(path, "cannot be written (\(String(cString: sf_strerror(file))))")
    }
  }

  /// Brings the file's header up to date: who finds the file after a crash can read what was written so far.
  package borrowing func update() { sf_command(file, Int32(SFC_UPDATE_HEADER_NOW), nil, 0) }
}
