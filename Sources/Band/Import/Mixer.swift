/// How loud the channels of a file are, by controller 7, which General MIDI has at 100 at first.
struct Mixer {
  private static let usual = 100.0

  private let volumes: [Int: Int]

  init(_ volumes: [Int: Int]) { self.volumes = volumes }

  /// The level of a part that is played by `channels`, which is that of the loudest of them; `nil` where the file
  /// tells none at all.
  func level(of channels: Set<Int>) -> Double? {
    guard !volumes.isEmpty else { return nil }
    return channels.map(level(of:)).max()
  }

  /// How loud a channel is beside the loudest of `channels`, 0 to 1.
  func share(of channel: Int, among channels: Set<Int>) -> Double {
    guard let loudest = level(of: channels), loudest > 0 else { return 1 }
    return min(1, level(of: channel) / loudest)
  }

  private func level(of channel: Int) -> Double {
    volumes[channel].map { Double($0) / Self.usual } ?? 1
  }
}
