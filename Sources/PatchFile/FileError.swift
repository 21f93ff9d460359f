/// Why a file could not be read, in the system's words.
struct FileError: Error {
  let message: String
}
