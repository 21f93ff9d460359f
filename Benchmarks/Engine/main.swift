import CRealtime
import Glibc
import Graph
import Nodes

/// Prints one measurement as a line of tab-separated name, value and unit.
func report(_ name: String, _ value: Double, _ unit: String) {
  let rounded = (value * 1000).rounded() / 1000
  print("\(name)\t\(rounded)\t\(unit)")
}

func measureOverhead() throws {
  let rig = Rig(kinds: NodeKinds([NodeKind(Idle.self)]))
  let count = 1000
  try rig.engine.load(chain("idle", count: count))
  rig.settle(64)
  // As under JACK: every cycle is timed, and the control thread keeps up with the ledger.
  rig.engine.executor.pointee.hasDeadline = true
  let times = time(count: 5000) {
    rig.run(64)
  } pause: {
    rig.engine.poll()
  }
  for (name, fraction) in [("p50", 0.5), ("p99", 0.99), ("max", 1)] {
    report("node overhead per 64-frame block, \(name)", times.quantile(fraction) / 1000, "ns")
  }
}

func measureEdit() throws {
  let rig = Rig(kinds: NodeKinds([NodeKind(Idle.self)]))
  var patch = chain("idle", count: 1000)
  let start = realtime_nanoseconds()
  try rig.engine.load(patch)
  report("load of a 1,000-node patch", Double(realtime_nanoseconds() - start) / 1e6, "ms")
  rig.settle(64)
  var loads: [Double] = []
  var swaps: [Double] = []
  for round in 0..<20 {
    patch.nodes[500].settings = ["flavour": .text("\(round)")]
    let start = realtime_nanoseconds()
    try rig.engine.load(patch)
    loads.append(Double(realtime_nanoseconds() - start) / 1e6)
    let began = realtime_nanoseconds()
    rig.engine.executor.pointee.begin()
    swaps.append(Double(realtime_nanoseconds() - began) / 1e3)
    rig.engine.executor.pointee.run(64)
    rig.settle(64)
  }
  report("edit of one node of 1,000: diff and prepare, p50", loads.sorted().quantile(0.5), "ms")
  report("edit of one node of 1,000: audio thread, p50", swaps.sorted().quantile(0.5), "us")
  report("edit of one node of 1,000: audio thread, max", swaps.sorted().quantile(1), "us")
}

func measureBiquads() throws {
  let rig = Rig(kinds: .linked)
  var patch = chain("lowpass", count: 1000, parameters: ["frequency": 8000])
  patch.nodes.append(PatchNode(id: "noise", kind: "noise"))
  patch.wires.append(Wire(Wire.End("noise", "out"), Wire.End("n0", "in")))
  try rig.engine.load(patch)
  rig.settle(64)
  let blocks = 60 * 48_000 / 64
  let start = threadSeconds()
  for _ in 0..<blocks { rig.run(64) }
  report("1,000 biquads, 60 s at 48 kHz", threadSeconds() - start, "s")
}

/// Eight branches of 125 filters each, on as many cores as there are, up to eight.
func measureCores() throws {
  let available = sysconf(Int32(_SC_NPROCESSORS_ONLN))
  for cores in [1, 2, 4, 8] where cores <= available {
    let rig = Rig(kinds: .linked, helperCount: cores - 1)
    try rig.engine.load(branches("lowpass", count: 8, length: 125))
    rig.settle(64)
    let times = time(count: 20_000) {
      rig.run(64)
    } pause: {
      rig.engine.poll()
    }
    report("8 branches of 125 biquads, 64 frames, \(cores) cores, p50", times.quantile(0.5), "ns")
    report("8 branches of 125 biquads, 64 frames, \(cores) cores, p99", times.quantile(0.99), "ns")
  }
}

realtime_flush_denormals()
let arguments = CommandLine.arguments
if arguments.count == 4, arguments[1] == "flood", let port = UInt16(arguments[2]),
  let count = Int(arguments[3])
{
  flood(port: port, count: count)
} else if arguments.count == 5, arguments[1] == "probe", let seconds = Int(arguments[2]),
  let frames = Int(arguments[3]), let microseconds = Int(arguments[4])
{
  probe(seconds: seconds, frames: frames, microseconds: microseconds)
} else {
  try measureOverhead()
  try measureEdit()
  try measurePlugins()
  try measureBiquads()
  try measureCores()
  try measurePatterns()
}
