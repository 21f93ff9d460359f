/// The numbers at a plugin's ports, as long as the plugin lives; each is a word of its own.
package struct PluginNumbers: BitwiseCopyable {
  private let memory: UnsafeMutablePointer<Float>

  @_noLocks
  init(_ memory: UnsafeMutablePointer<Float>) { self.memory = memory }

  /// The number at the control port `port`.
  package subscript(port: Int) -> Float { memory[port] }
}
