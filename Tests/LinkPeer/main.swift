// A participant of Ableton Link that knows nothing of strumd: joins, does what its input says, and tells five
// times a second how things are: "peers N tempo T beat B playing P at NANOSECONDS", those of the monotonic clock.
//
//     LinkPeer TEMPO; then lines of "tempo 130", "play", "stop"
import CLink
import Glibc

let tempo = CommandLine.arguments.dropFirst().first.flatMap { Double($0) } ?? 120
guard let session = link_create(tempo) else { exit(1) }
link_enable_start_stop(session, true)
link_enable(session, true)
_ = fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK)

while true {
  var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
  poll(&input, 1, 200)
  if input.revents != 0 {
    guard let line = readLine() else { break }
    let words = line.split(separator: " ")
    let now = link_now(session)
    switch words.first {
    case "tempo": link_set_tempo(session, words.last.flatMap { Double($0) } ?? tempo, now)
    case "play": link_set_playing(session, true, now)
    case "stop": link_set_playing(session, false, now)
    default: break
    }
  }
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  let state = link_capture(session, link_now(session), 4)
  let nanoseconds = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  print(
    "peers \(link_peers(session)) tempo \(state.tempo) beat \(state.beat)",
    "playing \(state.is_playing) at \(nanoseconds)")
  fflush(nil)
}
link_destroy(session)
