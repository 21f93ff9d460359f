private import Glibc
import NIOCore

/// A recording on its way in, kept in a file so that memory stays small.
final class Upload {
  private let analysis: Analysis
  private let descriptor: Int32
  private var size = 0

  /// What went wrong, if anything did.
  private(set) var failure: Answer?

  /// Whether the analysis is somebody else's by now.
  private var isTaken = false

  init(_ analysis: Analysis) {
    self.analysis = analysis
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    descriptor = open(analysis.recording, flags, 0o600)
    if descriptor < 0 { failure = .failed("there is no room for the recording") }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isTaken { analysis.end(.failed("the recording did not arrive")) }
  }

  /// Adds what came in; of what is too much, nothing is kept.
  func add(_ buffer: ByteBuffer) {
    guard failure == nil else { return }
    size += buffer.readableBytes
    guard size <= WebLimits.recording else {
      failure = Self.tooLarge
      ftruncate(descriptor, 0)
      return
    }
    let written = buffer.withUnsafeReadableBytes { write(descriptor, $0.baseAddress, $0.count) }
    if written != buffer.readableBytes { failure = .failed("there is no room for the recording") }
  }

  static let tooLarge = Answer.tooLarge(
    "a recording may have \(WebLimits.recording >> 20) MiB; send it as FLAC")

  /// The analysis with its recording, for the caller to begin.
  func take() -> Analysis {
    isTaken = true
    return analysis
  }
}
