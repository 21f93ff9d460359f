/// A section that has begun, as far as one can tell by now.
package struct SectionEstimate: Sendable, Equatable {
  /// The input frame at which its first bar begins.
  package let frame: Int64

  /// The input frame after which this could be said.
  package let heard: Int64

  /// What is known of it; its length is that of the time before, or 0 for what is new.
  package let section: Section
}
