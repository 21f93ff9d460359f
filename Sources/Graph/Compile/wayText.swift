/// The names of the nodes along a way through a patch; of a long one those at its two ends.
package func wayText(_ ids: [String]) -> String {
  let end = 4
  guard ids.count > 2 * end + 1 else { return ids.joined(separator: " -> ") }
  let parts = ids.prefix(end) + ["(\(ids.count - 2 * end) more)"] + ids.suffix(end)
  return parts.joined(separator: " -> ")
}
