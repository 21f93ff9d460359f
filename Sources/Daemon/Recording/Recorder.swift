import Graph
import Platform
private import Synchronization

/// Keeps what player and band did, as sound and as MIDI.
final class Recorder {
  private let recording: Recording

  /// What the band plays, for whoever wants to hear it.
  let played: PlayedMessages
  private let wavPath: String?
  private let midiPath: String?
  private var wave: WaveThread?
  private var performance = Performance()
  private var last: (frame: Int64, transport: Transport)?
  private var ports: [String] = []

  /// Records to the files that `options` name, if any.
  init(_ options: RunOptions) {
    wavPath = options.wavPath
    midiPath = options.midiPath
    recording = Recording(takesSound: options.wavPath != nil)
    played = PlayedMessages(recording)
  }

  /// The audio thread's end, for `engine`; the first call opens the WAV file.
  func tap(_ engine: Engine) -> RecordingTap {
    if let wavPath, wave == nil {
      do throws(FileProblem) {
        wave = try WaveThread(
          wavPath, recording: recording, sampleRate: engine.configuration.sampleRate)
      } catch {
        Log.error("\(error)")
      }
    }
    return RecordingTap(
      recording, takesSound: wave != nil,
      maximumFrameCount: engine.configuration.maximumFrameCount)
  }

  /// Decides whether the player is mixed in: not where `patch` lets us hear the player anyway.
  func follow(_ patch: Patch, kinds: NodeKinds) {
    recording.addsInput.store(!patch.letsPlayerThrough(kinds), ordering: .relaxed)
  }

  /// Keeps a message that the band has played.
  func keep(_ message: Performance.Message) {
    guard midiPath != nil else { return }
    if !ports.contains(message.port) { ports.append(message.port) }
    performance.messages.append(message)
  }

  /// Takes what was played since the last call.
  func poll(_ engine: Engine, ports known: JackPorts) {
    played.take(at: engine.status.frame, name: known.name)
    if midiPath != nil { followTime(engine.status) }
  }

  /// Closes the WAV file and writes the MIDI file.
  func finish(_ engine: Engine) {
    wave?.finish()
    tellLosses()
    guard let midiPath else { return }
    performance.frameCount = engine.status.frame
    let known = engine.patch.nodes.map(\.id).filter(ports.contains)
    let names = known + ports.filter { !known.contains($0) }
    let file = performance.midiFile(
      engine.patch, ports: names, sampleRate: engine.configuration.sampleRate)
    let outputs = OutputFiles()
    do throws(FileProblem) {
      try outputs.write(file.bytes, to: midiPath)
      try outputs.commit()
    } catch {
      Log.error("\(error)")
    }
  }

  private func tellLosses() {
    let blocks = recording.lostBlocks.load(ordering: .relaxed)
    if blocks > 0 { Log.warning("\(blocks) blocks are missing in \(wavPath ?? "")") }
    let messages = recording.lostMessages.load(ordering: .relaxed)
    if messages > 0 { Log.warning("\(messages) messages of the band were not recorded in time") }
  }

  /// Takes note of the beats between the last look at musical time and this one.
  private func followTime(_ status: ExecutorStatus) {
    defer { last = (status.frame, status.transport) }
    guard let last, status.frame > last.frame, status.transport.beat > last.transport.beat,
      status.transport.isRolling, last.transport.isRolling
    else { return }
    let count = Int(status.frame - last.frame)
    var transport = last.transport
    transport.rate = (status.transport.beat - transport.beat) / Double(count)
    performance.beats.follow(transport, frame: last.frame, frameCount: count)
  }
}
