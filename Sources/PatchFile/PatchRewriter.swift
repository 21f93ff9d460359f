package import Graph
import YAML

/// The text of a patch file with another state of its patch worked into it: comments, order and all that
/// did not change stay as they are.
struct PatchRewriter {
  let patch: Patch
  let kinds: NodeKinds
  let old: Patch
  let root: YAMLMapping

  /// The names of nodes that seem to be others now, by those that they had.
  let names: [String: String]
  var edits: TextEdits

  /// Begins with the file `bytes`; `nil` where it does not hold a patch any more.
  init?(_ bytes: [UInt8], to patch: Patch, kinds: NodeKinds) {
    guard let document = try? PatchDocument(bytes, name: "", kinds: kinds),
      case .mapping(let root)? = YAMLDocument(bytes, name: "").root?.content,
      let edits = TextEdits(String(decoding: bytes, as: UTF8.self))
    else { return nil }
    self.patch = patch
    self.kinds = kinds
    self.root = root
    self.edits = edits
    old = document.patch
    names = Self.names(from: document.patch, to: patch)
  }

  /// Nodes of the same place and kind, and the same settings or parameters, with another name.
  private static func names(from old: Patch, to new: Patch) -> [String: String] {
    guard old.nodes.count == new.nodes.count else { return [:] }
    let pairs = zip(old.nodes, new.nodes).filter { before, node in
      before.kind == node.kind && before.id != node.id
        && (before.settings == node.settings || before.parameters == node.parameters)
        && old[id: node.id] == nil && new[id: before.id] == nil
    }
    return Dictionary(pairs.map { ($0.id, $1.id) }, uniquingKeysWith: { first, _ in first })
  }

  /// The new text, or `nil` where the patch changed in ways that are not worked in.
  mutating func text() -> String? {
    guard rewriteNodes(), rewriteWires(), rewriteShed(), rewriteClock(), rewriteMIDIMap()
    else { return nil }
    let text = edits.text
    guard let document = try? PatchDocument(Array(text.utf8), name: "", kinds: kinds),
      document.patch.means(patch)
    else { return nil }
    return text
  }

  /// Whether `value` is written within brackets or braces.
  func isInline(_ value: YAMLValue) -> Bool {
    guard case .scalar = value.content else {
      let start = value.place.start
      let mark = edits.line(start.line).unicodeScalars.dropFirst(start.column - 1).first
      return mark == "[" || mark == "{"
    }
    return false
  }

  /// The last line of `value` that holds something of it.
  func lastLine(_ value: YAMLValue) -> Int {
    let end = value.place.end
    switch value.content {
    case .sequence(let items) where !isInline(value):
      return items.last.map(lastLine) ?? end.line
    case .mapping(let mapping) where !isInline(value):
      return mapping.entries.last.map { lastLine($0.value) } ?? end.line
    case .sequence, .mapping, .scalar:
      // A block of text ends where the next line begins.
      return end.column == 1 ? max(value.place.start.line, end.line - 1) : end.line
    }
  }
}

extension Patch {
  /// The text of this patch: that of the file `original`, with what has changed worked into it, where
  /// that holds such a patch; else one that is written anew.
  package func text(basedOn original: [UInt8], kinds: NodeKinds) -> String {
    var rewriter = PatchRewriter(original, to: self, kinds: kinds)
    return rewriter?.text() ?? text(kinds: kinds)
  }

  /// Whether `other` says the same, in whatever order its wires come.
  package func means(_ other: Patch) -> Bool {
    var (left, right) = (self, other)
    let order: (Wire, Wire) -> Bool = { $0.description < $1.description }
    left.wires.sort(by: order)
    right.wires.sort(by: order)
    left.nodes.sort { $0.id < $1.id }
    right.nodes.sort { $0.id < $1.id }
    left.midiMap.sort { $0.description < $1.description }
    right.midiMap.sort { $0.description < $1.description }
    return left == right
  }
}
