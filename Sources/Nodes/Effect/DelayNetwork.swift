private import CRealtime
import Graph

/// Eight delays that feed each other, as the walls of a room do.
struct DelayNetwork: ~Copyable {
  typealias Lines = SIMD8<Float>

  /// The delays in samples at 48 kHz, 21 to 63 ms: primes, so that their echoes do not coincide.
  private static let lengths = SIMD8<Int32>(1013, 1187, 1409, 1657, 1933, 2269, 2621, 3023)

  private let sampleRate: Float

  /// All lines side by side, so that a sample is written to them with one store.
  private let memory: UnsafeMutablePointer<Lines>
  private let mask: Int32
  private let delays: SIMD8<Int32>
  private var position: Int32 = 0

  /// What a pass through each line leaves of the sound, and of its lows.
  private var gains = Lines()
  private var damping: Float = 0
  private var damped = Lines()

  /// Creates a silent room for a sample rate in Hz.
  init(sampleRate: Float) {
    self.sampleRate = sampleRate
    var delays = SIMD8<Int32>()
    for line in 0..<8 {
      delays[line] = max(1, Int32(Float(Self.lengths[line]) * sampleRate / 48_000))
    }
    self.delays = delays
    var capacity = 1
    while capacity <= Int(delays.max()) { capacity *= 2 }
    mask = Int32(capacity - 1)
    memory = .allocated(touching: capacity)
  }

  deinit { memory.deallocate() }

  /// Lets the sound fall by 60 dB in `seconds`, and sooner above `tone` Hz.
  @_noLocks
  mutating func set(seconds: Float, tone: Float) {
    for line in 0..<8 {
      let passes = Float(delays[line]) / (seconds * sampleRate)
      gains[line] = realtime_exp(-6.907_755_3 * passes)
    }
    let angle = 2 * Float.pi * min(tone, sampleRate * 0.45) / sampleRate
    damping = realtime_exp(-angle)
  }

  /// Takes a sample from each side and returns what the room answers.
  @_noLocks
  mutating func next(_ left: Float, _ right: Float) -> (left: Float, right: Float) {
    var heard = Lines()
    for line in 0..<8 { heard[line] = memory[Int((position &- delays[line]) & mask)][line] }
    damped = heard + damping * (damped - heard)
    let echoes = damped * gains
    let source = Lines(left, right, -left, right, left, -right, left, right)
    memory[Int(position)] = 0.5 * source + mixed(echoes)
    position = (position &+ 1) & mask
    let even = echoes.evenHalf.sum() * 0.5
    let odd = echoes.oddHalf.sum() * 0.5
    return (even, odd)
  }

  /// The product with the Hadamard matrix of order eight, scaled to keep the energy.
  @_noLocks
  private func mixed(_ lines: Lines) -> Lines {
    let (a, b) = (lines.lowHalf, lines.highHalf)
    let (sum, difference) = (a + b, a - b)
    let first = Lines(lowHalf: sum, highHalf: difference)
    let (c, d) = (first.evenHalf, first.oddHalf)
    let second = Lines(lowHalf: c + d, highHalf: c - d)
    let (e, f) = (second.evenHalf, second.oddHalf)
    return 0.353_553_4 * Lines(lowHalf: e + f, highHalf: e - f)
  }
}
