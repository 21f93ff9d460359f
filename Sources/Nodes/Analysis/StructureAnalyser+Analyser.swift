package import Ear
package import Graph
private import Music

extension StructureAnalyser: Analyser {
  package mutating func take(hint: Event) {
    switch hint.type {
    case .beat: downbeat(at: hint.time)
    default: chord(Self.chord(of: hint), at: hint.time)
    }
  }

  private static func chord(of event: Event) -> Chord? {
    guard event.values[0] >= 0, let quality = ChordQuality(rawValue: Int(event.values[1])) else {
      return nil
    }
    return Chord(PitchClass(Int(event.values[0])), quality)
  }

  package static func report(_ estimate: SectionEstimate) -> (event: Event, heard: Int64) {
    var event = Event(.section, time: estimate.frame)
    event.values[0] = Float(estimate.section.label)
    event.values[1] = Float(estimate.section.occurrence)
    event.values[2] = Float(estimate.section.start)
    event.values[3] = Float(estimate.section.length)
    event.values[4] = estimate.section.confidence
    return (event, estimate.heard)
  }
}
