/// How the findings about a recording are written.
package enum AnalysisFormat: String, CaseIterable, Sendable {
  case json, jams, lab, midi

  /// What HTTP calls it.
  package var type: String {
    switch self {
    case .json: "application/json"
    case .jams: "application/jams+json"
    case .lab: "text/plain; charset=utf-8"
    case .midi: "audio/midi"
    }
  }

  /// The format that the types of an `Accept` header ask for, the first one that we know; JSON for
  /// those who take anything, and `nil` for those who take none of ours.
  init?(accepting header: [String]) {
    let types = header.flatMap { $0.split(separator: ",") }.map { item in
      item.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    }
    let found = types.lazy.compactMap(Self.init(type:)).first
    guard let format = found ?? (types.isEmpty ? .json : nil) else { return nil }
    self = format
  }

  private init?(type: String) {
    switch type {
    case "application/json", "application/*", "*/*": self = .json
    case "application/jams+json", "application/vnd.jams+json": self = .jams
    case "text/plain", "text/*": self = .lab
    case "audio/midi", "audio/x-midi", "audio/*": self = .midi
    default: return nil
    }
  }
}
