/// What a node is built from; used on the control thread only.
package final class NodeContext {
  package let id: String
  package let sampleRate: Double

  /// The longest cycle the node will see, in frames.
  package let maximumFrameCount: Int
  package let environment: Environment

  /// The work that the node leaves to the analysis workers.
  private(set) var jobs: [any Job] = []

  /// What it has asked to be found out about its signals.
  private(set) var analyses: [any AnalysisMember] = []

  /// What it leaves for those that are made in its place.
  private(set) var keepers: [any StateKeeper] = []

  /// The files that the node is made from.
  private(set) var files: [FileStamp] = []

  /// How the node takes up what has changed of it while it runs; `nil` where it is made anew then.
  private(set) var renewal: Renewal?

  /// What to tell the user of how the node was made.
  private(set) var warnings: [String] = []

  /// Where its jobs say what goes wrong while it runs.
  package let trouble = TroubleReport()

  /// Where the node says by how much it is late.
  package let latency = LatencyReport()

  /// The length that most cycles will have, in frames, as far as that is known.
  package var usualFrameCount: Int {
    isToldFrameCount = true
    return knownFrameCount
  }

  /// Whether the node has asked for that.
  private(set) var isToldFrameCount = false
  private let knownFrameCount: Int

  package let declaration: NodeDeclaration
  private let parameters: [Parameter]
  private let readings: [NodeReading]
  private let parameterChanges: ParameterChanges
  private let settings: [String: SettingValue]

  init(
    id: String, declaration: NodeDeclaration, parameters: [Parameter], changes: ParameterChanges,
    readings: [NodeReading], settings: [String: SettingValue], sampleRate: Double,
    maximumFrameCount: Int, usualFrameCount: Int, environment: Environment
  ) {
    self.id = id
    self.declaration = declaration
    self.parameters = parameters
    parameterChanges = changes
    self.settings = settings
    self.sampleRate = sampleRate
    self.readings = readings
    self.maximumFrameCount = maximumFrameCount
    knownFrameCount = usualFrameCount
    self.environment = environment
  }

  /// The audio thread's view of the parameter `name`, which must be declared.
  package func reader(_ name: String) -> ParameterReader { ParameterReader(parameter(name)) }

  /// The parameter `name`, which must be declared, smoothed from sample to sample.
  package func glide(_ name: String) -> Glide { Glide(parameter(name), sampleRate: sampleRate) }

  /// The audio thread's view of how often any of the node's parameters was set.
  package func changes() -> ChangeCount { ChangeCount(parameterChanges) }

  /// The parameter `name`, which must be declared.
  package func parameter(_ name: String) -> Parameter {
    guard let index = declaration.parameterIndex(name) else {
      preconditionFailure("The kind '\(declaration.kind)' declares no parameter '\(name)'.")
    }
    return parameters[index]
  }

  /// The audio thread's way to give out the reading `name`, which must be declared.
  package func sender(_ name: String) -> ReadingSender {
    guard let reading = readings.first(where: { $0.declaration.name == name }) else {
      preconditionFailure("The kind '\(declaration.kind)' declares no reading '\(name)'.")
    }
    return ReadingSender(reading)
  }

  /// The value of the setting `name`, which must be declared.
  package func setting(_ name: String) -> SettingValue {
    guard let setting = declaration.settings.first(where: { $0.name == name }) else {
      preconditionFailure("The kind '\(declaration.kind)' declares no setting '\(name)'.")
    }
    return settings[name] ?? setting.initial
  }

  /// Says that the node is made from the file at `path`: when that changes, a reload makes it anew.
  package func uses(file path: String) { files.append(FileStamp(path)) }

  /// Reads something anew and returns what lets the node have it; runs on any thread.
  package typealias Reading = @Sendable (NodeContext) throws(NodeError) -> @Sendable () -> Void

  /// Says that the node takes up other values of `settings`, and changes of the files it is made from,
  /// while it runs: it is not made anew for them.
  ///
  /// `read` may ask its context for settings and files, and nothing else; what it returns is called
  /// on the control thread, and must not wait.
  package func renews(_ settings: [String], _ read: @escaping Reading) {
    renewal = Renewal(settings: settings, read: read)
  }

  /// Tells the user that the node is not what it was meant to be, in a sentence without its name.
  package func warn(_ text: String) { warnings.append(text) }

  /// Lets the workers run `job` for as long as the node exists.
  package func addJob(_ job: any Job) { jobs.append(job) }

  /// Has `keeper` called before another node is made in place of this one.
  package func addKeeper(_ keeper: any StateKeeper) { keepers.append(keeper) }

  /// Lets `member` hear one of the node's signals, together with those that hear the same.
  package func add(_ member: any AnalysisMember) { analyses.append(member) }
}
