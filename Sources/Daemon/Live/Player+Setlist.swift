import Graph
import OSCControl

extension Player {
  /// Goes to another patch of the set list.
  @discardableResult
  func go(_ move: ControlMove) throws(PatchFailure) -> LoadSummary {
    guard let setlist else {
      throw PatchFailure(text: "there is no set list; start strumd with --setlist FILE\n")
    }
    let position = try Self.position(move, setlist)
    let summary = try load(setlist.patches[position])
    self.setlist?.position = position
    return summary
  }

  private static func position(_ move: ControlMove, _ setlist: Setlist) throws(PatchFailure) -> Int
  {
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
        text: "the set list has no patch '\(text)'; it goes from 1 to \(setlist.patches.count)\n")
    }
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
    for patch in neighbours where patch != path && ready.isStale(patch, at: generation) {
      do throws(PatchFailure) {
        try prepare(patch)
      } catch {
        Log.warning("in the set list:\n" + error.text)
      }
      ready.note(patch, at: generation)
      return
    }
  }
}
