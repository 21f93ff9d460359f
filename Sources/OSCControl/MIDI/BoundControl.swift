import Graph

/// A binding, and where its control stands.
struct BoundControl {
  /// What a move does here.
  enum Effect: Equatable {
    case none

    /// The value to set.
    case set(Float)

    /// The command is to be carried out.
    case trigger
  }

  /// How near a control must come to what is set here to take it over, as a share of its way: half of
  /// one of MIDI's 128 steps more than one, so that no move passes by unnoticed.
  private static let reach: Float = 1.5 / 127

  let binding: MIDIBinding

  /// 0 to 1, `nil` until it has moved.
  private var position: Float?

  /// What it set last, as a share of the way.
  private var share: Float?
  private var coarse: Int?

  /// Whether the fine half of a wide control has ever come: then nothing is done before it does.
  private var isFine = false

  init(_ binding: MIDIBinding) { self.binding = binding }

  /// What `move` does to a `target` that is at `value` now; `target` is `nil` for commands.
  mutating func effect(
    of move: ControllerMove, on target: ParameterDeclaration?, at value: Float
  ) -> Effect {
    guard let new = reading(of: move) else { return .none }
    let old = position
    position = new
    let isPress = move.kind == .program || new >= 0.5 && (old ?? 0) < 0.5
    let isRelease = move.kind != .program && new < 0.5 && (old ?? 0) >= 0.5
    guard let way = Way(binding, target) else { return isPress ? .trigger : .none }
    switch binding.mode ?? usualMode(target) {
    case .jump: return .set(way.value(at: new))
    case .pickup: return pickUp(new, from: old, way, value)
    case .toggle:
      let isUp = way.share(of: value) >= 0.5
      return isPress ? .set(way.value(at: isUp ? 0 : 1)) : .none
    case .momentary:
      return isPress ? .set(way.value(at: 1)) : isRelease ? .set(way.value(at: 0)) : .none
    case .relative:
      return .set(way.value(value, steps: move.value < 64 ? move.value : move.value - 128))
    case .offset: return .set(way.value(value, steps: move.value - 64))
    }
  }

  /// Where the control stands after `move`; `nil` where it is another's, or half of a move.
  private mutating func reading(of move: ControllerMove) -> Float? {
    guard binding.channel == nil || binding.channel == move.channel else { return nil }
    switch (binding.control, move.kind) {
    case (.note(move.number), .note), (.control(move.number), .control),
      (.program(move.number), .program), (.bend, .bend):
      return move.kind == .note ? (move.value > 0 ? 1 : 0) : move.position
    case (.wideControl(move.number), .control):
      coarse = move.value
      return isFine ? nil : wide(move.value, 0)
    case (.wideControl(move.number - 32), .control):
      isFine = true
      return coarse.map { wide($0, move.value) }
    default: return nil
    }
  }

  private func wide(_ coarse: Int, _ fine: Int) -> Float { Float(coarse << 7 | fine) / 16_383 }

  private func usualMode(_ target: ParameterDeclaration?) -> MIDIBinding.Mode {
    if target?.form == .toggle { return .toggle }
    switch binding.control {
    case .note, .program: return .toggle
    case .control, .wideControl, .bend: return .pickup
    }
  }

  /// Follows the control once it has met what is set here, and until somebody else sets that.
  private mutating func pickUp(
    _ new: Float, from old: Float?, _ way: Way, _ value: Float
  ) -> Effect {
    let here = way.share(of: value)
    let isOurs = share.map { abs($0 - here) < Self.reach } ?? false
    let isPassed = old.map { ($0 - here) * (new - here) <= 0 } ?? false
    guard isOurs || isPassed || abs(new - here) < Self.reach else {
      share = nil
      return .none
    }
    let wanted = way.value(at: new)
    share = way.share(of: wanted)
    return .set(wanted)
  }
}

/// What a control moves over: from one value to another, in even steps or even ratios.
private struct Way {
  private let low: Float
  private let high: Float
  private let isLogarithmic: Bool
  private let isStepped: Bool

  /// `nil` for commands, which have no values, unless the binding names some.
  init?(_ binding: MIDIBinding, _ target: ParameterDeclaration?) {
    guard let low = binding.ends?.low ?? target?.range.lowerBound,
      let high = binding.ends?.high ?? target?.range.upperBound
    else { return nil }
    self.low = low
    self.high = high
    isLogarithmic = target?.scale == .logarithmic && low > 0 && high > 0
    isStepped = target.map { $0.form != .number } ?? false
  }

  func value(at share: Float) -> Float {
    let value =
      isLogarithmic ? low * power(high / low, share) : low + (high - low) * share
    return isStepped ? value.rounded() : value
  }

  /// How far along `value` lies, 0 to 1; 0 where there is no way to go.
  func share(of value: Float) -> Float {
    guard low != high else { return 0 }
    let share =
      isLogarithmic && value > 0
      ? logarithm(value / low) / logarithm(high / low) : (value - low) / (high - low)
    return min(max(share, 0), 1)
  }

  /// `value` after so many steps of a control that goes round and round.
  func value(_ value: Float, steps: Int) -> Float {
    guard !isStepped else {
      let wanted = value + (high < low ? -1 : 1) * Float(steps)
      return min(max(wanted, min(low, high)), max(low, high))
    }
    return self.value(at: min(max(share(of: value) + Float(steps) / 127, 0), 1))
  }
}
