import Foundation

@testable import Ctl

/// A folder that looks like a machine on which all is well.
final class MachineCopy {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try add("self", name: "strumctl", user: 1000)
    try write("etc/passwd", "root:x:0:0::/root:/bin/sh\nanna:x:1000:1000::/home/anna:/bin/sh\n")
    try write("etc/group", "audio:x:29:\n")
    try write("proc/asound/cards", " 0 [USB ]: USB-Audio - Scarlett 2i2\n     Focusrite\n")
    try write("proc/asound/pcm", "00-00: USB Audio : USB Audio : playback 1 : capture 1\n")
    try write("dev/snd/seq", "")
    try write("proc/swaps", "Filename Type Size Used Priority\n")
    try write("proc/sys/kernel/sched_rt_runtime_us", "950000\n")
    try write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n")
    try write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { folder.path }

  func write(_ name: String, _ text: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
  }

  /// Adds a process; `policy` is that of its only thread.
  func add(
    _ id: String, name: String, user: Int, groups: String = "29 1000", priority: String = "95",
    memory: String = "unlimited", policy: Int = 0
  ) throws {
    try write(
      "proc/\(id)/status",
      "Name:\t\(name)\nUid:\t\(user)\t\(user)\t\(user)\t\(user)\nGroups:\t\(groups) \n"
        + "CapEff:\t0000000000000000\n")
    try write(
      "proc/\(id)/limits",
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max locked memory         \(memory)            unlimited            bytes
      Max realtime priority     \(priority)          95
      Max realtime timeout      unlimited            unlimited            us
      """)
    let fields = Array(repeating: "0", count: 37).joined(separator: " ")
    try write("proc/\(id)/task/7/stat", "7 (odd ) name) S \(fields) \(policy) 0 0\n")
  }

  /// Lets process `id`, or nobody whom we can see, have a port: `0100007F:24E0` is 127.0.0.1:9440.
  func occupy(_ table: String, _ address: String, state: String, by id: String?) throws {
    try write(
      "proc/net/\(table)",
      "  sl  local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode\n"
        + "  1: \(address) 00000000:0000 \(state) 0:0 00:0 0 0 0 4711 2 0\n")
    guard let id else { return }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("proc/\(id)/fd"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("proc/\(id)/fd/5").path,
      withDestinationPath: "socket:[4711]")
  }

  /// What the doctor finds that is not as it should be, by subject.
  var complaints: [String: Finding] {
    let ports = [
      PortWish(transport: .udp, number: 9440, option: "--osc-port"),
      PortWish(transport: .tcp, number: 9441, option: "--web-port"),
    ]
    let findings = Doctor(machine: Machine(root: path), ports: ports).findings
      .filter { $0.verdict != .ok }
    return Dictionary(uniqueKeysWithValues: findings.map { ($0.subject, $0) })
  }
}
