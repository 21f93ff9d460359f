private import Synchronization

extension Engine {
  /// Sets parameters together: at the exact `frame`, or all at the start of the next block.
  ///
  /// Values are limited to their range. Returns what was set, or `nil` if a name is unknown or the
  /// queue is full, and then nothing was set.
  package func set(
    _ settings: [(node: String, parameter: String, value: Float)], at frame: Int64? = nil
  ) -> [Float]? {
    guard let inverse = inverse(of: settings), let values = apply(settings, at: frame) else {
      return nil
    }
    history.remember(inverse)
    return values
  }

  /// Sets parameters without remembering how they were.
  func apply(
    _ settings: [(node: String, parameter: String, value: Float)], at frame: Int64?
  ) -> [Float]? {
    var allowed: [(parameter: Parameter, value: Float)] = []
    for setting in settings {
      guard let parameter = instances[setting.node]?.parameter(setting.parameter) else {
        return nil
      }
      allowed.append((parameter, parameter.allowed(setting.value)))
    }
    if frame == nil { forgetWanted(allowed.map(\.parameter)) }
    if frame == nil, allowed.count == 1 {
      allowed[0].parameter.set(allowed[0].value)
    } else {
      guard submit(SetParameters(allowed), at: frame ?? .min) else { return nil }
    }
    return allowed.map(\.value)
  }

  /// The parameter `name` of the node `id`, or `nil`.
  package func parameter(_ id: String, _ name: String) -> Parameter? {
    instances[id]?.parameter(name)
  }

  /// Steers musical time, at the exact `frame` or as soon as possible; `false` if the queue is full.
  @discardableResult
  package func steer(_ steer: Steer, at frame: Int64? = nil) -> Bool {
    submit(steer, at: frame ?? .min)
  }

  /// Ends everything that sounds and forgets what is planned, in the next cycle.
  package func panic() {
    shared.release.store(ExecutorShared.Release.panic.rawValue, ordering: .releasing)
  }

  /// Ends everything that sounds, and lets no MIDI out until ``unmute()``.
  package func mute() {
    shared.releasedCycles.store(0, ordering: .relaxed)
    shared.release.store(ExecutorShared.Release.mute.rawValue, ordering: .releasing)
  }

  /// Lets MIDI out again.
  package func unmute() {
    shared.release.store(ExecutorShared.Release.none.rawValue, ordering: .releasing)
  }

  /// Cycles that have gone by since ``mute()`` was asked for.
  package var mutedCycles: Int { shared.releasedCycles.load(ordering: .acquiring) }

  /// Hands over the events reported since the last call, oldest first, with the node that sent each
  /// and the name of its port.
  package func takeReports(_ body: (NodeInstance, PortDeclaration, Event) -> Void) {
    while let report = shared.reports.pop() {
      guard let node = living[report.node] else { continue }
      let ports = node.declaration.outputs.filter(\.type.isEvent)
      guard Int(report.port) < ports.count else { continue }
      body(node, ports[Int(report.port)], report.event)
    }
  }

  /// Tells the back end which foreign ports each node wants.
  func announceConnections() {
    for node in patch.nodes {
      guard let instance = instances[node.id], !instance.externals.isEmpty else { continue }
      let wanted = (node.settings["connect"] ?? .list([])).list
      provider?.want(wanted, node: node.id, ports: instance.externals.map(\.name))
      guard instance.declaration.settings.contains(where: { $0.name == "alsa" }) else { continue }
      provider?.hear(
        (node.settings["alsa"] ?? .list([])).list, port: instance.externals[0].name)
    }
  }
}
