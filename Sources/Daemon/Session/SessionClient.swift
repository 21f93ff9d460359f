import Graph
import OSCControl

/// strumd as part of a session, by the NSM API 1.1 (New Session Manager,
/// new-session-manager.jackaudio.org/api): a manager says which project to play and when to save it.
///
/// Belongs to the control thread.
final class SessionClient {
  /// Nanoseconds between two looks at whether something has been changed.
  private static let lookPeriod: Int64 = 250_000_000

  /// What a project plays that is new.
  let template: String
  var link: SessionLink

  /// What we play, and under which name; JACK knows us by the first that was given.
  var project = SessionProject(folder: "")
  var id = ""
  var isNew = false

  /// Whether something is under way that an answer will follow on.
  var isBusy = false

  /// The patch as the project's file has it.
  var saved: Patch?
  var wasDirty = false
  private var nextLook: Int64 = 0
  var label: String?
  private var hasProgress = false

  init(_ link: consuming SessionLink, template: String) {
    self.link = link
    self.template = template
  }

  var fileDescriptor: Int32 { link.fileDescriptor }

  /// Does what the manager asks, and tells it whether there is anything to save.
  func poll(_ player: PatchPlayer, _ session: JackSession, now: Int64) {
    for order in link.receive().compactMap({ SessionOrder($0) }) {
      switch order {
      case .open(let project, let name, let id): open(project, name, id, player, session)
      case .save: save(player)
      case .welcome, .refusal: break
      }
    }
    guard now >= nextLook, !isBusy else { return }
    nextLook = now + Self.lookPeriod
    tellDirt(player)
  }

  /// Tells whether there is anything to save, where that has changed.
  func tellDirt(_ player: PatchPlayer) {
    let isDirty = saved != player.engine.livePatch
    guard isDirty != wasDirty else { return }
    wasDirty = isDirty
    link.send(isDirty ? "/nsm/client/is_dirty" : "/nsm/client/is_clean")
  }

  /// Tells how far something has come.
  func tellProgress(_ what: String, _ share: Float) {
    hasProgress = true
    link.send("/nsm/client/progress", .float(share))
    link.send("/nsm/client/message", .int(0), .string("making \(what)"))
  }

  /// Tells that it has come to its end.
  func finishProgress() {
    if hasProgress { link.send("/nsm/client/progress", .float(1)) }
    hasProgress = false
  }

  /// Tells that something cannot be done, and why.
  func refuse(_ address: String, _ fault: SessionFault) {
    hasProgress = false
    link.send("/error", .string(address), .int(fault.code.rawValue), .string(fault.message))
  }
}
