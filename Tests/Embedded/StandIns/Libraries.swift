struct Style {}
struct ChartFollower {}
struct MelodyModel {}
struct ProgressionModel {}

/// Stands in for the files of styles.
enum StyleLibrary {
  static func load(_ name: String, _ context: NodeContext) throws(NodeError) -> Style { Style() }
  static func list(_ text: String) -> [String] { [] }
}

/// Stands in for charts, of which there are none.
enum ChartLibrary {
  static let settings: [SettingDeclaration] = []
  static func load(_ context: NodeContext) throws(NodeError) -> ChartFollower? { nil }
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
