import Graph
import OSCControl

/// Something to be done about patches, and who is to be told how it went.
struct PatchTask {
  enum Aim {
    /// Go over to a patch file.
    case load(String)

    /// Load the file again that plays, or is to play.
    case reload

    /// Read the files anew that the patch that plays is made from, but not the patch itself.
    case renew

    /// Go to another patch of the set list.
    case move(ControlMove)

    /// Make a patch file ready.
    case prepare(String)

    /// Make a patch of the set list ready, because there is nothing better to do.
    case neighbour(String)

    /// Look a patch file over.
    case check(String)

    /// Write the patch that plays to a file, in the place of another where that is wanted.
    case save(String, replaces: Bool)

    /// Write the patch that plays to a file of its session, wherever it came from.
    case store(String)

    /// Write something down that has nothing to do with what plays.
    case write(@Sendable () -> String)

    /// Do nothing but say that all before it is done.
    case sync

    /// Change the patch that plays.
    case edit([ControlEdit])

    /// Take a change back, or make it again.
    case takeBack(Reversal.Direction)

    /// Play the patch again that came before one that has turned out to be too much.
    case retreat

    /// Make all nodes anew, for a server of another pace.
    case adapt(Pace)
  }

  let aim: Aim

  /// Hears how it goes, and once how it ended.
  let answer: (ControlOutcome) -> Void

  init(_ aim: Aim, answer: @escaping (ControlOutcome) -> Void = { _ in }) {
    self.aim = aim
    self.answer = answer
  }

  /// Whether what `other` takes up from disk is taken up by it, too.
  func covers(_ other: PatchTask) -> Bool {
    switch (aim, other.aim) {
    case (.reload, .reload), (.reload, .renew), (.renew, .renew): true
    default: false
    }
  }

  /// Whether it leaves what plays as it is, so that others may overtake it.
  var leavesPatch: Bool {
    switch aim {
    case .prepare, .neighbour, .check, .save, .store, .write, .sync: true
    case .load, .reload, .renew, .move, .edit, .takeBack, .retreat, .adapt: false
    }
  }

  /// Whether it comes to the same if it is given up and begun anew.
  var canBeginAnew: Bool {
    switch aim {
    case .load, .reload, .renew, .move, .prepare, .neighbour, .edit, .retreat: true
    // A change that is taken back has left its list; the others are about to end.
    case .takeBack, .save, .store, .write, .sync, .check, .adapt: false
    }
  }

  /// Whether nodes are tried before they are heard: what has to be heard again at once is not.
  var rehearses: Bool {
    switch aim {
    case .takeBack, .retreat, .adapt: false
    case .load, .reload, .renew, .move, .prepare, .neighbour, .check, .save, .store, .write, .sync,
      .edit:
      true
    }
  }

  var isRetreat: Bool { if case .retreat = aim { true } else { false } }

  /// The pace that nodes are made anew for.
  var pace: Pace? { if case .adapt(let pace) = aim { pace } else { nil } }

  /// The patch that is made ready for want of anything better to do.
  var neighbour: String? { if case .neighbour(let path) = aim { path } else { nil } }
}
