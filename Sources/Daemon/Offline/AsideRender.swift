private import CLinux
private import Glibc
private import Web

/// `strumd render` beside a band that plays: it takes only what is left of the machine, and ends
/// with the program that started it.
enum AsideRender {
  /// What makes `strumd` this program; the words of `render` follow.
  static let verb = "render-aside"

  /// Seconds that a recording may last.
  static let longest = Double(AnalysisLimits.length)

  /// The most bytes of address space, several times what the longest recording takes.
  private static let memory: rlim_t = 4 << 30

  /// Runs the words that follow; returns the exit status.
  static func run(_ arguments: [String]) -> Int32 {
    linux_end_with_parent()
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
    var limit = rlimit(rlim_cur: memory, rlim_max: memory)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    // Should memory run out, this is what it is taken from.
    if let file = fopen("/proc/self/oom_score_adj", "w") {
      fputs("1000", file)
      fclose(file)
    }
    return RenderCommand.run(arguments, isAside: true)
  }
}
