/// Commands that wait for their frame, those due first in front.
///
/// Made and freed on the control thread; in between, the audio thread owns it.
struct PendingCommands: ~Copyable {
  /// The most that can wait.
  static var capacity: Int { @_noLocks get { 1024 } }

  private let commands: UnsafeMutablePointer<UnsafeMutablePointer<CommandCell>>
  private(set) var count = 0

  init() {
    commands = .allocate(capacity: Self.capacity)
    // Touched here, so that the audio thread never waits for a page.
    _ = UnsafeMutableRawPointer(commands).initializeMemory(
      as: UInt8.self, repeating: 0,
      count: Self.capacity * MemoryLayout<UnsafeMutableRawPointer>.stride)
  }

  deinit {
    for index in 0..<count {
      commands[index].pointee.finish()
      commands[index].deinitialize(count: 1)
      commands[index].deallocate()
    }
    commands.deallocate()
  }

  /// How many more can wait.
  var room: Int { @_noLocks get { Self.capacity - count } }

  @_noLocks
  subscript(index: Int) -> UnsafeMutablePointer<CommandCell> { commands[index] }

  /// Keeps `command`, for which there is room, behind those due no later.
  @_noLocks
  mutating func add(_ command: UnsafeMutablePointer<CommandCell>) {
    var index = count
    while index > 0, commands[index - 1].pointee.frame > command.pointee.frame {
      commands[index] = commands[index - 1]
      index -= 1
    }
    commands[index] = command
    count += 1
  }

  /// How many of those in front are due at `frame`.
  @_noLocks
  func dueCount(at frame: Int64) -> Int {
    var due = 0
    while due < count, commands[due].pointee.frame <= frame { due += 1 }
    return due
  }

  /// Lets go of the `dropped` in front, which somebody else has now.
  @_noLocks
  mutating func removeFirst(_ dropped: Int) {
    for index in dropped..<count { commands[index - dropped] = commands[index] }
    count -= dropped
  }

  /// The frames from `frame` until the next is due, at least one; with a `grain` of several frames
  /// they are rounded up, so that the parts of a cycle stay few.
  @_noLocks
  func framesUntilNext(from frame: Int64, grain: Int) -> Int {
    guard count > 0 else { return .max }
    let frames = max(1, Int(commands[0].pointee.frame - frame))
    return (frames - 1) / grain * grain + grain
  }

  /// In how many parts the `frameCount` frames from `frame` on would be run, were each to begin where
  /// something is due.
  @_noLocks
  func partCount(from frame: Int64, frameCount: Int) -> Int {
    let end = frame + Int64(frameCount)
    var parts = 1
    var last = frame
    var index = 0
    while index < count, commands[index].pointee.frame < end {
      if commands[index].pointee.frame > last {
        last = commands[index].pointee.frame
        parts += 1
      }
      index += 1
    }
    return parts
  }
}
