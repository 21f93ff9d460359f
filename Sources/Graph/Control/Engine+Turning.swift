/// Sets of single parameters, many a second, as knobs send them.
extension Engine {
  /// Within how many nanoseconds after the last change from one knob to another both belong to one turn, as
  /// on a pad of two directions.
  private static var grip: Int { 1_000_000_000 }

  /// Sets a parameter of the node `id` from the next block on; `value` must be in range.
  ///
  /// What turns set is taken back like any change. While the same knob is turned, this costs next to
  /// nothing.
  package func turn(_ parameter: Parameter, of id: String, to value: Float) {
    if history.turned?.parameter !== parameter { grasp(parameter, of: id) }
    if !wantedSettings.isEmpty { forgetWanted([parameter]) }
    parameter.set(value)
  }

  private func grasp(_ parameter: Parameter, of id: String) {
    let clock = environment.clock ?? .shared
    let now = clock.now()
    let before = settledValue(of: parameter)
    let setting = (node: id, parameter: parameter.declaration.name, value: before)
    let isGoingOn =
      history.turned.map { clock.nanoseconds(from: $0.time, to: now) < Self.grip } ?? false
    history.grasp(parameter, setting, at: now, isGoingOn: isGoingOn)
  }
}
