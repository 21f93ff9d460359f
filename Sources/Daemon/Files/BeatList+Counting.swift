extension BeatList {
  /// How many bars alike have to follow a downbeat before it is believed.
  private static let proof = 3

  /// How far a beat may be from where an even row of beats has it, in beats.
  private static let evenness = 0.25

  /// How many beats are put before the first one that was heard.
  private static let reach = 8

  /// The beats as a chart counts them, for a tune whose first chord sounds at `start`, in seconds.
  ///
  /// Who listens finds the bars some bars late, and the beat some beats late. So what comes before the first bars
  /// that are alike is counted back from them, as far as the beats are even, and as far as chords go.
  func counted(from start: Double?) -> [Beat] {
    guard let (first, length) = firstCertainBar else { return beats }
    var counted = beats
    var index = first
    while index > 0, isEven(index - 1) {
      index -= 1
      let place = (index - first) % length
      counted[index] = beats[index].counted(place < 0 ? place + length + 1 : 1)
    }
    guard index == 0, let start, let head = counted.first else { return counted }
    let interval = (beats[first].time - beats[0].time) / Double(max(1, first))
    return before(head, interval: interval, length: length, since: start) + counted
  }

  /// The first downbeat that is followed by bars alike, and how many beats they have.
  private var firstCertainBar: (index: Int, length: Int)? {
    let downbeats = beats.indices.filter { beats[$0].number == 1 }
    let lengths = zip(downbeats.dropFirst(), downbeats).map { $0 - $1 }
    guard lengths.count >= Self.proof else { return nil }
    for bar in 0...(lengths.count - Self.proof)
    where lengths[bar] > 1 && lengths[bar..<bar + Self.proof].allSatisfy({ $0 == lengths[bar] }) {
      return (downbeats[bar], lengths[bar])
    }
    return nil
  }

  /// Whether the beat after `index` comes as soon as the one after that.
  private func isEven(_ index: Int) -> Bool {
    guard index + 2 < beats.count else { return false }
    let interval = beats[index + 2].time - beats[index + 1].time
    return abs(beats[index + 1].time - beats[index].time - interval) < Self.evenness * interval
  }

  /// Beats from `start` on until `head`, which was the first to be heard.
  private func before(_ head: Beat, interval: Double, length: Int, since start: Double) -> [Beat] {
    guard interval > 0 else { return [] }
    let room = (min(head.time, head.time - start + Self.evenness * interval) / interval)
    let count = min(Self.reach, max(0, Int(room)))
    return (0..<count).reversed().map { step in
      let time = head.time - Double(step + 1) * interval
      let place = (head.number - 1 - step - 1) % length
      return Beat(
        time: time, announced: time, number: (place < 0 ? place + length : place) + 1,
        confidence: 0)
    }
  }
}

extension BeatList.Beat {
  fileprivate func counted(_ number: Int) -> BeatList.Beat {
    BeatList.Beat(time: time, announced: announced, number: number, confidence: confidence)
  }
}
