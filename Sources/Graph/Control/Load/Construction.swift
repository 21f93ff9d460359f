/// What has to be made before a patch can run.
///
/// Making nodes takes as long as their files and plugins take, so it may be done on any thread, one at
/// a time; the engine says what is missing, and takes what was made.
package struct Construction: Sendable {
  /// How far it has come.
  package struct Progress: Sendable, Equatable {
    /// The node that is made next.
    package let node: String
    package let kind: String

    /// Nodes made, of all that are to be made, from 0 to 1.
    package let share: Float
  }

  private let prepared: PreparedPatch
  private let missing: [PatchNode]

  /// The nodes that go on, but for what they have to read first.
  private let outdated: [Outdated]
  private let firstNumber: UInt32
  private let predecessors: Predecessors
  private let kinds: NodeKinds
  private let configuration: EngineConfiguration
  private let usualFrameCount: Int
  private let rehearses: Bool

  /// Adds to `prepared` the nodes that are `missing`, in place of their `predecessors` and numbered from
  /// `firstNumber` on, and what those that are `outdated` take up; if it `rehearses`, it finds out what
  /// each new one takes.
  init(
    _ prepared: PreparedPatch, missing: [PatchNode], outdated: [Outdated], firstNumber: UInt32,
    predecessors: Predecessors, kinds: NodeKinds, _ configuration: EngineConfiguration,
    usualFrameCount: Int, rehearses: Bool
  ) {
    self.prepared = prepared
    self.missing = missing
    self.outdated = outdated
    self.firstNumber = firstNumber
    self.predecessors = predecessors
    self.kinds = kinds
    self.configuration = configuration
    self.usualFrameCount = usualFrameCount
    self.rehearses = rehearses
  }

  /// The patch that all this is made for.
  package var version: PatchVersion { prepared.version }

  /// What was there already.
  package var start: PreparedPatch { prepared }

  /// Whether there is nothing to make.
  package var isComplete: Bool { missing.isEmpty && outdated.isEmpty }

  /// Makes what is missing, or throws all that is wrong with it.
  package func build() throws(LoadError) -> PreparedPatch { try build { _ in true } ?? prepared }

  /// Makes what is missing, or throws all that is wrong with it; `goesOn` hears of each node before it
  /// is made, and may put an end to it all: then the result is `nil`.
  package func build(
    _ goesOn: (Progress) -> Bool
  ) throws(LoadError) -> PreparedPatch? {
    predecessors.keep()
    var made = prepared.instances
    var warnings: [String] = []
    var errors: [GraphError] = []
    for (index, node) in missing.enumerated() {
      let share = Float(index) / Float(missing.count)
      guard goesOn(Progress(node: node.id, kind: node.kind, share: share)) else { return nil }
      do throws(NodeError) {
        let instance = try make(
          node, number: firstNumber + UInt32(index), in: version.environment)
        instance.cost.rehearsed = rehearse(node, instance.declaration)
        warnings += instance.warnings.map { "node '\(node.id)': \($0)" }
        made[node.id] = instance
      } catch {
        errors.append(.node(id: node.id, subject: error.subject, message: error.message))
      }
    }
    var renewed = prepared.renewed
    for node in outdated {
      do throws(NodeError) {
        let read = try read(node)
        warnings += read.warnings.map { "node '\(node.node.id)': \($0)" }
        renewed[node.node.id] = read
      } catch {
        errors.append(.node(id: node.node.id, subject: error.subject, message: error.message))
      }
    }
    guard errors.isEmpty else { throw LoadError(errors) }
    return PreparedPatch(version, made, renewed: renewed, warnings: warnings)
  }

  private func read(_ outdated: Outdated) throws(NodeError) -> Renewed {
    try Renewed(
      outdated, sampleRate: configuration.sampleRate,
      maximumFrameCount: configuration.maximumFrameCount, usualFrameCount: usualFrameCount,
      environment: version.environment)
  }

  /// What `node` takes, in nanoseconds a frame, found out with another one made of the same settings and
  /// parameters, so that the node itself begins as if nothing had been; `nil` where that is not done.
  private func rehearse(_ node: PatchNode, _ declaration: NodeDeclaration) -> Double? {
    guard rehearses, declaration.isRehearsed, declaration.externals.isEmpty,
      !version.patch.shed.contains(node.id)
    else { return nil }
    var environment = version.environment
    environment.isRehearsal = true
    guard let twin = try? make(node, number: 0, in: environment) else { return nil }
    var rehearsal = Rehearsal(
      twin, sampleRate: configuration.sampleRate, frameCount: usualFrameCount,
      clock: environment.clock ?? .shared)
    return rehearsal.cost()
  }

  private func make(
    _ node: PatchNode, number: UInt32, in environment: Environment
  ) throws(NodeError) -> NodeInstance {
    guard let kind = kinds[node.kind],
      let declaration = try kinds.declaration(of: node, in: version.patch)
    else { throw NodeError("unknown kind '\(node.kind)'", subject: "kind") }
    return try NodeInstance(
      node, kind: kind, declaration: declaration, number: number,
      sampleRate: configuration.sampleRate, maximumFrameCount: configuration.maximumFrameCount,
      usualFrameCount: usualFrameCount, environment: environment)
  }
}
