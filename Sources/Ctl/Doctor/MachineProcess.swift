/// A process, as `/proc` shows it.
struct MachineProcess {
  /// Capabilities that stand above the limits, by their bits (capabilities(7)).
  enum Capability: UInt64 {
    case lockMemory = 14
    case setPriority = 23
  }

  /// `SCHED_FIFO` and `SCHED_RR`, as proc(5) gives them in the 41st field of `stat`.
  private static let realtimePolicies: Set = ["1", "2"]

  /// The folder in `/proc`: a number, or `self`.
  let id: String
  let name: String
  let user: Int
  let groups: Set<Int>
  private let capabilities: UInt64
  private let machine: Machine

  init?(_ id: String, on machine: Machine) {
    var fields: [Substring: [Substring]] = [:]
    for line in machine.lines("/proc/\(id)/status") {
      let words = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      if let key = words.first { fields[key] = Array(words.dropFirst()) }
    }
    guard let name = fields["Name:"]?.first, let user = fields["Uid:"]?.dropFirst().first,
      let number = Int(user)
    else { return nil }
    self.id = id
    self.name = String(name)
    self.user = number
    self.machine = machine
    groups = Set((fields["Groups:"] ?? []).compactMap { Int($0) })
    capabilities = fields["CapEff:"]?.first.flatMap { UInt64($0, radix: 16) } ?? 0
  }

  func may(_ capability: Capability) -> Bool { capabilities >> capability.rawValue & 1 == 1 }

  /// A soft limit by its name in proc(5): `Max locked memory`; no limit is `Int.max`.
  func limit(_ name: String) -> Int? {
    for line in machine.lines("/proc/\(id)/limits") where line.hasPrefix(name) {
      guard let word = line.dropFirst(name.count).split(separator: " ").first else { return nil }
      return word == "unlimited" ? .max : Int(word)
    }
    return nil
  }

  /// Whether it is a strumd that plays, and none that renders or tries a plugin.
  var isDaemon: Bool {
    guard name == "strumd" else { return false }
    let words = machine.text("/proc/\(id)/cmdline")?.split(separator: "\0") ?? []
    return words.count < 2 || words[1] == "run"
  }

  /// Whether systemd runs it as a service of ours.
  var isService: Bool {
    machine.lines("/proc/\(id)/cgroup").contains { $0.hasSuffix("/strumd.service") }
  }

  /// Whether one of its threads has real-time priority.
  var hasRealtimeThread: Bool {
    machine.names(in: "/proc/\(id)/task").contains { thread in
      let stat = machine.text("/proc/\(id)/task/\(thread)/stat") ?? ""
      // The name, which may hold anything, ends at the last parenthesis, behind the second field.
      let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
      return fields.count > 38 && Self.realtimePolicies.contains(String(fields[38]))
    }
  }

  /// Whether it holds the socket `inode`; `false`, too, where we may not see that.
  func holds(socket inode: String) -> Bool {
    machine.names(in: "/proc/\(id)/fd").contains {
      machine.target(of: "/proc/\(id)/fd/\($0)") == "socket:[\(inode)]"
    }
  }
}

extension Machine {
  /// All processes that we can see.
  var processes: [MachineProcess] {
    names(in: "/proc").filter { $0.allSatisfy(\.isNumber) }
      .compactMap { MachineProcess($0, on: self) }
  }
}
