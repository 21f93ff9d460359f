private import Glibc
private import Graph
private import Web

extension LiveRun {
  /// Ends every note, and then ourselves.
  func stop() {
    notifier.stopping()
    if session.client != nil { silence() }
    recorder.poll(player.engine, ports: session.ports)
    session.close()
    recorder.finish(player.engine)
    player.close()
    analyst.stop()
    session.ports.sequencer.close()
    web?.close()
    display.end()
    Log.info("ended")
  }

  /// Waits for three cycles in which all notes are ended, as long as a dead server lets us.
  private func silence() {
    player.engine.mute()
    for _ in 0..<300 {
      if player.engine.mutedCycles >= 3 { return }
      usleep(1000)
    }
  }
}
