/// A player of the band, as a report tells of it.
struct PlayedPart: Equatable {
  let port: String

  /// 1 to 16.
  let channel: Int
  var name: String
  var noteCount: Int
}
