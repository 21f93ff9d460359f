import Graph
import OSCControl

/// Going from project to project, and saving them.
extension SessionClient {
  /// Goes over to another project without a gap; where it does not load, what played goes on.
  func open(
    _ project: SessionProject, _ name: String, _ id: String, _ player: PatchPlayer,
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

  /// Tells that a project plays.
  func finishOpening() {
    finishProgress()
    link.send("/reply", .string("/nsm/client/open"), .string("OK"))
    if let label { link.send("/nsm/client/label", .string(label)) }
    wasDirty = false
    link.send("/nsm/client/is_clean")
  }

  /// Writes the patch that plays, wherever it came from, to the project's file.
  func save(_ player: PatchPlayer) {
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
}
