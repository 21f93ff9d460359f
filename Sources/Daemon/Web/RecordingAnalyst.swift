private import Glibc
private import OSCControl
import Platform
import Web

/// Has recordings rendered by a second strumd, one after the other, with the patch that plays.
final class RecordingAnalyst: Analyst {
  /// Nanoseconds after which one is given up.
  private static let patience = Int64(AnalysisLimits.work) * 1_000_000_000

  private struct Task {
    let child: ChildProcess
    let analysis: Analysis
    let deadline: Int64
    var output = RenderOutput()

    /// Whether it was given up because it took too long.
    var isLate = false
  }

  private let player: PatchPlayer
  private var waiting: [Analysis] = []
  private var task: Task?

  init(player: PatchPlayer) { self.player = player }

  func analyse(_ analysis: Analysis) {
    waiting.append(analysis)
    startNext()
  }

  /// Takes note of how far the analysis that runs has come, or begins with the next one.
  func poll(now: Int64) {
    guard var task else { return startNext() }
    task.output.read(task.child.output)
    task.analysis.advance(to: task.output.share)
    self.task = task
    var status: Int32 = 0
    guard waitpid(task.child.process, &status, WNOHANG) == task.child.process else {
      if now > task.deadline || task.analysis.isGivenUp { kill(task.child.process, SIGKILL) }
      return
    }
    task.output.read(task.child.output)
    task.isLate = now > task.deadline
    finish(task, hasWorked: status == 0)
  }

  /// Ends everything.
  func stop() {
    for analysis in waiting { analysis.end(.failed("strumd ends")) }
    waiting = []
    guard let task else { return }
    kill(task.child.process, SIGKILL)
    waitpid(task.child.process, nil, 0)
    finish(task, hasWorked: false)
  }

  private func startNext() {
    while task == nil, let analysis = waiting.first {
      waiting.removeFirst()
      if analysis.isGivenUp {
        analysis.end(.failed("given up"))
      } else {
        start(analysis)
      }
    }
  }

  private func start(_ analysis: Analysis) {
    let option =
      switch analysis.format {
      case .json: "--json"
      case .jams: "--jams"
      case .lab: "--chords"
      case .midi: "--midi"
      }
    do throws(SystemError) {
      let child = try ChildProcess.start(
        [
          "/proc/self/exe", AsideRender.verb, analysis.recording, "--patch", player.path, option,
          analysis.document,
        ], environment: [])
      task = Task(child: child, analysis: analysis, deadline: MonotonicClock.now + Self.patience)
      analysis.advance(to: 0)
    } catch {
      analysis.end(.failed("cannot start: \(error.reason)"))
    }
  }

  private func finish(_ task: Task, hasWorked: Bool) {
    close(task.child.output)
    self.task = nil
    let analysis = task.analysis
    let failure = AnalysisStage.failed(
      task.isLate ? task.output.lateness : task.output.complaint(about: analysis.recording))
    if hasWorked {
      handOver(analysis, or: failure)
    } else {
      analysis.end(failure)
    }
    startNext()
  }

  /// Hands what was found over to whoever waits for it; reading it would take the control thread too long.
  private func handOver(_ analysis: Analysis, or failure: AnalysisStage) {
    let read: @Sendable () -> String = {
      analysis.end(Self.document(analysis.document).map { .done($0) } ?? failure)
      return ""
    }
    player.ask(.write(read)) { outcome in
      if case .failed(let text) = outcome { analysis.end(.failed(text)) }
    }
  }

  /// What was found, unless it is absurdly much.
  private static func document(_ path: String) -> [UInt8]? {
    let limit = 16 << 20
    let bytes = try? readFile(path, limit: limit + 1)
    return bytes.flatMap { $0.count <= limit ? $0 : nil }
  }
}
