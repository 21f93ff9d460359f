private import CALSA
private import Glibc
import Graph
import OSCControl

/// strumd as part of a session, by the NSM API 1.1 (New Session Manager,
/// new-session-manager.jackaudio.org/api): a manager says which project to play and when to save it.
///
/// Belongs to the control thread.
final class SessionClient {
  /// How joining a session has gone.
  enum Joining {
    /// There is no session: go on alone.
    case alone
    case joined(SessionClient)

    /// We are to end.
    case stopped
  }

  /// Nanoseconds that a manager may take to answer.
  private static let patience: Int64 = 2_000_000_000

  /// Nanoseconds between two looks at whether something has been changed.
  private static let lookPeriod: Int64 = 250_000_000
  private static let capabilities = ":switch:dirty:progress:message:"

  /// What a project plays that is new.
  private let template: String
  private var link: SessionLink

  /// What we play, and under which name; JACK knows us by the first that was given.
  private(set) var project = SessionProject(folder: "")
  private(set) var id = ""
  private var isNew = false

  /// Whether something is under way that an answer will follow on.
  private var isBusy = false

  /// The patch as the project's file has it.
  private var saved: Patch?
  private var wasDirty = false
  private var nextLook: Int64 = 0
  private var label: String?
  private var hasProgress = false

  private init(_ link: consuming SessionLink, template: String) {
    self.link = link
    self.template = template
  }

  var fileDescriptor: Int32 { link.fileDescriptor }

  /// Announces us to the manager at `url` and waits for the first project; `template` is what a new one
  /// begins with, nothing for the trio.
  ///
  /// Until then JACK must not know us, so everything else waits.
  static func join(_ url: String, template: String, signals: ProcessSignals) -> Joining {
    guard let server = SessionAddress(url)?.resolve(), let link = SessionLink(to: server) else {
      Log.warning("there is no session manager at NSM_URL=\(url); going on without")
      return .alone
    }
    let client = SessionClient(
      link, template: template.isEmpty ? SessionProject.usualTemplate : template)
    return client.announce(url, signals)
  }

  private func announce(_ url: String, _ signals: ProcessSignals) -> Joining {
    link.send(
      SessionLink.announcement, .string("strumd"), .string(Self.capabilities),
      .string(CommandLine.arguments.first ?? "strumd"), .int(1), .int(1), .int(getpid()))
    var deadline = MonotonicClock.now + Self.patience
    while MonotonicClock.now < deadline {
      var descriptors = [link.fileDescriptor, signals.descriptor].map {
        pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
      }
      Glibc.poll(&descriptors, nfds_t(descriptors.count), 100)
      while let request = signals.next() { if request == .stop { return .stopped } }
      for order in link.receive().compactMap({ SessionOrder($0) }) {
        switch order {
        case .welcome(let manager):
          Log.info("part of a session of \(manager), which is to say what to play")
          deadline = .max
        case .refusal(let reason):
          Log.warning("the session manager does not take us: \(reason)")
          return .alone
        case .open(let project, let name, let id):
          if begin(project, name: name, id: id) { return .joined(self) }
        case .save: refuse("/nsm/client/save", SessionFault(.notNow, "no project is open yet"))
        }
      }
    }
    Log.warning("the session manager at NSM_URL=\(url) does not answer; going on without")
    return .alone
  }

  /// Makes the first project ready to be played; `false` where that is not possible.
  private func begin(_ project: SessionProject, name: String, id: String) -> Bool {
    do throws(SessionFault) {
      isNew = try project.make(from: template)
      self.project = project
      self.id = id
      label = name
      return true
    } catch {
      refuse("/nsm/client/open", error)
      return false
    }
  }

  /// Says that the first project plays, or, where an earlier patch had to take its place, that it does not.
  func begin(_ player: Player) {
    saved = player.engine.livePatch
    if player.wantedPath == nil {
      finishOpening()
    } else {
      refuse("/nsm/client/open", SessionFault(.badProject, "\(project.patch) does not load"))
    }
  }

  /// Says that the first project cannot be played, before strumd ends for that reason.
  func fail(_ failure: PatchFailure) {
    if isNew { project.unmake() }
    refuse("/nsm/client/open", SessionFault(isNew ? .createFailed : .badProject, failure.text))
  }

  /// Does what the manager asks, and tells it whether there is anything to save.
  func poll(_ player: Player, _ session: JackSession, now: Int64) {
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

  /// Goes over to another project without a gap; where it does not load, what played goes on.
  private func open(
    _ project: SessionProject, _ name: String, _ id: String, _ player: Player,
    _ session: JackSession
  ) {
    do throws(SessionFault) {
      guard !isBusy else { throw SessionFault(.notNow, "something else is under way") }
      let isNew = try project.make(from: template)
      isBusy = true
      player.ask(.load(project.patch)) { [unowned self] outcome in
        switch outcome {
        case .underWay(let what, let share): tellProgress(what, share)
        case .done:
          isBusy = false
          self.project = project
          self.id = id
          label = name
          saved = player.engine.livePatch
          session.rename(to: id)
          finishOpening()
        case .failed(let text):
          isBusy = false
          if isNew { project.unmake() }
          let code = isNew ? SessionFault.Code.createFailed : .badProject
          refuse("/nsm/client/open", SessionFault(code, text))
        }
      }
    } catch {
      refuse("/nsm/client/open", error)
    }
  }

  private func finishOpening() {
    finishProgress()
    link.send("/reply", .string("/nsm/client/open"), .string("OK"))
    if let label { link.send("/nsm/client/label", .string(label)) }
    wasDirty = false
    link.send("/nsm/client/is_clean")
  }

  /// Writes the patch that plays, wherever it came from, to the project's file.
  private func save(_ player: Player) {
    guard !isBusy else {
      refuse("/nsm/client/save", SessionFault(.notNow, "something else is under way"))
      return
    }
    isBusy = true
    let patch = player.engine.livePatch
    player.ask(.store(project.patch)) { [unowned self] outcome in
      switch outcome {
      case .underWay(let what, let share): tellProgress(what, share)
      case .done(let text):
        isBusy = false
        finishProgress()
        saved = patch
        link.send("/reply", .string("/nsm/client/save"), .string(text))
        tellDirt(player)
      case .failed(let text):
        isBusy = false
        refuse("/nsm/client/save", SessionFault(.general, text))
      }
    }
  }

  private func tellDirt(_ player: Player) {
    let isDirty = saved != player.engine.livePatch
    guard isDirty != wasDirty else { return }
    wasDirty = isDirty
    link.send(isDirty ? "/nsm/client/is_dirty" : "/nsm/client/is_clean")
  }

  private func tellProgress(_ what: String, _ share: Float) {
    hasProgress = true
    link.send("/nsm/client/progress", .float(share))
    link.send("/nsm/client/message", .int(0), .string("making \(what)"))
  }

  private func finishProgress() {
    if hasProgress { link.send("/nsm/client/progress", .float(1)) }
    hasProgress = false
  }

  private func refuse(_ address: String, _ fault: SessionFault) {
    hasProgress = false
    link.send("/error", .string(address), .int(fault.code.rawValue), .string(fault.message))
  }
}
