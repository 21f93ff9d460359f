package import Graph
package import YAML

extension NodeDeclaration {
  /// All of the declaration, for programs to read.
  package var json: JSON {
    [
      "kind": .string(kind), "family": .string(family), "doc": .string(doc),
      "inputs": .array(inputs.map(\.json)), "outputs": .array(outputs.map(\.json)),
      "parameters": .array(parameters.map(\.json)), "settings": .array(settings.map(\.json)),
      "readings": .array(readings.map(\.json)),
    ]
  }
}

extension ReadingDeclaration {
  fileprivate var json: JSON {
    ["name": .string(name), "unit": .string(unit), "doc": .string(doc)]
  }
}

extension PortDeclaration {
  /// All of the declaration, for programs to read.
  package var json: JSON {
    ["name": .string(name), "type": .string(type.name), "doc": .string(doc)]
  }
}

extension ParameterDeclaration {
  fileprivate var json: JSON {
    var fields: [(key: String, value: JSON)] = [
      ("name", .string(name)), ("form", .string(formName)),
    ]
    if case .choice(let names) = form {
      fields.append(("choices", .array(names.map(JSON.string))))
    } else if form != .toggle {
      fields.append(("minimum", .number(range.decimal.lowerBound)))
      fields.append(("maximum", .number(range.decimal.upperBound)))
      fields.append(("unit", .string(unit)))
      fields.append(("scale", .string(scale.rawValue)))
    }
    fields.append(("default", initialJSON))
    fields.append(("doc", .string(doc)))
    return .object(fields)
  }

  private var formName: String {
    switch form {
    case .number: "number"
    case .integer: "integer"
    case .toggle: "toggle"
    case .choice: "choice"
    }
  }

  /// The default as a patch writes it.
  var initialJSON: JSON {
    switch form {
    case .number, .integer: .number((initial...initial).decimal.lowerBound)
    case .toggle: .boolean(initial != 0)
    case .choice(let names): .string(names[Int(initial)])
    }
  }
}

extension SettingDeclaration {
  fileprivate var json: JSON {
    var fields: [(key: String, value: JSON)] = [
      ("name", .string(name)), ("form", .string(formName)),
    ]
    if case .choice(let names) = form {
      fields.append(("choices", .array(names.map(JSON.string))))
    }
    fields.append(("required", .boolean(isRequired)))
    if !isRequired { fields.append(("default", initialJSON)) }
    fields.append(("doc", .string(doc)))
    return .object(fields)
  }

  private var formName: String {
    switch form {
    case .text: "text"
    case .file: "file"
    case .list: "list"
    case .choice: "choice"
    }
  }

  /// The default as a patch writes it.
  var initialJSON: JSON {
    switch initial {
    case .text(let text): .string(text)
    case .list(let texts): .array(texts.map(JSON.string))
    }
  }
}
