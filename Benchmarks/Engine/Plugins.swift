import Graph
import LV2
import Nodes

/// Measures what the engine adds to the run of an LV2 plugin: a chain of 32, less the same plugins
/// run by hand.
func measurePlugins() throws {
  let uri = "http://lv2plug.in/plugins/eg-amp"
  guard let plugin = PluginWorld.installed.describe(uri) else { return }
  let count = 32
  let rig = Rig(kinds: .linked)
  var patch = chain("lv2", count: count)
  for index in 0..<count { patch.nodes[index].settings = ["plugin": .text(uri)] }
  patch.nodes.append(PatchNode(id: "noise", kind: "noise"))
  patch.wires.append(Wire(Wire.End("noise", "out"), Wire.End("n0", "in")))
  try rig.engine.load(patch)
  rig.settle(64)
  rig.engine.executor.pointee.hasDeadline = true
  let whole = time(count: 20_000) {
    rig.run(64)
  } pause: {
    rig.engine.poll()
  }
  let bare = try bareTimes(plugin, count: count)
  for (name, fraction) in [("p50", 0.5), ("p99", 0.99)] {
    let added = (whole.quantile(fraction) - bare.quantile(fraction)) / Double(count)
    report("LV2 plugin in a chain of 32, beyond its own run, 64 frames, \(name)", added, "ns")
  }
  report("LV2 plugin, its own run, 64 frames, p50", bare.quantile(0.5) / Double(count), "ns")
}

/// How long `count` instances of `plugin` take for 64 frames, one after the other.
private func bareTimes(_ plugin: PluginDescription, count: Int) throws -> [Double] {
  let hosts = UnsafeMutablePointer<HostedPlugin>.allocate(capacity: count)
  let samples = UnsafeMutablePointer<Float>.allocate(capacity: 64 * (count + 1))
  samples.initialize(repeating: 0.1, count: 64 * (count + 1))
  for index in 0..<count {
    let host = try HostedPlugin(
      plugin, in: .installed, sampleRate: 48_000,
      lengths: PluginBlockLengths(upTo: 1024, usual: 64),
      worksInLine: true)
    host.activate()
    (hosts + index).initialize(to: host)
    var next = index
    for port in plugin.ports {
      guard case .audio = port.medium else { continue }
      hosts[index].connect(port.index, to: samples + next * 64)
      next += 1
    }
  }
  return time(count: 20_000) {
    for index in 0..<count { hosts[index].run(64) }
  } pause: {
  }
}
