/// Where a node's files are, and in which kind of run it lives.
package struct Environment: Sendable {
  /// Faster than real time, from a file: every job runs in line, so that nothing depends on timing.
  package var isOffline: Bool

  /// Whether the node is only tried, unheard, while another one is made to be heard: it may read files, and
  /// must not write any.
  package var isRehearsal = false

  /// Whether nodes may leave files; recorders do nothing where they may not.
  package var keepsRecordings = true

  /// The folder that file settings are relative to.
  package var patchDirectory: String

  /// Folders that hold `styles` and other shared data, best first.
  package var dataDirectories: [String]

  /// What costs are measured with; `nil` for the clock of this machine.
  package var clock: TickClock?

  package init(isOffline: Bool, patchDirectory: String = ".", dataDirectories: [String] = []) {
    self.isOffline = isOffline
    self.patchDirectory = patchDirectory
    self.dataDirectories = dataDirectories
  }
}
