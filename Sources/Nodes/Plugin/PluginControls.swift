import Graph
import LV2
private import Synchronization

/// The numbers that go to a plugin's control ports, and those that come from them.
struct PluginControls: ~Copyable {
  private struct Control: BitwiseCopyable {
    let port: Int

    /// The plugin's own limits at this sample rate.
    let lower: Float
    let upper: Float

    /// The numbers that a choice stands for, and how many; none for anything else.
    let choices: UnsafeMutablePointer<Float>
    let choiceCount: Int

    /// Whether the parameter falls back to its default once it was heard.
    let isTrigger: Bool
    let initial: Float
  }

  private let controls: UnsafeMutablePointer<Control>
  private let readers: UnsafeMutablePointer<ParameterReader>
  private let parameters: UnsafeMutablePointer<Unmanaged<Parameter>>
  private let count: Int
  private let triggerCount: Int

  /// How often any parameter was set, and how often when all were last passed on.
  private let changes: ChangeCount
  private let seen: UnsafeMutablePointer<Int>

  /// Ports for the transport; -1 where there is none.
  private let tempoPort: Int
  private let beatsPerBarPort: Int
  private let freewheelingPort: Int
  private let isOffline: Float

  /// Where the plugin says by how much it is late.
  private let latencyPort: Int
  private let latency: LatencySender

  /// Frames by which the plugin is late because its blocks are gathered first.
  private let delay: Int

  init(_ form: PluginForm, _ context: NodeContext, delay: Int) {
    self.delay = delay
    count = form.controls.count
    controls = .allocate(capacity: max(1, count))
    readers = .allocate(capacity: max(1, count))
    parameters = .allocate(capacity: max(1, count))
    for (index, control) in form.controls.enumerated() {
      let port = control.port
      let lower = port.minimum(at: context.sampleRate)
      let upper = port.maximum(at: context.sampleRate)
      let choices = keptMemory(control.choices)
      (controls + index).initialize(
        to: Control(
          port: port.index, lower: lower.isNaN ? -.infinity : lower,
          upper: upper.isNaN ? .infinity : upper, choices: choices,
          choiceCount: control.choices.count, isTrigger: port.character.isTrigger,
          initial: control.declaration.initial))
      (readers + index).initialize(to: context.reader(control.declaration.name))
      (parameters + index).initialize(
        to: .passUnretained(context.parameter(control.declaration.name)))
    }
    triggerCount = form.controls.count { $0.port.character.isTrigger }
    changes = context.changes()
    seen = .allocate(capacity: 1)
    seen.initialize(to: -1)
    func port(_ designation: PluginPort.Designation) -> Int {
      form.description.ports.first { $0.isInput && $0.designation == designation }?.index ?? -1
    }
    tempoPort = port(.tempo)
    beatsPerBarPort = port(.beatsPerBar)
    freewheelingPort = port(.freewheeling)
    isOffline = context.environment.isOffline ? 1 : 0
    latencyPort =
      form.description.ports.first { !$0.isInput && $0.designation == .latency }?.index ?? -1
    latency = LatencySender(context.latency)
    latency.send(delay)
  }

  deinit {
    for index in 0..<count { controls[index].choices.deallocate() }
    controls.deallocate()
    seen.deallocate()
    readers.deinitialize(count: count)
    readers.deallocate()
    parameters.deallocate()
  }

  /// Sets the plugin's numbers to those of the parameters and of musical time.
  @_noLocks
  func write(to plugin: borrowing HostedPlugin, _ cycle: borrowing Cycle) {
    write(to: plugin)
    if tempoPort >= 0 { plugin.set(tempoPort, to: Float(cycle.transport.tempo)) }
    if beatsPerBarPort >= 0 {
      plugin.set(beatsPerBarPort, to: Float(cycle.transport.beatsPerBar))
    }
    if freewheelingPort >= 0 { plugin.set(freewheelingPort, to: isOffline) }
  }

  /// Sets the plugin's numbers to those of the parameters.
  @_noLocks
  func write(to plugin: borrowing HostedPlugin) {
    let now = changes.seen
    guard now != seen.pointee else { return }
    seen.pointee = now
    for index in 0..<count {
      let control = controls[index]
      let value = readers[index].value
      if control.choiceCount > 0 {
        let choice = min(max(0, Int(value)), control.choiceCount - 1)
        plugin.set(control.port, to: control.choices[choice])
      } else {
        plugin.set(control.port, to: min(max(value, control.lower), control.upper))
      }
    }
  }

  /// Whether the plugin says by how much it is late.
  var knowsLatency: Bool { latencyPort >= 0 }

  /// Passes on by how much the plugin is late, and lets go of triggers that it has seen.
  @_noLocks
  func settle(_ plugin: borrowing HostedPlugin) {
    if latencyPort >= 0 {
      let frames = plugin.number(latencyPort)
      latency.send(delay + (frames > 0 && frames < 1e7 ? Int(frames) : 0))
    }
    guard triggerCount > 0 else { return }
    for index in 0..<count where controls[index].isTrigger {
      let initial = controls[index].initial
      guard readers[index].value != initial else { continue }
      parameters[index]._withUnsafeGuaranteedRef { $0.set(initial) }
    }
  }
}
