/// How far a patch has come that takes long to be loaded, or made ready.
struct LoadStep {
  let path: String

  /// What is made now: a node and its kind.
  let what: String

  /// What is made of all that has to be, from 0 to 1.
  let share: Float
}
