import Graph

extension Performance {
  /// What was played as a MIDI file: a track for each channel of each port, in the order of the
  /// patch, with a tempo map that follows musical time.
  func midiFile(_ patch: Patch, ports: [String], sampleRate: Double) -> StandardMIDIFile {
    let map = TempoMap(
      beats.anchors, tempo: patch.tempo, beatsPerBar: patch.beatsPerBar, beatUnit: patch.beatUnit,
      ticksPerQuarter: StandardMIDIFile.ticksPerQuarter, sampleRate: sampleRate)
    let tracks = ports.flatMap { port in
      (UInt8(0)..<16).compactMap { channel in
        track(port, channel, patch) { map.tick(at: Double($0)) }
      }
    }
    return StandardMIDIFile(
      title: patch.name.isEmpty ? "strumd" : patch.name, beatsPerBar: patch.beatsPerBar,
      beatUnit: patch.beatUnit, tempos: map.tempos, tracks: tracks,
      endTick: map.tick(at: Double(frameCount)))
  }

  /// The track of a channel, or `nil` where nothing was played on it.
  private func track(
    _ port: String, _ channel: UInt8, _ patch: Patch, tick: (Int64) -> Int
  ) -> StandardMIDIFile.Track? {
    let own = messages.filter { message in
      message.port == port && message.event.channel == channel && !message.event.isSystem
    }
    guard own.contains(where: { $0.event.isNoteOn }) else { return nil }
    return StandardMIDIFile.Track(
      name: patch.part(of: port, channel: Int(channel) + 1),
      messages: own.map { message in
        let bytes = [message.event.status, message.event.data1, message.event.data2]
        return StandardMIDIFile.Message(
          tick: tick(message.frame), bytes: Array(bytes.prefix(message.event.byteCount)))
      })
  }
}
