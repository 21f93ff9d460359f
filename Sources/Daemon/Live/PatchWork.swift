import Graph
import PatchFile

/// A task that is under way, with what is known of its patch so far.
struct PatchWork {
  let task: PatchTask

  /// The file it is about.
  let path: String

  /// What the results of its present order are marked with.
  var ticket = -1

  /// When it began, on the monotonic clock.
  let start: Int64

  /// The patch of the file as it was read, and when that was.
  var document: PatchDocument?
  var stamp: FileStamp?

  /// Parameters to set with the patch.
  var values: [(node: String, parameter: String, value: Float)] = []

  /// The change to take back.
  var reversal: Reversal?

  /// The engine that is to take the place of the present one.
  var successor: Engine?

  /// The place in the set list that it goes to.
  var position: Int?

  /// Counts what was loaded when it began; edits are worked into that patch only.
  let generation: Int

  /// How often its nodes were made; a file that keeps changing is not waited for.
  var attempts = 0

  /// How far its nodes have come, and whether that is still to be told.
  var progress: Construction.Progress?

  init(_ task: PatchTask, path: String, start: Int64, generation: Int) {
    self.task = task
    self.path = path
    self.start = start
    self.generation = generation
  }
}
