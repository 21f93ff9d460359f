/// One bar of one player's rhythm: events on an even grid.
package struct Pattern<Event: Hashable & Sendable>: Hashable, Sendable {
  /// What starts at a step of the grid.
  package struct Step: Hashable, Sendable {
    package var index: Int

    /// How many steps it lasts, up to the next event, a rest or the end of the bar.
    package var length: Int

    package var event: Event

    package init(index: Int, length: Int, event: Event) {
      self.index = index
      self.length = length
      self.event = event
    }
  }

  /// How many steps the bar has.
  package var stepCount: Int

  /// In order of their index.
  package var steps: [Step]

  /// How many steps at the start the last note of the bar before goes on for.
  package var held: Int

  package init(stepCount: Int, steps: [Step], held: Int) {
    self.stepCount = stepCount
    self.steps = steps
    self.held = held
  }

  /// The same without the events that `isKept` refuses; what rang before them does not ring longer.
  func keeping(_ isKept: (Event) -> Bool) -> Pattern {
    Pattern(stepCount: stepCount, steps: steps.filter { isKept($0.event) }, held: held)
  }
}
