/// A node that runs and is to take something up, before that is read.
struct Outdated: Sendable {
  /// What the node is to go on as.
  let node: PatchNode

  /// The number of the instance.
  let number: UInt32
  let declaration: NodeDeclaration
  let renewal: Renewal
}

/// What a node that runs is to take up, read and found good.
struct Renewed: Sendable {
  /// The number of the instance that it is for.
  let number: UInt32
  let settings: [String: SettingValue]
  let files: [FileStamp]

  /// The folder that its file settings are relative to.
  let directory: String

  /// What there is to tell of how it was read.
  let warnings: [String]

  /// Lets the node have it, on the control thread.
  let takeUp: @Sendable () -> Void

  /// Reads what an instance needs to go on in `environment`, on any thread.
  init(
    _ outdated: Outdated, sampleRate: Double, maximumFrameCount: Int, usualFrameCount: Int,
    environment: Environment
  ) throws(NodeError) {
    let context = NodeContext(
      id: outdated.node.id, declaration: outdated.declaration, parameters: [],
      changes: ParameterChanges(), readings: [], settings: outdated.node.settings,
      sampleRate: sampleRate, maximumFrameCount: maximumFrameCount,
      usualFrameCount: usualFrameCount, environment: environment)
    takeUp = try outdated.renewal.read(context)
    number = outdated.number
    settings = outdated.node.settings
    files = context.files
    directory = environment.patchDirectory
    warnings = context.warnings
  }

  /// Whether it still is what an instance needs to go on as `node` in `environment`.
  func fits(_ outdated: Outdated, in environment: Environment) -> Bool {
    number == outdated.number && settings == outdated.node.settings
      && directory == environment.patchDirectory && files.allSatisfy(\.isCurrent)
  }
}
