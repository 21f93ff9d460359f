/// A node that was built, with its parameters and the lanes it writes to.
///
/// Lives on the control thread; schedules refer to its memory, so it outlives them.
package final class NodeInstance {
  package private(set) var id: String
  package let declaration: NodeDeclaration
  package let parameters: [Parameter]

  /// The numbers that it gives out.
  package let readings: [NodeReading]
  package internal(set) var settings: [String: SettingValue]

  /// The engine's ports that it uses, once it is to run.
  package internal(set) var externals: [ExternalPort] = []

  /// What the node has cost so far.
  package let cost: NodeCost

  let cell: UnsafeMutablePointer<NodeCell>
  let jobs: [any Job]
  let keepers: [any StateKeeper]

  /// What it finds out about its signals, and with whom; each group beside its member.
  let analyses: [any AnalysisMember]
  var groups: [(any AnalysisGroup)?]

  /// What the node has to tell of how it was made.
  let warnings: [String]

  /// What it has to tell while it runs.
  let trouble: TroubleReport

  /// By how much the node is late, as it says itself.
  let latency: LatencyReport
  let midiOutputs: [Lane<MIDIEvent>]
  let ledgers: [NoteLedger]
  let eventOutputs: [Lane<Event>]

  /// How much has left by its outputs.
  let activity: OutputActivity

  /// The files it was made from.
  package internal(set) var files: [FileStamp]

  /// How it takes up what has changed of it; `nil` where it is made anew then.
  let renewal: Renewal?

  /// The usual length of a cycle that it was made for, in frames; `nil` where it did not ask.
  let usualFrameCount: Int?

  /// The folder that its file settings are relative to.
  var directory: String

  /// What the audio thread calls the node when it reports events.
  let number: UInt32

  init(
    _ node: PatchNode, kind: NodeKind, declaration: NodeDeclaration, number: UInt32,
    sampleRate: Double, maximumFrameCount: Int, usualFrameCount: Int, environment: Environment
  ) throws(NodeError) {
    id = node.id
    self.declaration = declaration
    cost = NodeCost(node, isForeign: declaration.isForeign)
    settings = node.settings
    self.number = number
    directory = environment.patchDirectory
    let changes = ParameterChanges()
    parameters = declaration.parameters.map {
      Parameter($0, value: node.parameters[$0.name], changes: changes)
    }
    readings = declaration.readings.map { NodeReading($0) }
    let context = NodeContext(
      id: node.id, declaration: declaration, parameters: parameters, changes: changes,
      readings: readings, settings: node.settings, sampleRate: sampleRate,
      maximumFrameCount: maximumFrameCount, usualFrameCount: usualFrameCount,
      environment: environment)
    let made = try kind.make(context)
    cell = .allocate(capacity: 1)
    cell.initialize(to: made)
    jobs = context.jobs
    keepers = context.keepers
    analyses = context.analyses
    groups = analyses.map { _ in nil }
    files = context.files
    renewal = context.renewal
    warnings = context.warnings
    trouble = context.trouble
    self.usualFrameCount = context.isToldFrameCount ? usualFrameCount : nil
    latency = context.latency
    let midi = declaration.outputs.filter { $0.type == .midi }
    midiOutputs = midi.map { _ in Lane(capacity: 512) }
    ledgers = midi.map { _ in .allocate() }
    eventOutputs = declaration.outputs.filter { $0.type.isEvent }.map { _ in
      Lane(capacity: 32)
    }
    activity = .allocate(count: declaration.outputs.count)
  }

  deinit {
    cell.deinitialize(count: 1)
    cell.deallocate()
    for lane in midiOutputs { lane.deallocate() }
    for ledger in ledgers { ledger.deallocate() }
    for lane in eventOutputs { lane.deallocate() }
    activity.deallocate()
  }

  /// The parameter `name`, or `nil`.
  package func parameter(_ name: String) -> Parameter? {
    declaration.parameterIndex(name).map { parameters[$0] }
  }

  /// The job of a type that only nodes of one kind have, or `nil`.
  package func job<Wanted: Job>(_ type: Wanted.Type) -> Wanted? {
    jobs.lazy.compactMap { $0 as? Wanted }.first
  }

  /// The job in the part `Role`, or `nil`.
  package func job<Role>(as _: Role.Type) -> Role? { jobs.lazy.compactMap { $0 as? Role }.first }

  /// Gives the node another name; what it was made with stays as it is.
  func rename(to name: String) {
    id = name
    cost.id = name
  }

  /// Whether its sound leaves the engine.
  var sendsAudioOut: Bool {
    declaration.externals.contains { $0.direction == .output && $0.medium == .audio }
  }
}

extension PortType {
  /// Whether events travel here.
  var isEvent: Bool {
    if case .event = self { true } else { false }
  }
}
