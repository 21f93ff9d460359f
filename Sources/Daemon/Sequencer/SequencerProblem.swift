private import Glibc
private import Platform

/// Why there is no MIDI from the ALSA sequencer, and what to do about it.
struct SequencerProblem: Error, Equatable, CustomStringConvertible {
  let description: String

  /// `status` is libasound's, a negative error of the system.
  init(_ status: Int32) {
    let reason = SystemError(code: -status).reason
    let remedy =
      switch -status {
      case ENOENT, ENODEV, ENXIO:
        "this kernel has no sequencer loaded: 'modprobe snd-seq' as root, and snd-seq in "
          + "/etc/modules for every start"
      case EACCES, EPERM: "add strumd's user to the group audio"
      default: "see whether 'aconnect -l' works"
      }
    description = "no ALSA sequencer (/dev/snd/seq: \(reason)); \(remedy)"
  }
}
