import Glibc

/// Names the chords of a player while they sound, twice over.
///
/// A first opinion comes soon after the strum, for whoever plays along; a settled one follows
/// within half a second, with its beginning back-dated, for whoever reads or writes it down.
package struct ChordRecognizer: Listener {
  package static let parts: FrontEnd.Parts = [.onsets, .notes]
  package static let tellsChords = true

  /// How far from an onset a chord may seem to begin and still begin with it, in seconds.
  private static let reach = 0.2

  private let sampleRate: Double
  private var recentOnsets: [Int64] = []
  private var network: ChordNetwork?
  private var looks: Int
  private var frames = 0
  private var memory: ChordMemory
  private var habit: QualityHabit
  private var thirds: ThirdHabit

  /// The network's word on chords, head by head, as the habits weigh it.
  private var said: [[Float]]?
  private var voice: LoneVoice?
  private var fast: HarmonyStream
  private var settled: HarmonyStream

  /// Creates a recogniser of audio at `sampleRate` hertz that goes by how well chords fit.
  package init(sampleRate: Double) {
    self.init(sampleRate: sampleRate, network: nil, fast: .plainFast, settled: .plainSettled)
  }

  /// Creates a recogniser of audio at `sampleRate` hertz that asks a network, too.
  package init(
    sampleRate: Double, model: ChordModel, fast: HarmonyWeights = .fast,
    settled: HarmonyWeights = .settled
  ) {
    self.init(
      sampleRate: sampleRate, network: (ChordNetwork(model), model.stride, model.delay),
      fast: fast, settled: settled)
  }

  private init(
    sampleRate: Double, network: (ChordNetwork, stride: Int, delay: Int)?, fast: HarmonyWeights,
    settled: HarmonyWeights
  ) {
    self.sampleRate = sampleRate
    self.network = network?.0
    memory = ChordMemory(step: HarmonySpectra.hop)
    looks = network?.stride ?? 1
    habit = QualityHabit(step: HarmonySpectra.hop * Double(looks))
    thirds = ThirdHabit(step: HarmonySpectra.hop * Double(looks))
    let behind = Double((network?.delay ?? 0) * looks)
    let age = HarmonySpectra.longWindow / 2 / HarmonySpectra.hop
    self.fast = HarmonyStream(fast, patience: 0, isSettled: false)
    self.settled = HarmonyStream(
      settled, patience: max(0, Int((behind - age).rounded())), isSettled: true)
  }

  /// Hears a step; calls `emit` for each chord that begins.
  package mutating func hear(_ front: FrontEnd, _ emit: (ChordEstimate) -> Void) {
    if front.news.contains(.onsets), let onset = front.onsets.settled {
      recentOnsets = (recentOnsets + [onset.frame]).suffix(16)
    }
    guard front.news.contains(.notes), let spectra = front.spectra else { return }
    if frames % looks == 0 { look(spectra) }
    if network != nil, frames % LoneVoice.stride == 0 { listen(spectra) }
    frames += 1
    let first = fast.decide(
      spectra.quick, spectra.framer, said: said?[0], bass: nil,
      onsets: recentOnsets, memory: memory, texture: voice?.textureNow ?? .full)
    if let first { emit(first) }
    let second = settled.decide(
      spectra.long, spectra.framer, said: said?[1], bass: network?.basses[1],
      onsets: recentOnsets, memory: memory, texture: voice?.texture ?? .full)
    if let second { emit(snapped(second)) }
    if network != nil { memory.hear(settled.state) }
  }

  /// Asks the network about what is heard.
  private mutating func look(_ spectra: borrowing HarmonySpectra) {
    network?.look(spectra.view)
    guard let network else { return }
    let open = [spectra.quick, spectra.long].map { Chroma($0.notes).openFifths }
    habit.hear(network.chords[1])
    thirds.hear(network.chords[1], open: open[1])
    said = zip(network.chords, open).map { thirds.weighed(habit.weighed($0), open: $1) }
  }

  private mutating func listen(_ spectra: borrowing HarmonySpectra) {
    let framer = spectra.framer
    if voice == nil { voice = LoneVoice(rate: framer.rate, hop: framer.hop) }
    voice?.look(framer, spectra.quick)
  }

  /// The estimate, beginning with the onset it seems to belong to.
  private func snapped(_ estimate: ChordEstimate) -> ChordEstimate {
    let nearest = recentOnsets.min { abs($0 - estimate.frame) < abs($1 - estimate.frame) }
    guard estimate.chord != nil, let nearest,
      Double(abs(nearest - estimate.frame)) < Self.reach * sampleRate
    else { return estimate }
    return ChordEstimate(
      frame: nearest, heard: estimate.heard, chord: estimate.chord,
      confidence: estimate.confidence, isSettled: estimate.isSettled)
  }
}
