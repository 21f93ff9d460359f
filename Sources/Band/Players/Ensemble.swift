/// The players of a band, all in one style.
struct Ensemble: Sendable {
  let drummer: Drummer
  var bassist: Bassist

  /// Who plays struck chords, and who holds them.
  var comper: Comper
  var padder: Comper
  var arpeggist: Arpeggist

  init(style: Style, noise: Noise) {
    drummer = Drummer(style: style, noise: noise)
    bassist = Bassist(style: style, noise: noise)
    comper = Comper(.comping, style: style, noise: noise)
    padder = Comper(.pad, style: style, noise: noise)
    arpeggist = Arpeggist(style: style, noise: noise)
  }

  /// Forgets how chords lay from `beat` on, which are to be composed anew.
  mutating func retract(from beat: Double) {
    comper.retract(from: beat)
    padder.retract(from: beat)
  }
}
