/// Why a file could not be made into a style, in a sentence for the user.
package struct StyleImportError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
