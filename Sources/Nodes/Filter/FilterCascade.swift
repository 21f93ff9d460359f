private import CRealtime
import Graph

/// A cascade of up to eight second-order sections, which all filter nodes share.
///
/// While frequency, q or gain glides, the coefficients are designed anew every 16 frames of the
/// absolute clock, so that the result does not depend on the block size.
struct FilterCascade: ~Copyable {
  /// The most sections of a cascade.
  static var maximumStageCount: Int { 8 }

  /// Frames between two designs, a power of two.
  private static var grid: Int { 16 }

  // What every block needs comes first, and sections lie at the beginning of a cache line: in a patch of
  // a thousand filters, what a block has to fetch counts as much as what it computes.
  private let sections: UnsafeMutablePointer<Biquad>
  private let changes: ChangeCount

  /// The changes of parameters after which the sections are what was asked for; -1 while they glide.
  private var settledChanges = -1
  private var designed: FilterDesign

  private let shape: FilterShape
  private let sampleRate: Float
  private let stages: ParameterReader

  /// Frequency and q, and gain where the shape has one.
  private let glides: UnsafeMutablePointer<Glide>
  private let glideCount: Int

  /// Builds the cascade of a node whose declaration is a filter's.
  init(_ shape: FilterShape, _ context: NodeContext) {
    self.shape = shape
    sampleRate = Float(context.sampleRate)
    sections = UnsafeMutableRawPointer.allocate(
      byteCount: Self.maximumStageCount * MemoryLayout<Biquad>.stride, alignment: 64
    ).bindMemory(to: Biquad.self, capacity: Self.maximumStageCount)
    sections.initialize(
      repeating: Biquad(isWide: realtime_is_wide()), count: Self.maximumStageCount)
    stages = context.reader("stages")
    changes = context.changes()
    glideCount = shape.hasGain ? 3 : 2
    glides = .allocate(capacity: glideCount)
    (glides + 0).initialize(to: context.glide("frequency"))
    (glides + 1).initialize(to: context.glide("q"))
    if shape.hasGain { (glides + 2).initialize(to: context.glide("gain")) }
    designed = FilterDesign(frequency: 0, q: 0, gain: 0, stageCount: 0)
    design(wanted)
  }

  deinit {
    glides.deinitialize(count: glideCount)
    glides.deallocate()
    sections.deallocate()
  }

  /// Filters the node's only input into its only output.
  @_noLocks
  mutating func process(_ cycle: borrowing Cycle) {
    let start = cycle.input(0).start
    var output = cycle.output(0)
    guard let destination = output.withUnsafeMutableBufferPointer({ $0.baseAddress }) else {
      return
    }
    let seen = changes.seen
    if seen == settledChanges {
      filter(start, destination, count: cycle.frameCount)
      return
    }
    for index in 0..<glideCount { glides[index].begin() }
    let phase = Int(truncatingIfNeeded: cycle.frame) & (Self.grid - 1)
    run(start, destination, count: cycle.frameCount, phase: phase)
    if isSettled, wanted.matches(designed) { settledChanges = seen }
  }

  /// Filters `count` samples, the first of them `phase` frames after a point of the grid.
  @_noLocks
  private mutating func run(
    _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, count: Int, phase: Int
  ) {
    var frame = 0
    while frame < count {
      let place = (phase + frame) & (Self.grid - 1)
      if place == 0, !wanted.matches(designed) { design(wanted) }
      let isConstant = isSettled && wanted.matches(designed)
      let length = isConstant ? count - frame : min(count - frame, Self.grid - place)
      if !isSettled { glide(length) }
      filter(input + frame, output + frame, count: length)
      frame += length
    }
  }

  @_noLocks
  private func filter(
    _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, count: Int
  ) {
    sections[0].process(input, output, count: count)
    for stage in 1..<max(1, designed.stageCount) {
      sections[stage].process(UnsafePointer(output), output, count: count)
    }
  }

  private var isSettled: Bool {
    @_noLocks get {
      for index in 0..<glideCount where !glides[index].isSettled { return false }
      return true
    }
  }

  @_noLocks
  private func glide(_ frameCount: Int) {
    for index in 0..<glideCount {
      for _ in 0..<frameCount { _ = glides[index].next() }
    }
  }

  /// What the parameters ask for now.
  private var wanted: FilterDesign {
    @_noLocks get {
      FilterDesign(
        frequency: glides[0].value, q: glides[1].value, gain: glideCount > 2 ? glides[2].value : 0,
        stageCount: stages.index)
    }
  }

  /// Gives every section its part of `design`.
  ///
  /// A low or high cascade has the q of a Butterworth filter of its order, and `q` sharpens or
  /// dulls the section at the corner; any other cascade divides the gain evenly.
  @_noLocks
  private mutating func design(_ design: FilterDesign) {
    for stage in designed.stageCount..<max(designed.stageCount, design.stageCount) {
      sections[stage].reset()
    }
    let frequency = min(design.frequency / sampleRate, 0.49)
    for stage in 0..<design.stageCount {
      sections[stage].set(
        BiquadCoefficients(
          shape, frequency: frequency, q: q(of: stage, design),
          gain: design.gain / Float(design.stageCount)))
    }
    designed = design
  }

  @_noLocks
  private func q(of stage: Int, _ design: FilterDesign) -> Float {
    guard shape.isButterworth else { return design.q }
    let angle = Float.pi * Float(2 * stage + 1) / Float(4 * design.stageCount)
    let butterworth = 1 / (2 * realtime_cos(angle))
    return stage == design.stageCount - 1 ? butterworth * design.q * 1.414_213_6 : butterworth
  }
}
