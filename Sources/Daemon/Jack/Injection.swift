/// A message that the control thread sends past the engine.
///
/// For the ends of notes that an engine before this one, or this one at a server before this one,
/// left behind.
struct Injection: BitwiseCopyable {
  /// JACK's handle of the port.
  let handle: UnsafeMutableRawPointer
  let status: UInt8
  let data1: UInt8
  let data2: UInt8
}
