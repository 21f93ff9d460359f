import ArgumentParser
import Graph
import LV2
import Nodes
import OSCControl

/// What a shell offers for the words of verbs; nothing of what plays where strumd does not answer.
///
/// `words` is what stands on the line, of which the word at `index` is under way.
@Sendable
func completeParameters(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let line = CompletedLine(words, index, after: "")
  return prefix.hasPrefix("/") ? line.addresses : line.parameters
}

/// What can be asked for: a parameter, or any address that tells something.
@Sendable
func completeTold(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  completeParameters(words, index, prefix)
    + (prefix.hasPrefix("/") ? OSCServer.toldAddresses : [])
}

/// The names that the value of a parameter may have.
@Sendable
func completeValue(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let line = CompletedLine(words, index, after: "set")
  return line.words.count == 1 ? line.values(of: line.words[0]) : []
}

/// A node that plays.
@Sendable
func completeNode(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  CompletedLine(words, index, after: "").rig?.nodes.map(\.id) ?? []
}

/// Names of parameters and settings of the kind that is added, each followed by its value.
@Sendable
func completeAdded(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let line = CompletedLine(words, index, after: "add")
  let given = line.words
  guard given.count >= 2, let kind = NodeKinds.linked[given[1]]?.declaration else { return [] }
  guard given.count % 2 == 0 else {
    let name = given[given.count - 1]
    guard kind.kind == "lv2", name == kind.settings.first(where: \.isRequired)?.name else {
      return CompletedLine.values(of: name, kind: kind.kind)
    }
    return plugins()
  }
  let taken = Set(stride(from: 2, to: given.count, by: 2).map { given[$0] })
  return (kind.parameters.map(\.name) + kind.settings.map(\.name)).filter { !taken.contains($0) }
}

/// What a node of a kind would be made with.
@Sendable
func completePlugin(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let line = CompletedLine(words, index, after: "nodes")
  return line.words == ["lv2"] ? plugins() : []
}

/// Where a wire that is added may begin, and from the second word on where it may lead.
@Sendable
func completeWire(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let line = CompletedLine(words, index, after: "wire")
  let isFirst = line.words.isEmpty
  return (line.rig?.nodes ?? []).flatMap { node in
    let ports = isFirst ? node.outputs : node.inputs
    return ports.isEmpty ? [] : [node.id] + ports.map { node.id + "." + $0 }
  }
}

/// Where a wire that is there begins, then where it leads.
@Sendable
func completeUnwire(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let line = CompletedLine(words, index, after: "unwire")
  let wires = line.rig?.wires ?? []
  guard let source = line.words.last else { return unique(wires.map(\.source)) }
  let node = source.prefix { $0 != "." }
  return unique(
    wires.filter { $0.source == source || $0.source.prefix { $0 != "." } == node }
      .map(\.destination))
}

/// What can be done at a beat or a bar to come: the unit, how many, then what.
@Sendable
func completePlaced(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let line = CompletedLine(words, index, after: "at")
  switch line.words.count {
  case 0: return ["bar", "beat"]
  case 2: return line.parameters + OSCServer.commandAddresses
  case 3: return line.values(of: line.words[2])
  default: return []
  }
}

/// A parameter, or an address that is no parameter.
@Sendable
func completeAddress(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let line = CompletedLine(words, index, after: "send")
  return line.words.isEmpty ? line.parameters + OSCServer.commandAddresses : []
}

/// What a control is to move, then in which manner.
@Sendable
func completeLearned(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
  let line = CompletedLine(words, index, after: "learn")
  switch line.words.count {
  case 0: return line.parameters + OSCServer.movableAddresses
  case 1: return MIDIBinding.Mode.allCases.map(\.rawValue)
  default: return []
  }
}

/// The addresses of the plugins that are installed; zsh takes what follows a bare colon for an explanation.
private func plugins() -> [String] {
  let addresses = PluginWorld.installed.addresses
  return CompletionShell.requesting == .zsh
    ? addresses.map { $0.replacing(":", with: "\\:") } : addresses
}

private func unique(_ names: [String]) -> [String] {
  var seen: Set<String> = []
  return names.filter { seen.insert($0).inserted }
}
