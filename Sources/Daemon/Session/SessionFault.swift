/// Why a session manager's wish was not done, with the codes of the NSM API (1.1, "Error Code Definitions").
struct SessionFault: Error, Equatable {
  enum Code: Int32 {
    case general = -1
    case notNow = -8
    case badProject = -9
    case createFailed = -10
  }

  let code: Code

  /// What is wrong, for the user to read.
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
