private import CALSA
private import Glibc
private import Graph
import OSCControl

/// How we come to be part of a session, before anything plays.
extension SessionClient {
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

  private static let capabilities = ":switch:dirty:progress:message:"

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
  func begin(_ player: PatchPlayer) {
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
}
