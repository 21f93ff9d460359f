@testable import Web

/// Takes one stream, into the node "web", and keeps it.
final class StillTaker: SoundTaker {
  private(set) var samples: [Float] = []
  private(set) var rate = 0.0
  private(set) var connection: UInt32?
  private(set) var endCount = 0

  func begin(_ connection: UInt32, node: String?) throws(SoundProblem) -> SoundPlace {
    guard node == nil || node == "web" else { throw SoundProblem("there is no such node") }
    guard self.connection == nil else { throw SoundProblem("somebody else plays into it") }
    self.connection = connection
    return SoundPlace(node: "web", rate: 48_000)
  }

  func take(_ samples: [Float], rate: Double, from connection: UInt32) -> SoundState? {
    guard connection == self.connection else { return nil }
    self.samples += samples
    self.rate = rate
    return SoundState(buffered: Double(self.samples.count) / rate, underruns: 2, overrun: 0.5)
  }

  func position(of frame: Int64, in connection: UInt32) -> Double? {
    connection == self.connection ? Double(frame) / 48_000 - 1 : nil
  }

  func end(_ connection: UInt32) {
    guard connection == self.connection else { return }
    self.connection = nil
    endCount += 1
  }
}
