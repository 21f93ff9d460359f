/// Tells onsets twice: at once, for whoever has to react, and once more when it is known what they
/// were.
package struct OnsetListener: Listener {
  package static let parts: FrontEnd.Parts = [.onsets, .glimpses]

  package init() {}

  package mutating func hear(_ front: FrontEnd, _ emit: (Onset) -> Void) {
    if front.news.contains(.glimpses), let onset = front.onsets.early { emit(onset) }
    if front.news.contains(.onsets), let onset = front.onsets.settled { emit(onset) }
  }
}
