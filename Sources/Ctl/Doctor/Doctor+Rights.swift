extension Doctor {
  /// The priority of the unit, which is above all that is no audio.
  private static let priority = 70

  /// Bytes that strumd and a soundfont need, with room.
  private static let memory = 512 << 20

  /// Microseconds without a pause after which a thread may be killed; a second is far beyond any
  /// cycle.
  private static let computing = 1_000_000

  /// What the system allows strumd for the sake of punctuality.
  var rights: [Finding] { [priority, lockedMemory, computingTime, throttling] }

  private var priority: Finding {
    let subject = "real-time priority"
    guard let player, let limit = player.limit("Max realtime priority") else {
      return .advice(subject, "cannot be found out", "ulimit -r")
    }
    if daemon?.hasRealtimeThread == true { return .ok(subject, "strumd has it") }
    guard player.may(.setPriority) || limit > 0 else {
      return .wrong(subject, "\(user) may not have it, so that sound breaks up", raise)
    }
    if daemon != nil {
      return .advice(
        subject, "allowed, but no thread of strumd has it; does its JACK server?",
        "jackd -R -P \(Self.priority) …")
    }
    return .ok(subject, player.may(.setPriority) ? "allowed" : "up to \(limit)")
  }

  private var lockedMemory: Finding {
    let subject = "locked memory"
    guard let player, let limit = player.limit("Max locked memory") else {
      return .advice(subject, "cannot be found out", "ulimit -l")
    }
    if player.may(.lockMemory) || limit == .max { return .ok(subject, "as much as there is") }
    let text = "up to \(limit >> 20) MiB"
    guard limit < Self.memory else { return .ok(subject, text) }
    return .wrong(subject, text + ", so that strumd may be paged out while it plays", raise)
  }

  private var computingTime: Finding {
    let subject = "computing time"
    let limit = player?.limit("Max realtime timeout") ?? .max
    guard limit < Self.computing else { return .ok(subject, "not limited") }
    return .advice(
      subject, "a thread is killed after \(limit / 1000) ms without a pause", "ulimit -R unlimited")
  }

  private var throttling: Finding {
    let subject = "real-time share"
    guard let share = machine.number("/proc/sys/kernel/sched_rt_runtime_us") else {
      return .ok(subject, "not limited")
    }
    guard share == 0 else {
      return .ok(subject, share < 0 ? "not limited" : "\(share / 10_000) % of the time")
    }
    return .wrong(
      subject, "the kernel runs no real-time threads",
      "sudo sysctl kernel.sched_rt_runtime_us=950000")
  }

  /// The command that raises the limits of who runs strumd.
  private var raise: String {
    guard daemon?.isService != true else {
      return Self.dropIn("limits", "LimitRTPRIO=\(Self.priority)\\nLimitMEMLOCK=infinity")
    }
    return "printf '@audio - rtprio 95\\n@audio - memlock unlimited\\n' | "
      + "sudo tee /etc/security/limits.d/strumd.conf && sudo usermod -aG audio \(user)"
      + "  # then log in again"
  }

  /// The command that adds `settings` to the service.
  static func dropIn(_ name: String, _ settings: String) -> String {
    let folder = "/etc/systemd/system/strumd.service.d"
    return "sudo mkdir -p \(folder) && printf '[Service]\\n\(settings)\\n' | "
      + "sudo tee \(folder)/\(name).conf && sudo systemctl daemon-reload && "
      + "sudo systemctl restart strumd"
  }
}
