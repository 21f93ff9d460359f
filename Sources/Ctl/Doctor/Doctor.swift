/// Looks a machine over for what makes a band stumble.
struct Doctor {
  let machine: Machine
  let processes: [MachineProcess]

  /// The strumd that runs, if one does.
  let daemon: MachineProcess?

  /// Who strumd is, or would be if it were started here.
  let player: MachineProcess?

  /// The ports that strumd is to have.
  let ports: [PortWish]

  init(machine: Machine, ports: [PortWish]) {
    self.machine = machine
    self.ports = ports
    processes = machine.processes
    daemon = processes.first(where: \.isDaemon)
    player = daemon ?? MachineProcess("self", on: machine)
  }

  /// What was found, in the order in which one would mend it.
  var findings: [Finding] {
    rights + [server, sound, sequencer] + ports.map(port) + [governor, swap, hugePages, compaction]
  }

  var user: String { player.map { machine.userName($0.user) } ?? "?" }
}
