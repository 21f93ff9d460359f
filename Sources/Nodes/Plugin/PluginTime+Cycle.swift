import Graph
import LV2

extension PluginTime {
  /// Musical time at the first frame of `cycle`.
  @_noLocks
  init(_ cycle: borrowing Cycle) {
    let transport = cycle.transport
    let beats = Double(transport.beatsPerBar)
    let bars = ((transport.beat - transport.downbeat) / beats).floored
    self.init(
      speed: transport.isRolling ? 1 : 0, frame: cycle.frame, bar: Int64(max(0, transport.bar)),
      barBeat: Float(transport.beat - transport.downbeat - bars * beats),
      beatsPerBar: Float(transport.beatsPerBar), tempo: Float(transport.tempo))
  }
}
