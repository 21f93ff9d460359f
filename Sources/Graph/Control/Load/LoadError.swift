/// Why a patch was not loaded; the graph that ran before goes on.
package struct LoadError: Error, Sendable, Equatable {
  /// How many are told: more help nobody.
  package static let limit = 100

  package let errors: [GraphError]

  /// Tells the first ``limit`` of `errors`.
  package init(_ errors: some Sequence<GraphError>) {
    self.errors = Array(errors.prefix(Self.limit))
  }
}
