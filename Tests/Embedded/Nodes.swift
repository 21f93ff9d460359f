/// What can be done with a node kind, whatever its type.
protocol Visitor {
  mutating func visit<N: Node & ~Copyable>(_ type: N.Type, _ name: StaticString)
}

/// Lets `visitor` see every node kind, in the half of it that runs on the audio thread.
///
/// `scripts/check-aarch64` fails where a kind is neither here nor excused there.
func visitAll(_ visitor: inout some Visitor) {
  visitor.visit(Accompaniment.self, "Accompaniment")
  visitor.visit(Bandpass.self, "Bandpass")
  visitor.visit(Capture.self, "Capture")
  visitor.visit(ChordsToMIDI.self, "ChordsToMIDI")
  visitor.visit(Controller.self, "Controller")
  visitor.visit(DelayLine.self, "DelayLine")
  visitor.visit(FilePlayer.self, "FilePlayer")
  visitor.visit(Gain.self, "Gain")
  visitor.visit(Gate.self, "Gate")
  visitor.visit(Highpass.self, "Highpass")
  visitor.visit(Highshelf.self, "Highshelf")
  visitor.visit(LeadNode.self, "LeadNode")
  visitor.visit(Listener.self, "Listener")
  visitor.visit(Lowpass.self, "Lowpass")
  visitor.visit(Lowshelf.self, "Lowshelf")
  visitor.visit(MIDIClock.self, "MIDIClock")
  visitor.visit(MIDIIn.self, "MIDIIn")
  visitor.visit(MIDIOut.self, "MIDIOut")
  visitor.visit(Meter.self, "Meter")
  visitor.visit(Metronome.self, "Metronome")
  visitor.visit(Mixer.self, "Mixer")
  visitor.visit(Notch.self, "Notch")
  visitor.visit(Peak.self, "Peak")
  visitor.visit(Playback.self, "Playback")
  visitor.visit(Recorder.self, "Recorder")
  visitor.visit(Reverb.self, "Reverb")
  visitor.visit(SuggestNode.self, "SuggestNode")
  visitor.visit(WebCapture.self, "WebCapture")
}
