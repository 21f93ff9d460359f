/// A MIDI input that lost a sender, and when the last of what that sent has come.
struct CutInput {
  /// Which of our ports it is, whatever it is called by then.
  let number: Int

  /// In nanoseconds.
  let due: Int64
}
