internal import CFluidSynth

/// FluidSynth, loaded with the first synth and never unloaded.
enum FluidLibrary {
  /// Its functions, or `nil` where it is not installed.
  ///
  /// Unsafe only in name: it is filled once, before anybody can see it.
  nonisolated(unsafe) static let shared: fluid_functions? = load("libfluidsynth.so.3")

  /// Loads the library called `name`, and keeps it from writing to the terminal, above all from the
  /// audio thread.
  static func load(_ name: String) -> fluid_functions? {
    let library = UnsafeMutablePointer<fluid_library>.allocate(capacity: 1)
    library.initialize(to: fluid_library())
    guard fluid_library_load(library, name) != 0 else {
      library.deallocate()
      return nil
    }
    for level in [FLUID_PANIC, FLUID_ERR, FLUID_WARN, FLUID_INFO, FLUID_DBG] {
      _ = library.pointee.set_log(Int32(level.rawValue), nil, nil)
    }
    return UnsafePointer(library)
  }
}
