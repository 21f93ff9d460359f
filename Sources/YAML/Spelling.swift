/// The candidate that `word` most likely was meant to be, or `nil` if none is near.
///
/// Upper and lower case count as equal; about one letter in three may be wrong, or all but the
/// beginning missing.
package func nearest(_ word: String, in candidates: some Sequence<String>) -> String? {
  let written = Array(word.lowercased().unicodeScalars.prefix(64))
  let limit = max(1, (written.count + 1) / 3)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(written, Array(candidate.lowercased().unicodeScalars.prefix(64)))
    if distance <= limit && distance < best?.distance ?? .max && distance < candidate.count {
      best = (candidate, distance)
    }
  }
  if let best { return best.candidate }
  let continued = candidates.filter { $0.lowercased().hasPrefix(word.lowercased()) }
  return word.count > 1 && continued.count == 1 ? continued.first : nil
}

/// The question to put below an error about `word`, or `nil` if no candidate is near.
package func didYouMean(_ word: String, _ candidates: some Sequence<String>) -> String? {
  nearest(word, in: candidates).map { "did you mean '\($0)'?" }
}

/// How many letters must be inserted, removed, replaced or swapped with their neighbour.
///
/// The optimal string alignment distance: Damerau, "A technique for computer detection and
/// correction of spelling errors", CACM 7(3), 1964.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
      var distance = min(replaced, last[j + 1] + 1, row[j] + 1)
      if i > 0 && j > 0 && left[i] == right[j - 1] && left[i - 1] == right[j] {
        distance = min(distance, beforeLast[j - 1] + 1)
      }
      row.append(distance)
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
