package import Graph
package import YAML

extension NodeKinds {
  /// A JSON Schema (draft-07) of patch files, from which editors complete and check.
  package var patchSchema: JSON {
    [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "title": "strumd patch",
      "type": "object",
      "required": ["version", "nodes"],
      "additionalProperties": false,
      "properties": .object(headSchema + bodySchema),
      "definitions": ["id": Self.identifierSchema],
    ]
  }

  private var headSchema: [(key: String, value: JSON)] {
    [
      ("version", ["const": 1, "description": "The version of the format."]),
      ("name", textSchema("What the patch is called.")),
      ("summary", textSchema("What the patch is for, in a sentence.")),
      (
        "tempo",
        numberSchema(20...400, unit: "bpm", initial: 120, "Beats per minute to start with.")
      ),
      (
        "metre",
        [
          "type": "string", "pattern": "^([1-9]|1[0-6])/(2|4|8|16)$", "default": "4/4",
          "description": "Beats in a bar and their unit: 4/4, 6/8.",
        ]
      ),
      (
        "clock",
        [
          "type": "string",
          "description":
            "The node whose beats drive musical time, or internal; else the first that has beats.",
        ]
      ),
    ]
  }

  private var bodySchema: [(key: String, value: JSON)] {
    [
      (
        "nodes",
        [
          "type": "array", "minItems": 1, "description": "The nodes of the patch.",
          "items": nodeSchema,
        ]
      ),
      (
        "wires",
        [
          "type": "array",
          "description": "Wires and chains of wires: 'a -> b -> c', 'a.port -> b.port'.",
          "items": ["type": "string", "pattern": "->"],
        ]
      ),
      (
        "budget",
        numberSchema(
          10...100, unit: "%", initial: 70,
          "The share of the period that a cycle may take before nodes are skipped.")
      ),
      (
        "shed",
        [
          "type": "array", "uniqueItems": true,
          "description": "Ids of nodes to skip first when time runs short, in that order.",
          "items": ["$ref": "#/definitions/id"],
        ]
      ),
      (
        "midi_map",
        [
          "type": "array", "uniqueItems": true,
          "description": "What MIDI controls move: 'cc 21 ch 1 -> node/parameter'.",
          "items": ["type": "string", "pattern": "->"],
        ]
      ),
    ]
  }

  private static var identifierSchema: JSON {
    [
      "type": "string", "pattern": "^[a-z][a-z0-9_]{0,31}$",
      "description": "A name of your own; it becomes part of port names and OSC addresses.",
    ]
  }
}
