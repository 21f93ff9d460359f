/// Tells onsets twice: at once, for whoever has to react, and once more when it is known what they
/// were.
package struct OnsetListener: Listener {
  package static let parts: FrontEnd.Parts = .onsets

  package init() {}

  package mutating func hear(_ front: FrontEnd, _ emit: (Onset) -> Void) {
    guard front.news.contains(.onsets) else { return }
    if let onset = front.onsets.early { emit(onset) }
    if let onset = front.onsets.settled { emit(onset) }
  }
}
