import Chart
import Glibc

@testable import Sound

extension FuzzTarget {
  /// A WAV file that was not ended, as after a crash: what there is to say of its sound, and the sound at another
  /// rate, whole and piece by piece.
  ///
  /// Any other recording is for libsndfile alone to read.
  static func feedWave(_ bytes: [UInt8]) {
    guard ftruncate(scratch, 0) == 0, pwrite(scratch, bytes, bytes.count, 0) == bytes.count else {
      fatalError("no room for a file in memory")
    }
    let path = "/proc/self/fd/\(scratch)"
    guard OpenEndedWave(path) != nil,
      let survey = try? SoundSurvey(path, longest: 2, progress: { _ in })
    else { return }
    _ = try? AudioFile.read(path, rate: 48_000, limit: 1 << 16).mono
    guard let stream = try? SoundStream(path, rate: 48_000) else { return }
    var block = [Float](repeating: 0, count: 64 * survey.channelCount)
    for _ in 0..<4 { try? stream.read(into: &block) }
  }

  /// A file in memory, for what is read by its name.
  private static let scratch = fileInMemory("wave", 0)

  /// A score in an archive, deflated or not, or as it is, and what becomes of it.
  static func feedScore(_ bytes: [UInt8]) {
    guard let chart = try? ChartFile.parse(bytes, name: "song.mxl") else { return }
    _ = (chart.beats, chart.yaml, chart.chordPro)
  }
}

/// Linux' own `memfd_create`, which Swift's Glibc leaves out.
@_silgen_name("memfd_create")
private func fileInMemory(_ name: UnsafePointer<CChar>, _ flags: CUnsignedInt) -> CInt
