import OSCControl

/// What a session manager asks of us.
enum SessionOrder: Equatable {
  /// The manager has taken us in.
  case welcome(manager: String)

  /// It has not, for this reason.
  case refusal(String)

  /// Go over to the project in a folder, under a name that is ours alone.
  case open(SessionProject, name: String, id: String)
  case save

  /// Reads `message`; `nil` for what asks nothing of us.
  init?(_ message: OSCMessage) {
    let texts = message.arguments.map(\.text)
    switch (message.address, message.arguments.count) {
    case ("/reply", 2...) where texts[0] == SessionLink.announcement:
      self = .welcome(manager: texts.count > 2 ? texts[2] ?? "" : "")
    case ("/error", 3...) where texts[0] == SessionLink.announcement:
      self = .refusal(texts[2] ?? "")
    case ("/nsm/client/open", 3):
      guard let folder = texts[0], let name = texts[1], let id = texts[2], folder.hasPrefix("/")
      else {
        return nil
      }
      self = .open(SessionProject(folder: folder), name: name, id: id)
    case ("/nsm/client/save", 0): self = .save
    default: return nil
    }
  }
}

extension SessionLink {
  static let announcement = "/nsm/server/announce"
}
