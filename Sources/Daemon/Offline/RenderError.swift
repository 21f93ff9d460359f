import Platform
import YAML

/// Why a run came to nothing.
struct RenderError: Error, Equatable {
  /// What is wrong and what to do instead, as it is to be printed.
  let text: String

  init(_ message: String) { text = "strumd: \(message)\n" }

  /// Takes over what is wrong with a patch.
  init(_ diagnostics: Diagnostics) { text = diagnostics.description }

  /// Does `work`, whose problem with a file is a reason to give up.
  static func forward<Result: ~Copyable>(
    _ work: () throws(FileProblem) -> Result
  ) throws(RenderError) -> Result {
    do {
      return try work()
    } catch {
      throw RenderError(error.description)
    }
  }
}
