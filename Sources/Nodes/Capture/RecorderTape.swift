private import Glibc
import Graph
private import Platform
internal import Sound
import Synchronization

/// The file of a recorder, written by a worker from what the audio thread hands over.
///
/// The file is made when the first samples arrive, and its header is brought up to date once a
/// second of sound, so that a crash costs no more than that. Unchecked because only the worker that
/// runs the job touches the file, one at a time, and `deinit`, when nobody else can.
final class RecorderTape: Job, @unchecked Sendable {
  /// Frames that are not in the file, because the disk was slow, full or not to be had.
  private let lostFrames = Atomic(0)

  private let trouble: TroubleReport

  private let path: String
  private let sampleRate: Double
  private let samples: SampleRing
  private let chunk: UnsafeMutablePointer<Float>
  private static let chunkFrames = 4096
  private var writer: WaveWriter?
  private let isWriting: Bool

  /// Whether there is no file for what comes, and whether the file lacks some of it.
  private var hasFailed = false
  private var isCut = false
  private var framesSinceUpdate = 0

  /// Checks that `path` could be written, unless no file is to be left, and holds four seconds of
  /// sound.
  init(
    _ path: String, sampleRate: Double, maximumFrameCount: Int, writes: Bool = true,
    trouble: TroubleReport
  ) throws(NodeError) {
    isWriting = writes
    let folder = folder(of: path)
    guard !writes || access(folder, W_OK) == 0 else {
      throw NodeError("cannot write to the folder '\(folder)'", subject: "file")
    }
    self.path = path
    self.trouble = trouble
    self.sampleRate = sampleRate
    samples = SampleRing(minimumCapacity: max(Int(8 * sampleRate), 4 * maximumFrameCount))
    chunk = .allocate(capacity: 2 * Self.chunkFrames)
    chunk.initialize(repeating: 0, count: 2 * Self.chunkFrames)
  }

  deinit {
    _ = run()
    chunk.deallocate()
  }

  var isUrgent: Bool { false }

  /// How much of what was heard is not in the file, in seconds.
  var lostSeconds: Float {
    @_noLocks get { Float(lostFrames.load(ordering: .relaxed)) / Float(sampleRate) }
  }

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
    guard isWriting else { return }
    if writer == nil, !hasFailed { open() }
    guard writer != nil else { return lose(frames) }
    do throws(FileProblem) {
      try writer?.write(UnsafeBufferPointer(start: chunk, count: 2 * frames))
    } catch {
      if !isCut { trouble.say("records no more: \(error)") }
      isCut = true
      return lose(frames)
    }
    framesSinceUpdate += frames
    guard Double(framesSinceUpdate) >= sampleRate else { return }
    framesSinceUpdate = 0
    writer?.update()
  }

  private func open() {
    let path = unusedPath(path)
    do throws(FileProblem) {
      writer = try WaveWriter(path, sampleRate: sampleRate, channelCount: 2, shown: path)
    } catch {
      hasFailed = true
      trouble.say("records nothing: \(error)")
    }
  }

  private func lose(_ frames: Int) {
    _ = lostFrames.wrappingAdd(frames, ordering: .relaxed)
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
