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

    /// Do nothing but say that all before it is done.
    case sync

    /// Change the patch that plays.
    case edit([ControlEdit])

    /// Take a change back, or make it again.
    case takeBack(Reversal.Direction)
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
    case .prepare, .neighbour, .check, .save, .store, .sync: true
    case .load, .reload, .renew, .move, .edit, .takeBack: false
    }
  }

  /// The patch that is made ready for want of anything better to do.
  var neighbour: String? { if case .neighbour(let path) = aim { path } else { nil } }
}
