/// What `/engine/limits` tells of the web server.
extension WebServer {
  /// What is refused because it is too much, by the names that `/engine/limits` tells.
  package var limits: [(name: String, value: Int)] {
    [
      ("web_connections", WebLimits.connections),
      ("web_strangers_connections", WebLimits.connectionsPerAddress),
      ("web_requests_per_second", Int(WebLimits.requestRate)),
      ("web_sockets", WebLimits.sockets), ("web_strangers_sockets", WebLimits.socketsPerAddress),
      ("web_unproven_sockets", WebLimits.unprovenSockets),
      ("web_head_bytes", WebLimits.head), ("web_message_bytes", WebLimits.message),
      ("web_unread_bytes", WebLimits.unsent), ("web_unread_bytes_of_all", WebLimits.unsentToAll),
      ("web_answers_unread_bytes", WebLimits.unsentAnswers),
      ("web_head_seconds", Int(WebLimits.patience)),
      ("web_answer_seconds", Int(WebLimits.answering)),
      ("web_proof_seconds", Int(WebLimits.proof)),
      ("web_silence_seconds", Int(WebLimits.silence)),
      ("recording_bytes", WebLimits.recording),
      ("recording_seconds_to_send", Int(WebLimits.uploading)),
      ("recording_seconds", AnalysisLimits.length),
      ("recording_seconds_of_work", AnalysisLimits.work),
      ("recordings", WebLimits.analyses), ("recordings_kept", WebLimits.keptAnalyses),
    ]
  }
}
