private import CSndfile
private import Glibc
import Graph
import Synchronization

/// The file of a recorder, written by a worker from what the audio thread hands over.
///
/// The file is made when the first samples arrive, and its header is brought up to date once a
/// second of sound, so that a crash costs no more than that. Unchecked because only the worker that
/// runs the job touches the file, one at a time, and `deinit`, when nobody else can.
final class RecorderTape: Job, @unchecked Sendable {
  /// Frames that found no room because the disk was slow.
  let lostFrames = Atomic(0)

  private let path: String
  private let sampleRate: Double
  private let samples: SampleRing
  private let chunk: UnsafeMutablePointer<Float>
  private static let chunkFrames = 4096
  private var file: OpaquePointer?
  private var hasFailed: Bool
  private var framesSinceUpdate = 0

  /// Checks that `path` could be written, unless no file is to be left, and holds four seconds of
  /// sound.
  init(
    _ path: String, sampleRate: Double, maximumFrameCount: Int, writes: Bool = true
  ) throws(NodeError) {
    hasFailed = !writes
    let folder = folder(of: path)
    guard !writes || access(folder, W_OK) == 0 else {
      throw NodeError("cannot write to the folder '\(folder)'", subject: "file")
    }
    self.path = path
    self.sampleRate = sampleRate
    samples = SampleRing(minimumCapacity: max(Int(8 * sampleRate), 4 * maximumFrameCount))
    chunk = .allocate(capacity: 2 * Self.chunkFrames)
    chunk.initialize(repeating: 0, count: 2 * Self.chunkFrames)
  }

  deinit {
    _ = run()
    if let file { sf_close(file) }
    chunk.deallocate()
  }

  var isUrgent: Bool { false }

  /// Takes `count` samples, left and right in turn, from the audio thread.
  @_noLocks
  func push(_ start: UnsafePointer<Float>, count: Int) {
    if !samples.push(Signal(start: start, count: count)) {
      _ = lostFrames.wrappingAdd(count / 2, ordering: .relaxed)
    }
  }

  func run() -> Bool {
    var worked = false
    while true {
      let count = samples.pop(into: chunk, maximum: 2 * Self.chunkFrames)
      guard count > 0 else { return worked }
      write(frames: count / 2)
      worked = true
    }
  }

  private func write(frames: Int) {
    if file == nil, !hasFailed { open() }
    guard let file else { return }
    guard sf_writef_float(file, chunk, sf_count_t(frames)) == sf_count_t(frames) else {
      _ = lostFrames.wrappingAdd(frames, ordering: .relaxed)
      return
    }
    framesSinceUpdate += frames
    guard Double(framesSinceUpdate) >= sampleRate else { return }
    framesSinceUpdate = 0
    sf_command(file, Int32(SFC_UPDATE_HEADER_NOW), nil, 0)
  }

  private func open() {
    var info = SF_INFO()
    info.samplerate = Int32(sampleRate)
    info.channels = 2
    info.format = Int32(SF_FORMAT_WAV | SF_FORMAT_PCM_24)
    file = sf_open(unusedPath(path), Int32(SFM_WRITE), &info)
    hasFailed = file == nil
    if let file { sf_command(file, Int32(SFC_SET_CLIPPING), nil, Int32(SF_TRUE)) }
  }
}

/// The folder that `path` lies in.
private func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// `path`, or where that exists the first of "name-2.wav", "name-3.wav" … that does not.
private func unusedPath(_ path: String) -> String {
  guard access(path, F_OK) == 0 else { return path }
  let dot = path.lastIndex(of: ".").flatMap { path[$0...].contains("/") ? nil : $0 }
  let stem = path[..<(dot ?? path.endIndex)]
  var number = 2
  while access("\(stem)-\(number)\(path[stem.endIndex...])", F_OK) == 0 { number += 1 }
  return "\(stem)-\(number)\(path[stem.endIndex...])"
}
