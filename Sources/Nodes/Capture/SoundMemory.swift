private import CSamplerate
private import CSndfile
import Graph
private import Glibc

/// A sound file in memory, in stereo, at the engine's sample rate.
struct SoundMemory: ~Copyable {
  /// The length in frames.
  let frameCount: Int
  let left: UnsafeMutablePointer<Float>
  let right: UnsafeMutablePointer<Float>

  /// Reads `path` whole, on the control thread; a mono file is the same on both sides, and of more
  /// than two channels only the first two are taken.
  init(_ path: String, sampleRate: Double) throws(NodeError) {
    let file = try SoundMemory.read(path)
    let samples = try SoundMemory.resample(file, to: sampleRate, path)
    let count = samples.count / file.channelCount
    frameCount = count
    left = .allocate(capacity: max(1, count))
    right = .allocate(capacity: max(1, count))
    let second = file.channelCount > 1 ? 1 : 0
    for frame in 0..<count {
      (left + frame).initialize(to: samples[frame * file.channelCount])
      (right + frame).initialize(to: samples[frame * file.channelCount + second])
    }
  }

  deinit {
    left.deallocate()
    right.deallocate()
  }

  private struct Contents {
    let samples: [Float]
    let channelCount: Int
    let sampleRate: Double
  }

  private static func read(_ path: String) throws(NodeError) -> Contents {
    guard !FileStamp(path).isElse else {
      throw NodeError("'\(path)' is no file", subject: "file")
    }
    var info = SF_INFO()
    guard let file = sf_open(path, Int32(SFM_READ), &info) else {
      throw NodeError(
        "cannot read '\(path)': \(String(cString: sf_strerror(nil)))", subject: "file")
    }
    defer { sf_close(file) }
    let channelCount = Int(info.channels)
    guard info.frames >= 0, info.frames < 1 << 31 else {
      throw NodeError("'\(path)' is too long to be held in memory", subject: "file")
    }
    var samples = [Float](repeating: 0, count: Int(info.frames) * channelCount)
    let frames = sf_readf_float(file, &samples, info.frames)
    samples.removeLast(samples.count - Int(max(0, frames)) * channelCount)
    return Contents(
      samples: samples, channelCount: channelCount, sampleRate: Double(info.samplerate))
  }

  private static func resample(
    _ file: Contents, to sampleRate: Double, _ path: String
  ) throws(NodeError) -> [Float] {
    guard file.sampleRate != sampleRate, !file.samples.isEmpty else { return file.samples }
    let ratio = sampleRate / file.sampleRate
    let frames = file.samples.count / file.channelCount
    let room = Int(Double(frames) * ratio) + 16
    var result = [Float](repeating: 0, count: room * file.channelCount)
    var made = 0
    let failure = file.samples.withUnsafeBufferPointer { source in
      result.withUnsafeMutableBufferPointer { destination in
        var request = SRC_DATA()
        request.data_in = source.baseAddress
        request.data_out = destination.baseAddress
        request.input_frames = frames
        request.output_frames = room
        request.src_ratio = ratio
        let failure = src_simple(&request, Int32(SRC_SINC_MEDIUM_QUALITY), Int32(file.channelCount))
        made = request.output_frames_gen
        return failure
      }
    }
    guard failure == 0 else {
      throw NodeError(
        "cannot bring '\(path)' to \(Int(sampleRate)) Hz: \(String(cString: src_strerror(failure)))",
        subject: "file")
    }
    result.removeLast(result.count - made * file.channelCount)
    return result
  }
}
