package import Foundation

/// A WAV file of 32-bit floating-point samples, whatever they are; all `channels` are equally long, `rate`
/// is in Hz.
///
/// Format: "Multimedia Programming Interface and Data Specifications 1.0" (IBM and Microsoft, 1991), with
/// format code 3 for floating point.
package func waveFile(_ channels: [[Float]], rate: UInt32) -> Data {
  let frameCount = channels.first?.count ?? 0
  let count = UInt32(channels.count)
  let samples = (0..<frameCount).flatMap { frame in channels.map { $0[frame] } }
  let length = UInt32(4 * samples.count)
  func little(_ word: UInt32) -> Data { withUnsafeBytes(of: word.littleEndian) { Data($0) } }
  var file = Data("RIFF".utf8) + little(36 + length) + Data("WAVEfmt ".utf8)
  for word in [16, 3 | count << 16, rate, 4 * count * rate, 4 * count | 32 << 16] {
    file += little(word)
  }
  file += Data("data".utf8) + little(length)
  for sample in samples { file += little(sample.bitPattern) }
  return file
}
