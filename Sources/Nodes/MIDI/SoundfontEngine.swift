private import CFluidSynth
import Graph
private import Glibc

/// FluidSynth with one soundfont, driven by the audio thread alone.
///
/// All voices and samples are allocated when it is made, and its own locks are off; what the audio
/// thread calls neither locks nor allocates, as RealtimeSanitizer confirms in the tests. That holds
/// only without its reverb and chorus, which run in an OpenMP team that every thread allocates anew.
struct SoundfontEngine: ~Copyable {
  /// Where Debian's packages put soundfonts, best first.
  static let defaultFiles = [
    "FluidR3_GM.sf2", "default-GM.sf2", "TimGM6mb.sf2", "FluidR3_GS.sf2", "GeneralUser-GS.sf2",
  ].flatMap { ["/usr/share/sounds/sf2/" + $0, "/usr/share/soundfonts/" + $0] }

  /// The samples rendered last.
  let left: UnsafeMutablePointer<Float>
  let right: UnsafeMutablePointer<Float>

  private let fluid: fluid_functions
  private let settings: OpaquePointer
  private let synth: OpaquePointer

  /// Loads `file` and prepares to render up to `capacity` frames at once.
  init(file: String, sampleRate: Double, capacity: Int) throws(NodeError) {
    guard let fluid = FluidLibrary.shared else {
      throw NodeError("FluidSynth is not installed; install the Debian package libfluidsynth3")
    }
    let library = fluid.pointee
    guard let settings = library.new_settings() else { throw NodeError("out of memory") }
    for (name, value) in [
      ("synth.threadsafe-api", 0), ("synth.dynamic-sample-loading", 0), ("synth.polyphony", 256),
      ("synth.cpu-cores", 1), ("synth.reverb.active", 0),
      ("synth.chorus.active", 0),
    ] { _ = library.set_integer(settings, name, Int32(value)) }
    _ = library.set_number(settings, "synth.sample-rate", sampleRate)
    _ = library.set_number(settings, "synth.gain", 0.5)
    guard let synth = library.new_synth(settings) else {
      library.delete_settings(settings)
      throw NodeError("FluidSynth does not run at \(Int(sampleRate)) Hz; use 8000 to 96000 Hz")
    }
    guard library.load(synth, file, 1) != FLUID_FAILED else {
      library.delete_synth(synth)
      library.delete_settings(settings)
      throw NodeError("'\(file)' is not a soundfont that can be read", subject: "soundfont")
    }
    self.fluid = fluid
    self.settings = settings
    self.synth = synth
    left = .allocate(capacity: capacity)
    left.initialize(repeating: 0, count: capacity)
    right = .allocate(capacity: capacity)
    right.initialize(repeating: 0, count: capacity)
    rehearse(frameCount: min(64, capacity))
  }

  /// Plays every voice once, unheard, and forgets it: else the audio thread would be the first to touch
  /// their memory, and a patch that is loaded would cost its first notes a cycle.
  private func rehearse(frameCount: Int) {
    for note in 0..<256 {
      fluid_note_on(fluid, synth, Int32(note % 8), Int32(24 + note / 8 * 2), 100)
    }
    for _ in 0..<16 { render(from: 0, to: frameCount) }
    _ = fluid.pointee.all_sounds_off(synth, -1)
    for _ in 0..<16 { render(from: 0, to: frameCount) }
    left.update(repeating: 0, count: frameCount)
    right.update(repeating: 0, count: frameCount)
  }

  deinit {
    fluid.pointee.delete_synth(synth)
    fluid.pointee.delete_settings(settings)
    left.deallocate()
    right.deallocate()
  }

  /// The soundfont that the node asks for, or the first of the system's.
  static func file(_ context: NodeContext) throws(NodeError) -> String {
    let wanted = context.setting("soundfont").text
    guard wanted.isEmpty else {
      let path = context.environment.path(wanted)
      guard !FileStamp(path).isElse, access(path, R_OK) == 0 else {
        throw NodeError("cannot read '\(path)'", subject: "soundfont")
      }
      context.uses(file: path)
      return path
    }
    guard let file = defaultFiles.first(where: { access($0, R_OK) == 0 }) else {
      throw NodeError(
        "no soundfont is installed; install the Debian package fluid-soundfont-gm, or write "
          + "soundfont: FILE.sf2", subject: "soundfont")
    }
    return file
  }

  /// Fills ``left`` and ``right`` from the frame `start` up to `end`.
  @_noLocks
  func render(from start: Int, to end: Int) {
    guard end > start else { return }
    let offset = Int32(truncatingIfNeeded: start)
    let count = Int32(truncatingIfNeeded: end - start)
    fluid_write(fluid, synth, count, left, right, offset)
  }

  /// Does what `event` says, from the next sample rendered on.
  @_noLocks
  func play(_ event: MIDIEvent) {
    let channel = Int32(event.channel)
    let (first, second) = (Int32(event.data1 & 0x7F), Int32(event.data2 & 0x7F))
    switch event.status & 0xF0 {
    case 0x80: fluid_note_off(fluid, synth, channel, first)
    case 0x90 where second == 0: fluid_note_off(fluid, synth, channel, first)
    case 0x90: fluid_note_on(fluid, synth, channel, first, second)
    case 0xB0: fluid_control(fluid, synth, channel, first, second)
    case 0xC0: fluid_program(fluid, synth, channel, first)
    case 0xE0: fluid_bend(fluid, synth, channel, first | second << 7)
    default: break
    }
  }

  /// Gives `channel`, 0 to 15, the instrument `program`, 0 to 127.
  @_noLocks
  func set(program: Int, channel: Int) {
    fluid_program(
      fluid, synth, Int32(truncatingIfNeeded: channel), Int32(truncatingIfNeeded: program))
  }

  /// Ends everything at once, tails of notes included.
  @_noLocks
  func silence() {
    for channel in Int32(0)..<16 { fluid_control(fluid, synth, channel, 120, 0) }
  }
}
