internal import Graph

/// The General MIDI instruments that a node's parameters choose for the sixteen channels.
struct ChannelPrograms: ~Copyable {
  static let parameters: [ParameterDeclaration] = (1...16).map {
    .integer(
      "program_\($0)", 0...128, default: 0,
      "The General MIDI instrument of channel \($0), counted from 1; 0 leaves it to MIDI.")
  }

  private let programs: UnsafeMutablePointer<ParameterReader>

  /// The program that each channel was last given, 0 for none.
  private let current: UnsafeMutablePointer<Int>

  init(_ context: NodeContext) {
    programs = .allocate(capacity: 16)
    for channel in 0..<16 {
      (programs + channel).initialize(to: context.reader("program_\(channel + 1)"))
    }
    current = .allocate(capacity: 16)
    current.initialize(repeating: 0, count: 16)
  }

  deinit {
    programs.deinitialize(count: 16)
    programs.deallocate()
    current.deallocate()
  }

  /// The program, from 0, that `channel` has been given since this was asked last; -1 for none.
  @_noLocks
  func takeChange(of channel: Int) -> Int {
    let program = programs[channel].index
    guard program != current[channel] else { return -1 }
    current[channel] = program
    return program - 1
  }

  /// Lets all programs be taken once more.
  @_noLocks
  func repeatAll() { for channel in 0..<16 { current[channel] = 0 } }
}
