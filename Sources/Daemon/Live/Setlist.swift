import Graph

/// The patches of an evening, in their order.
struct Setlist: Equatable {
  /// The file it was read from.
  let path: String
  let name: String

  /// The files of the patches; relative ones start at the set list's folder.
  let patches: [String]

  /// How the file was when it was read.
  var stamp: FileStamp

  /// The place in ``patches`` of what plays, from 0.
  var position = 0

  /// The patch `steps` away, or `nil` beyond the ends.
  func position(_ steps: Int) -> Int? {
    let position = position + steps
    return patches.indices.contains(position) ? position : nil
  }

  /// The place of the patch that is called `text`: its number from 1, its file, or that without ".yaml".
  func position(called text: String) -> Int? {
    if let number = Int(text) {
      return (1..<patches.count + 1).contains(number) ? number - 1 : nil
    }
    return patches.firstIndex { patch in
      let file = patch.split(separator: "/").last.map(String.init) ?? patch
      return patch == text || file == text || file == text + ".yaml"
    }
  }
}
