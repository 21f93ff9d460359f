/// How a run begins: alone, or as a session manager says.
extension LiveRun {
  /// Plays until it is told to end; returns the exit status.
  static func main(_ options: RunOptions) -> Int32 {
    let signals = ProcessSignals()
    guard let url = options.sessionURL else { return start(options, signals, nil) }
    switch SessionClient.join(url, template: options.patch, signals: signals) {
    case .stopped: return 0
    case .alone:
      guard !options.patch.isEmpty else {
        Log.error(RunOptions.nothing.message)
        return 2
      }
      return start(options, signals, nil)
    case .joined(let manager):
      var options = options
      options.patch = manager.project.patch
      options.name = manager.id
      return start(options, signals, manager)
    }
  }

  private static func start(
    _ options: RunOptions, _ signals: ProcessSignals, _ manager: SessionClient?
  ) -> Int32 {
    do throws(PatchFailure) {
      return try LiveRun(options, signals: signals, manager).run()
    } catch {
      manager?.fail(error)
      Log.error(error.text)
      return 1
    }
  }
}
