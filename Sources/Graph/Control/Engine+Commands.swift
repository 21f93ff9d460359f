/// What crosses to the audio thread, and comes back.
extension Engine {
  /// Sends `command` to the audio thread; returns `false`, and frees it, if the queue is full.
  func submit(_ command: some Command, at frame: Int64 = .min) -> Bool {
    let cell = UnsafeMutablePointer<CommandCell>.allocate(capacity: 1)
    cell.initialize(to: CommandCell(frame: frame, command))
    if shared.commands.push(UnsafeMutableRawPointer(cell)) { return true }
    Engine.finish(UnsafeMutableRawPointer(cell))
    return false
  }

  /// Lets go of a command that was carried out, or never will be.
  static func finish(_ raw: UnsafeMutableRawPointer) {
    let cell = raw.assumingMemoryBound(to: CommandCell.self)
    cell.pointee.finish()
    cell.deinitialize(count: 1)
    cell.deallocate()
  }
}
