import CLilv

/// What a plugin remembers besides its ports: a preset, its default, or what was saved of it.
///
/// Unchecked because nothing of it changes.
package final class PluginState: @unchecked Sendable {
  private let state: OpaquePointer

  /// The numbers of control ports, by symbol.
  package let numbers: [String: Float]

  private let world: PluginWorld

  init(_ state: OpaquePointer, in world: PluginWorld) {
    self.state = state
    self.world = world
    numbers = numbersOfState(state)
  }

  // A state is made of nodes of the world it was read from.
  deinit { world.alone { lilv_state_free(state) } }

  /// Brings a plugin that is not active to this state; numbers of ports are left to the host.
  package func restore(_ link: PluginLink) {
    guard let instance = link.instance else { return }
    world.alone {
      link.making {
        link.withFeatures { lilv_state_restore(state, instance, nil, nil, 0, $0) }
      }
    }
  }
}
