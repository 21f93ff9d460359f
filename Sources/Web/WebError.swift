/// Why the web server could not begin.
package struct WebError: Error, CustomStringConvertible {
  package let description: String
}
