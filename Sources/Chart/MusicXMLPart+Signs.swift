extension MusicXMLPart {
  /// Takes a sign that sends a player elsewhere, or tells him how fast to be.
  mutating func takeSign(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "repeat":
      let times = attributes["times"].flatMap { Int($0) } ?? 2
      if attributes["direction"] == "forward" {
        bar.startsRepeat = true
      } else {
        bar.repeatCount = min(16, max(2, times))
      }
    case "ending":
      let numbers = (attributes["number"] ?? "1").split { !$0.isNumber }.compactMap { Int($0) }
      if attributes["type"] == "start" { ending = Set(numbers) } else { endsEnding = true }
    case "segno": bar.isSegno = true
    case "coda": bar.isCoda = true
    case "sound": takeSound(attributes)
    default: break
    }
  }

  private mutating func takeSound(_ attributes: [String: String]) {
    let quarters = attributes["tempo"]?.number(in: 20...400)
    if tempo == nil, let quarters { tempo = quarters * Double(beatUnit) / 4 }
    if attributes["dacapo"] == "yes" { bar.jump = .toStart }
    if attributes["dalsegno"] != nil { bar.jump = .toSegno }
    if attributes["tocoda"] != nil { bar.leavesForCoda = true }
    if attributes["fine"] != nil { bar.isFine = true }
  }
}
