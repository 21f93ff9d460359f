/// How a node that runs takes up other settings and changed files, instead of being made anew.
struct Renewal: Sendable {
  /// The settings that it takes up; whatever files it reads it takes up as well.
  let settings: [String]
  let read: NodeContext.Reading
}
