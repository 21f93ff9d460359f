/// How long the blocks are that a plugin is run with, in frames, as it is told.
package struct PluginBlockLengths: Sendable, Equatable {
  package let minimum: Int
  package let maximum: Int
  package let usual: Int

  /// Blocks of any length up to `maximum`, most of them of `usual`.
  package init(upTo maximum: Int, usual: Int) {
    minimum = 1
    self.maximum = maximum
    self.usual = min(usual, maximum)
  }

  /// Whether all blocks are of one length.
  var isFixed: Bool { minimum == maximum }

  /// Blocks of `length` and no others.
  package init(always length: Int) {
    minimum = length
    maximum = length
    usual = length
  }
}
