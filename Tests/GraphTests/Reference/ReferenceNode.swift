import Graph

/// A node of the random graphs, written a second time and as plainly as possible.
final class ReferenceNode {
  let id: String
  let kind: String
  let settings: [String: SettingValue]
  var parameters: [String: Float]
  private var noise: UInt32
  private var state: Float = 0
  private var echoes = [Float](repeating: 0, count: 40)

  init(_ node: PatchNode) {
    id = node.id
    kind = node.kind
    settings = node.settings
    parameters = node.parameters
    noise = Self.seed(node.id)
  }

  /// Where the numbers of a node begin.
  static func seed(_ id: String) -> UInt32 {
    id.utf8.reduce(7) { $0 &* 31 &+ UInt32($1) }
  }

  /// Frames that it sounds on for, at 8 kHz.
  var tail: Int { kind == "echo" ? 160 : 0 }
  var isOutward: Bool { kind == "sink" }

  func canBecome(_ node: PatchNode) -> Bool {
    id == node.id && kind == node.kind && settings == node.settings
  }

  /// The samples of each output, from those of each input.
  func process(_ inputs: [[Float]], frameCount: Int) -> [[Float]] {
    switch kind {
    case "noise": [(0..<frameCount).map { _ in nextNoise() }]
    case "leak": leak(inputs, frameCount)
    case "echo": [inputs[0].map { echo($0) }]
    default: []
    }
  }

  private func nextNoise() -> Float {
    noise = noise &* 1_664_525 &+ 1_013_904_223
    return (Float(noise >> 8) / 16_777_216 - 0.5) * (parameters["level"] ?? 1)
  }

  private func leak(_ inputs: [[Float]], _ frameCount: Int) -> [[Float]] {
    var outputs: [[Float]] = [[], []]
    for frame in 0..<frameCount {
      let gain = parameters["gain"] ?? 1
      state = max(-4, min(4, state * 0.5 + inputs[0][frame] * gain - inputs[1][frame] * 0.25))
      outputs[0].append(state)
      outputs[1].append(state * 0.5 + inputs[0][frame])
    }
    return outputs
  }

  private func echo(_ sample: Float) -> Float {
    let delayed = echoes.removeFirst()
    echoes.append(max(-4, min(4, sample + delayed * 0.5)))
    return delayed
  }
}
