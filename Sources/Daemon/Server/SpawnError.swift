/// Why a program could not be started.
struct SpawnError: Error {
  /// In the system's words.
  let reason: String
}
