import Graph
import LV2

extension PluginForm.Control {
  /// The parameter `name` for `port`; `initial` replaces the plugin's own default where it is a number that
  /// can be.
  init(_ port: PluginPort, name: String, initial: Float?) {
    self.port = port
    let doc = sentence(port.comment.isEmpty ? port.name : "\(port.name): \(port.comment)")
    let start = initial.flatMap { $0.isFinite ? $0 : nil } ?? port.initial(at: PluginForm.usualRate)
    let range = Self.range(port, around: start)
    let value = min(max(start, range.lowerBound), range.upperBound)
    let points = Self.choices(port)
    if !points.isEmpty {
      let values = points.map(\.value)
      let nearest = values.indices.min { abs(values[$0] - value) < abs(values[$1] - value) }
      choices = values
      declaration = .choice(name, points.map(\.label), default: nearest ?? 0, doc)
      return
    }
    choices = []
    if port.character.isToggled {
      declaration = .toggle(name, default: value > 0, doc)
    } else if port.character.isInteger, abs(range.lowerBound) < 1e9, abs(range.upperBound) < 1e9 {
      declaration = .integer(
        name, Int(range.lowerBound.rounded(.up))...Int(range.upperBound.rounded(.up)),
        default: Int(value.rounded()), unit: port.unit, doc)
    } else {
      let isLogarithmic = port.character.isLogarithmic && range.lowerBound > 0
      declaration = .number(
        name, range, default: value, unit: port.unit,
        scale: isLogarithmic ? .logarithmic : .linear, smoothing: .none, doc)
    }
  }

  /// The range that the author gives, or one around `start` where there is none to go by.
  private static func range(_ port: PluginPort, around start: Float) -> ClosedRange<Float> {
    func bounded(_ value: Float) -> Float { min(max(value, -1e9), 1e9) }
    let minimum = port.minimum(at: PluginForm.usualRate)
    let maximum = port.maximum(at: PluginForm.usualRate)
    let lower = minimum.isNaN ? min(0, start) : bounded(minimum)
    let upper = maximum.isNaN ? max(1, start) : bounded(maximum)
    return min(lower, upper)...max(lower, upper)
  }

  /// The named values of an enumeration, each under a name of its own; none for anything else.
  private static func choices(_ port: PluginPort) -> [PluginPort.Point] {
    guard port.character.isEnumeration, port.points.count > 1 else { return [] }
    var taken: Set<String> = []
    return port.points.map { point in
      var label = point.label.isEmpty ? "\(point.value)" : point.label
      while !taken.insert(label).inserted { label += "'" }
      return PluginPort.Point(label: label, value: point.value)
    }
  }
}
