extension Doctor {
  /// Above this the kernel swaps programs out to keep files in memory.
  private static let swappiness = 10

  /// How fast the processors run.
  var governor: Finding {
    let subject = "CPU governor"
    let folder = "/sys/devices/system/cpu"
    let governors = machine.names(in: folder).compactMap {
      machine.text("\(folder)/\($0)/cpufreq/scaling_governor")
    }
    guard let slow = governors.first(where: { $0 != "performance" }) else {
      return .ok(subject, governors.isEmpty ? "the machine leaves us no choice" : "performance")
    }
    return .advice(
      subject, "\(slow): processors slow down between cycles, and cycles are late",
      "echo performance | sudo tee \(folder)/cpu*/cpufreq/scaling_governor")
  }

  /// Whether what plays may be written to a disk meanwhile.
  var swap: Finding {
    let subject = "swap"
    guard machine.lines("/proc/swaps").count > 1 else { return .ok(subject, "none") }
    let eagerness = machine.number("/proc/sys/vm/swappiness") ?? 60
    guard eagerness > Self.swappiness else { return .ok(subject, "swappiness \(eagerness)") }
    return .advice(
      subject, "swappiness \(eagerness): programs are swapped out early",
      Self.setting("vm.swappiness", Self.swappiness))
  }

  /// Whether the kernel moves memory that is locked, which takes it away for a moment (Linux,
  /// admin-guide/sysctl/vm, compact_unevictable_allowed).
  var compaction: Finding {
    let subject = "memory compaction"
    guard machine.number("/proc/sys/vm/compact_unevictable_allowed") == 1 else {
      return .ok(subject, "leaves locked memory alone")
    }
    return .advice(
      subject, "moves what is locked: a cycle may wait for its memory",
      Self.setting("vm.compact_unevictable_allowed", 0))
  }

  /// The command that sets `name` for good.
  private static func setting(_ name: String, _ value: Int) -> String {
    "echo \(name)=\(value) | sudo tee -a /etc/sysctl.d/strumd.conf && sudo sysctl --system"
  }

  /// Whether the kernel stops programs to put their memory together.
  var hugePages: Finding {
    let subject = "huge pages"
    let path = "/sys/kernel/mm/transparent_hugepage/enabled"
    guard machine.text(path)?.contains("[always]") == true else {
      return .ok(subject, "only where asked for")
    }
    return .advice(
      subject, "always: the kernel stops programs to put their memory together",
      "echo madvise | sudo tee \(path)")
  }
}
