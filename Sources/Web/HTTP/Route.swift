import NIOHTTP1
private import YAML

/// What a request asks for.
enum Route: Equatable {
  case file(String)
  case hostInfo

  /// Addresses at and under a path, or one attribute of it.
  case query(path: String, attribute: String?)

  /// A recording comes with the request, to be analysed.
  case analyse(AnalysisFormat)

  /// How far an analysis is, by its name.
  case analysis(String)

  /// An analysis, by its name, is not wanted any more.
  case forget(String)
  case nothing(Answer)

  init(_ head: HTTPRequestHead) {
    if let route = Route(analysis: head) {
      self = route
      return
    }
    guard head.method == .GET || head.method == .HEAD else {
      self = .nothing(.wrongMethod(allowed: "GET, HEAD"))
      return
    }
    let halves = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let attribute = halves.count == 2 ? String(halves[1]) : nil
    guard let bytes = percentDecoded(halves.first ?? ""),
      let path = String(validating: bytes, as: UTF8.self), path.hasPrefix("/")
    else {
      self = .nothing(.refused("a path begins with / and holds text"))
      return
    }
    let isForEyes = head.headers["Accept"].contains { $0.contains("text/html") }
    if path == "/", attribute == nil, isForEyes {
      self = .file("index.html")
    } else if path == "/openapi.json" {
      self = .file("openapi.json")
    } else if path.hasPrefix("/page/") {
      self = .file(String(path.dropFirst(6)))
    } else if attribute == "HOST_INFO" {
      self = .hostInfo
    } else {
      let end = path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path[...]
      self = .query(path: String(end), attribute: attribute == "" ? nil : attribute)
    }
  }
}
