// The keys and types of JACK's metadata that we use; the header has them as variables, which Swift
// must take for shared mutable state.

/// The name of a port for people.
let prettyNameKey = "http://jackaudio.org/metadata/pretty-name"

/// The place of a port among those of its client.
let orderKey = "http://jackaudio.org/metadata/order"

/// The type of a whole number.
let integerType = "http://www.w3.org/2001/XMLSchema#integer"
