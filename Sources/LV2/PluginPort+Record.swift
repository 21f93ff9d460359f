extension PluginPort {
  /// What a line of a record says of it.
  var fields: [String] {
    let numbers = [minimum, maximum, initial].map(PluginRecord.text)
    let flags = [isInput, isOptional, carriesMIDI, wantsTime, carriesPatchMessages]
    let traits = Character.members.map { character[keyPath: $0] }
    return ["port", "\(index)", symbol, name, comment, medium.word, "\(minimumSize)", unit]
      + [designation.rawValue] + numbers + (flags + traits).map { $0 ? "1" : "0" }
  }

  /// Reads what ``fields`` has written.
  init?(_ fields: [String]) {
    guard fields.count == 17 + Character.members.count, let index = Int(fields[1]),
      let size = Int(fields[6]), let designation = Designation(rawValue: fields[8])
    else { return nil }
    let numbers = fields[9..<12].compactMap(PluginRecord.number)
    let flags = fields[12...].map { $0 == "1" }
    guard numbers.count == 3 else { return nil }
    var character = Character()
    for (member, flag) in zip(Character.members, flags[5...]) {
      character[keyPath: member] = flag
    }
    self.init(
      index: index, symbol: fields[2], name: fields[3], comment: fields[4], isInput: flags[0],
      medium: Medium(word: fields[5]), isOptional: flags[1], minimum: numbers[0],
      maximum: numbers[1], initial: numbers[2], character: character, designation: designation,
      unit: fields[7], points: [], carriesMIDI: flags[2], wantsTime: flags[3],
      carriesPatchMessages: flags[4], minimumSize: size)
  }

  /// The same port with one more named value.
  func adding(_ point: Point) -> PluginPort {
    PluginPort(
      index: index, symbol: symbol, name: name, comment: comment, isInput: isInput,
      medium: medium, isOptional: isOptional, minimum: minimum, maximum: maximum,
      initial: initial, character: character, designation: designation, unit: unit,
      points: points + [point], carriesMIDI: carriesMIDI, wantsTime: wantsTime,
      carriesPatchMessages: carriesPatchMessages, minimumSize: minimumSize)
  }
}

extension PluginPort.Medium {
  fileprivate var word: String {
    switch self {
    case .audio: "audio"
    case .cv: "cv"
    case .control: "control"
    case .atom: "atom"
    case .unknown(let name): "?" + name
    }
  }

  fileprivate init(word: String) {
    self =
      switch word {
      case "audio": .audio
      case "cv": .cv
      case "control": .control
      case "atom": .atom
      default: .unknown(String(word.dropFirst()))
      }
  }
}
