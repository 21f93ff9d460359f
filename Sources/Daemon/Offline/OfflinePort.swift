import Graph

/// A port of the engine whose other end is a recording or a file; found through its slot's handle.
final class OfflinePort {
  var name: String
  let declaration: ExternalPortDeclaration

  /// The samples of a block.
  let samples: UnsafeMutableBufferPointer<Float>

  init(_ name: String, _ declaration: ExternalPortDeclaration, maximumFrameCount: Int) {
    self.name = name
    self.declaration = declaration
    samples = .allocate(capacity: maximumFrameCount)
    samples.initialize(repeating: 0)
  }

  deinit { samples.deallocate() }

  var isCapture: Bool { declaration.direction == .input && declaration.medium == .audio }

  var isMIDIOutput: Bool { declaration.direction == .output && declaration.medium == .midi }

  /// Whether its sound goes to the left and to the right; one channel of a pair goes to one side.
  var sides: (left: Bool, right: Bool) {
    switch declaration.suffix {
    case "_l": (true, false)
    case "_r": (false, true)
    default: (true, true)
    }
  }
}
