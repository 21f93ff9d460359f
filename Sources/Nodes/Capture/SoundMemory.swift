import Graph
private import Platform
private import Sound

/// A sound file in memory, in stereo, at the engine's sample rate.
struct SoundMemory: ~Copyable {
  /// The most samples of a file: half an hour in stereo at 48 kHz, 700 MB.
  private static let longest = 2 * 48_000 * 1800

  /// The length in frames.
  let frameCount: Int
  let left: UnsafeMutablePointer<Float>
  let right: UnsafeMutablePointer<Float>

  /// Reads `path` whole, on the control thread; a mono file is the same on both sides, and of more
  /// than two channels only the first two are taken.
  init(_ path: String, sampleRate: Double) throws(NodeError) {
    guard !FileStamp(path).isElse else {
      throw NodeError("'\(path)' is no file", subject: "file")
    }
    let channels: [[Float]]
    do throws(FileProblem) {
      channels = try AudioFile.read(path, rate: sampleRate, limit: Self.longest).channels
    } catch {
      throw NodeError("cannot read '\(path)': \(error.reason)", subject: "file")
    }
    let sides = (channels[0], channels[channels.count > 1 ? 1 : 0])
    frameCount = sides.0.count
    left = .allocate(capacity: frameCount)
    right = .allocate(capacity: frameCount)
    for frame in 0..<frameCount {
      (left + frame).initialize(to: sides.0[frame])
      (right + frame).initialize(to: sides.1[frame])
    }
  }

  deinit {
    left.deallocate()
    right.deallocate()
  }
}
