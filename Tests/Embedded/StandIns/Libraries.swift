struct MelodyModel {}
struct ProgressionModel {}

/// Stands in for the settings of charts, of which there are none.
enum ChartLibrary {
  static let settings: [SettingDeclaration] = []
}

/// Stands in for styles and a chart that were read.
struct BandSheet: Sendable {
  init(styles names: [String], _ context: NodeContext) throws(NodeError) {}
  init(_ context: NodeContext) throws(NodeError) {}
}

/// Stands in for the crossing to whoever plays from a chart: there is none.
final class ChartDesk: Sendable {
  func put(_ sheet: BandSheet) {}
}

/// Stands in for models of melodies.
enum MelodyModelLibrary {
  static func load(_ name: String, _ environment: Environment) throws(NodeError) -> MelodyModel? {
    nil
  }
}

/// Stands in for models of progressions.
enum ProgressionModelLibrary {
  static func load(
    _ name: String, _ environment: Environment
  ) throws(NodeError) -> ProgressionModel? { nil }
}
