/// Who finds chords, beats, key and parts in recordings; lives on the control thread.
package protocol Analyst: AnyObject {
  /// Begins as soon as those that came earlier are over, and ends `analysis` in any case.
  func analyse(_ analysis: Analysis)
}
