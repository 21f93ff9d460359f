/// Stands in for what a node's jobs have to tell: there is nobody to hear it.
package final class TroubleReport: Sendable {
  func take() -> String? { nil }
}
