/// Where a node finds its ports, counted within each type; owned by the schedule.
struct PortTable: BitwiseCopyable {
  let inputs: UnsafeMutablePointer<UnsafePointer<Float>>
  let outputs: UnsafeMutablePointer<UnsafeMutablePointer<Float>>
  let midiInputs: UnsafeMutablePointer<Lane<MIDIEvent>>
  let midiOutputs: UnsafeMutablePointer<Lane<MIDIEvent>>
  let eventInputs: UnsafeMutablePointer<Lane<Event>>
  let eventOutputs: UnsafeMutablePointer<Lane<Event>>
  let externals: UnsafeMutablePointer<UnsafeMutablePointer<ExternalSlot>>

  /// Whether a wire leads to the audio input.
  let isConnected: UnsafeMutablePointer<Bool>
}
