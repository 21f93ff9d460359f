/// A patch on trial that is to make room for the one before it.
package struct Retreat: Sendable {
  /// What ran before.
  package let earlier: PatchVersion

  /// Why, as a sentence.
  let reason: String

  /// The foreign node that was late again and again, where that is why.
  let culprit: String?

  /// The count of patches when that was found: once there is another patch, it is about nothing.
  let generation: Int
}
