/// A message that went out, as the recorder gets it.
struct RecordedMessage: BitwiseCopyable {
  /// Frames since the recording began.
  let frame: Int64

  /// Which MIDI output, counted in the schedule's order.
  let port: Int32
  let status: UInt8
  let data1: UInt8
  let data2: UInt8

  @_noLocks
  init(frame: Int64, port: Int32, status: UInt8, data1: UInt8, data2: UInt8) {
    self.frame = frame
    self.port = port
    self.status = status
    self.data1 = data1
    self.data2 = data2
  }
}
