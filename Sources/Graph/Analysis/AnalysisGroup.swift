/// The analysis that one node has asked for.
package protocol AnalysisMember: AnyObject, Sendable {
  var link: AnalysisLink { get }

  /// The audio input that it is about.
  var input: Int { get }

  /// Makes the group of this member and of those that will hear the same signal.
  func makeGroup() -> any AnalysisGroup
}

/// What a worker does for all nodes that analyse the same signal.
package protocol AnalysisGroup: Job {
  /// Where their samples come from.
  var source: AnalysisSource { get }

  /// Replaces the members, on the control thread; one that has left may be in another group by now.
  func set(_ members: [any AnalysisMember])
}
