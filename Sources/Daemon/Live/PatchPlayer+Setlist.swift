import Graph
import OSCControl
private import YAML

extension PatchPlayer {
  /// The place that `move` leads to, or why it leads nowhere.
  static func position(
    _ move: ControlMove, _ setlist: Setlist
  ) throws(PatchFailure) -> Int {
    switch move {
    case .next:
      if let position = setlist.position(1) { return position }
      throw PatchFailure(text: "this is the last patch of the set list\n")
    case .previous:
      if let position = setlist.position(-1) { return position }
      throw PatchFailure(text: "this is the first patch of the set list\n")
    case .to(let text):
      if let position = setlist.position(called: text) { return position }
      throw PatchFailure(
        text: "the set list has no patch \(quoted(text)); it goes from 1 to "
          + "\(setlist.patches.count)\n")
    }
  }

  /// Goes on in another list from the patch that plays, or, where it is not in there, from where it would
  /// have been.
  func follow(_ list: Setlist) {
    guard let old = setlist else { return }
    setlist = list
    let same = list.patches.firstIndex(of: path)
    setlist?.position =
      list.patches.indices.contains(old.position) && list.patches[old.position] == path
      ? old.position : same ?? min(old.position, list.patches.count - 1)
  }

  /// Takes note of where in the set list we are, and makes a neighbour ready, one at a time.
  func prepareNeighbours() {
    guard var setlist else { return }
    if setlist.patches[setlist.position] != path,
      let position = setlist.patches.firstIndex(of: path)
    {
      setlist.position = position
      self.setlist = setlist
    }
    let neighbours = [1, -1].compactMap { setlist.position($0) }.map { setlist.patches[$0] }
    guard work == nil, waiting.isEmpty else { return }
    let stale = neighbours.first { $0 != path && ready.isStale($0, at: generation) }
    if let stale { ask(.neighbour(stale)) }
  }
}
