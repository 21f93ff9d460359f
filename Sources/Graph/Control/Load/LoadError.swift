/// Why a patch was not loaded; the graph that ran before goes on.
package struct LoadError: Error, Sendable, Equatable {
  package let errors: [GraphError]

  package init(_ errors: [GraphError]) { self.errors = errors }
}
