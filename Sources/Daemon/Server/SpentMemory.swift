private import CLinux

/// Memory that only the start took.
enum SpentMemory {
  /// Gives the pages of code and constants that were read so far back to the system; those that are still
  /// needed come back as they are touched.
  ///
  /// Does nothing to memory that is locked, and is not to be called while an audio thread runs.
  static func release() { linux_forget_code() }
}
