// Lock-free types live in a module of their own because the compiler checks a generic function
// under `@_noLocks` only across modules or in whole-module builds; here they belong to the graph.
@_exported public import Realtime
