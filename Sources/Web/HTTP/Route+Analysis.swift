import NIOHTTP1

extension Route {
  /// What a request for `/analyze`, or for something beneath it, asks for; `nil` for all others.
  init?(analysis head: HTTPRequestHead) {
    let halves = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0].isEmpty, parts[1] == "analyze" else { return nil }
    switch (parts.count, head.method) {
    case (2, .POST): self = Self.order(head, halves.count == 2 ? halves[1] : "")
    case (2, _): self = .nothing(.wrongMethod(allowed: "POST"))
    case (3, .GET), (3, .HEAD): self = .analysis(String(parts[2]))
    case (3, .DELETE): self = .forget(String(parts[2]))
    case (3, _): self = .nothing(.wrongMethod(allowed: "GET, HEAD, DELETE"))
    default: self = .nothing(.missing("there is nothing at \(halves[0])"))
    }
  }

  var takesBody: Bool {
    if case .analyse = self { true } else { false }
  }

  private static func order(_ head: HTTPRequestHead, _ query: Substring) -> Route {
    let names = AnalysisFormat.allCases.map(\.rawValue).joined(separator: ", ")
    guard !query.isEmpty else {
      guard let format = AnalysisFormat(accepting: head.headers["Accept"]) else {
        return .nothing(.unacceptable("there are " + names + "; ask by ?format="))
      }
      return .analyse(format)
    }
    guard query.hasPrefix("format="),
      let format = AnalysisFormat(rawValue: String(query.dropFirst(7)))
    else { return .nothing(.refused("ask by ?format= for one of " + names)) }
    return .analyse(format)
  }
}
