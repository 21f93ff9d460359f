import Graph

extension Patch {
  /// This patch with the recording in place of what a browser would send, where nothing else brings
  /// sound in.
  var hearingRecording: Patch {
    guard !nodes.contains(where: { $0.kind == "capture" }) else { return self }
    var patch = self
    for index in patch.nodes.indices where patch.nodes[index].kind == "web_capture" {
      patch.nodes[index] = PatchNode(id: patch.nodes[index].id, kind: "capture")
    }
    return patch
  }
}
