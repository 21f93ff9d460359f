private import CJack

/// The libjack that the dynamic linker found.
enum JackLibrary {
  /// Whether it is PipeWire's, which calls itself "3.0.0.0 (using PipeWire 0.3.65)"; it reaches no server but PipeWire.
  static let isPipeWires =
    jack_get_version_string().map { String(cString: $0).contains("PipeWire") } ?? false

  /// What to do where that library is ours, and no PipeWire runs.
  static let advice =
    "no PipeWire runs, and libjack is PipeWire's, which reaches no jackd; start PipeWire "
    + "(systemctl --user start pipewire), or run strumd without pw-jack and with the libjack of jackd2"
}
