/// What a job has for the audio thread and its ring had no room for yet, in order.
struct Backlog<Element> {
  private var waiting: [Element] = []

  mutating func append(_ element: Element) { waiting.append(element) }

  /// Lets go of what `isTaken` takes, up to the first that it does not.
  mutating func flush(_ isTaken: (Element) -> Bool) {
    let count = waiting.firstIndex { !isTaken($0) } ?? waiting.count
    waiting.removeFirst(count)
  }
}
