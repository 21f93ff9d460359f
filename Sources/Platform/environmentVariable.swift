private import Glibc

/// What the environment says under `name`; `nil` where it says nothing, or nothing but emptiness.
package func environmentVariable(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
