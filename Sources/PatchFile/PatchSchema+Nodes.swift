import Graph
import YAML

extension NodeKinds {
  /// A node: its kind decides what else it may hold.
  var nodeSchema: JSON {
    [
      "type": "object", "required": ["id", "kind"],
      "properties": [
        "id": ["$ref": "#/definitions/id"],
        "kind": [
          "enum": .array(declarations.map { .string($0.kind) }),
          "enumDescriptions": .array(declarations.map { .string($0.doc) }),
          "description": "What the node does.",
        ],
      ],
      "allOf": .array(declarations.map(branch)),
    ]
  }

  private func branch(_ declaration: NodeDeclaration) -> JSON {
    let required = declaration.settings.filter(\.isRequired).map { JSON.string($0.name) }
    let fields: [(key: String, value: JSON)] =
      [("id", true), ("kind", true)]
      + declaration.settings.map { (key: $0.name, value: $0.schema) }
      + declaration.parameters.map { (key: $0.name, value: $0.schema) }
    return [
      "if": [
        "properties": ["kind": ["const": .string(declaration.kind)]], "required": ["kind"],
      ],
      "then": [
        "description": .string(declaration.doc), "required": .array(required),
        "properties": .object(fields),
        "additionalProperties": .boolean(declaration.variability != .fixed),
      ],
    ]
  }
}

extension SettingDeclaration {
  fileprivate var schema: JSON {
    switch form {
    case .text, .file: textSchema(doc)
    case .choice(let names):
      [
        "enum": .array(names.map(JSON.string)), "default": initialJSON, "description": .string(doc),
      ]
    case .list:
      [
        "type": ["string", "array"], "items": ["type": ["string", "number"]],
        "description": .string(doc),
      ]
    }
  }
}

extension ParameterDeclaration {
  fileprivate var schema: JSON {
    switch form {
    case .number:
      numberSchema(
        range.decimal, unit: unit, initial: (initial...initial).decimal.lowerBound, doc)
    case .integer:
      [
        "type": "integer", "minimum": .number(range.decimal.lowerBound),
        "maximum": .number(range.decimal.upperBound), "default": initialJSON,
        "description": .string(doc),
      ]
    case .toggle:
      ["type": "boolean", "default": initialJSON, "description": .string(doc)]
    case .choice(let names):
      [
        "enum": .array(names.map(JSON.string)), "default": initialJSON, "description": .string(doc),
      ]
    }
  }
}
