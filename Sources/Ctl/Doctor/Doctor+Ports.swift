extension Doctor {
  /// Who has a port that strumd is to have.
  func port(_ wish: PortWish) -> Finding {
    let tables = ["", "6"].map { "/proc/net/" + wish.transport.rawValue + $0 }
    let inodes = tables.flatMap { machine.lines($0).compactMap(wish.inode) }
    guard let inode = inodes.first else { return .ok(wish.name, "free") }
    let holder = processes.first { $0.holds(socket: inode) }
    // Who holds it can be seen by the same user and by root only.
    if holder?.name == "strumd" || holder == nil && daemon != nil {
      return .ok(wish.name, "strumd has it")
    }
    let name = holder.map { "\($0.name), process \($0.id)," } ?? "another user's program"
    let other = Int(wish.number) < 65_000 ? wish.number + 10 : 9450
    return .wrong(wish.name, "\(name) has it", "strumd run \(wish.option) \(other)")
  }
}
