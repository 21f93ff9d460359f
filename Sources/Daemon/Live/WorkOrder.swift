import Graph
import OSCControl
import PatchFile

/// Something that takes its time, for the workshop to do.
enum WorkOrder: Sendable {
  /// Read a patch file.
  case read(String)

  /// Work edits into a patch.
  case edit([ControlEdit], PatchVersion)

  /// Make the nodes of a patch.
  case build(Construction)

  /// Write the patch that plays to a file.
  case save(SavedPatch)

  /// Write something down.
  case write(@Sendable () -> String)

  /// Keep a copy of a patch file that has loaded.
  case keep(String, LastGood)

  /// Let go of things.
  case discard([any AnyObject & Sendable])
}

/// What became of an order.
enum WorkResult: Sendable {
  /// How far the nodes of a patch have come.
  case progress(Construction.Progress)
  case document(PatchDocument, FileStamp)
  case edited(EditedPatch)
  case built(PreparedPatch)

  /// A file was written, in words.
  case saved(String)

  /// What was to be written down.
  case written(String)
  case failed(PatchFailure)

  /// The nodes of a patch are not to be had as it wants them.
  case refused(LoadError)

  /// It was given up because nobody wants it any more.
  case abandoned
}
