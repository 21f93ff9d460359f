/// The patch as it is now.
extension Engine {
  /// What was loaded last.
  package var version: PatchVersion {
    PatchVersion(patch, environment: environment, source: source)
  }

  /// What was loaded last, with the parameters as they are now.
  package var livePatch: Patch {
    var live = patch
    let values = Dictionary(grouping: liveValues, by: \.node)
    for index in live.nodes.indices {
      for (_, parameter, value) in values[live.nodes[index].id] ?? [] {
        live.nodes[index].parameters[parameter] = value
      }
    }
    return live
  }

  /// The parameters that are not as the patch has them, as they are now.
  package var liveValues: [(node: String, parameter: String, value: Float)] {
    patch.nodes.flatMap { node in
      (instances[node.id]?.parameters ?? []).compactMap { parameter in
        let name = parameter.declaration.name
        let value = settledValue(of: parameter)
        let written = node.parameters[name] ?? parameter.declaration.initial
        return value == written ? nil : (node.id, name, value)
      }
    }
  }
}
