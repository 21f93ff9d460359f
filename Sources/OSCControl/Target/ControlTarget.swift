package import Graph

/// What the OSC server controls: an engine, as far as control needs to know it.
///
/// Everything is called on the thread that drives the server, and must return at once. What takes time
/// tells `completion` on that thread how it goes, and once how it ended; it is done in the order in
/// which it was asked for.
package protocol ControlTarget: AnyObject {
  /// A number that changes whenever ``parameters`` does.
  var generation: Int { get }

  /// The parameters of the running patch, in an order that holds until ``generation`` changes.
  var parameters: [ControlParameter] { get }

  /// The nodes of the running patch, until ``generation`` changes.
  var nodes: [ControlNode] { get }

  /// What MIDI controls move in the running patch, until ``generation`` changes.
  var midiMap: [MIDIBinding] { get }

  /// The value of a parameter, by its place in ``parameters``.
  func value(of parameter: Int) -> Float

  /// Sets a parameter to a value that its declaration allows, from the next cycle on.
  func set(_ parameter: Int, to value: Float)

  /// Makes all `changes` in one cycle: the one that holds `frame`, or the next one.
  ///
  /// Returns `false` where there is no room for them, and then none is made.
  func set(_ changes: [ControlChange], at frame: Int64?) -> Bool

  /// The frame that sounds when the monotonic clock shows `nanoseconds`, `nil` if none does.
  func frame(at nanoseconds: Int64) -> Int64?

  /// Beats per minute.
  var tempo: Double { get }

  /// Where musical time is; `nil` where there is none.
  var music: MusicalTime? { get }

  /// Carries out `command`.
  func perform(_ command: ControlCommand)

  /// The file of the running patch.
  var patchPath: String { get }

  /// Takes back the last change of parameters or patch, or makes it again.
  func takeBack(isRedo: Bool, completion: @escaping (ControlOutcome) -> Void)

  /// Replaces the patch.
  func loadPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void)

  /// Writes the patch that plays to a file, in the place of another only if it `replaces` one.
  func savePatch(
    _ path: String, replaces: Bool, completion: @escaping (ControlOutcome) -> Void)

  /// Makes a patch ready, so that ``loadPatch(_:completion:)`` can put it on at once.
  func preparePatch(_ path: String, completion: @escaping (ControlOutcome) -> Void)

  /// What `/setlist` tells: number from 1, count, name of the list, patch; empty where there is none.
  var setlist: [OSCArgument] { get }

  /// Goes to another patch of the set list.
  func changeSong(_ move: ControlMove, completion: @escaping (ControlOutcome) -> Void)

  /// Changes the running patch in all the ways of `edits` at once, or in none.
  func edit(_ edits: [ControlEdit], completion: @escaping (ControlOutcome) -> Void)

  /// The path of a file that lies beside the patch that plays, or below, where `path` is relative to that
  /// folder or absolute; or why there is none, with links out of there for a reason.
  func fileBeside(_ path: String) -> ControlOutcome

  /// Whether `path`, from that folder on, leads out of it: by itself or by a link on the way.
  func leadsOut(_ path: String) -> Bool

  /// Looks a patch over without playing it.
  func checkPatch(_ path: String, completion: @escaping (ControlOutcome) -> Void)

  /// Calls `completion` once all that was asked for before is done, or where that cannot be waited for.
  func settle(_ completion: @escaping (ControlOutcome) -> Void)

  /// Writes down what has been heard, as a chart in the format that files with `ending` have: `cho`,
  /// `musicxml`, `yaml`; it takes long for a long song.
  func writeChart(ending: String, completion: @escaping (ControlOutcome) -> Void)

  /// The nodes of the running patch with their ports and settings, and its wires, as JSON.
  var graph: String { get }

  /// The declarations of all kinds of nodes, as JSON.
  var kinds: String { get }

  /// Says that the player is at `place` of the chart from the next bar line on: a bar by its number from
  /// 1, or a section by its name.
  func go(to place: String) -> ControlOutcome

  /// The running schedule as an s-expression.
  var dump: String { get }

  /// What `/engine/status` tells.
  var status: [ControlFact] { get }

  /// The numbers that nodes give out now, by their addresses.
  var readings: [ControlFact] { get }

  /// What each node costs, the costliest first.
  var costs: [ControlCost] { get }

  /// All that is known of costs and late cycles, as JSON.
  var ledger: String { get }
}
