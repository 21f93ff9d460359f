import Testing

/// What `strumctl top` does to a terminal.
@Suite(.timeLimit(.minutes(2))) struct TopScreenTests {
  private let daemon = DaemonStub()

  @Test(arguments: ["SIGTERM", "SIGHUP", "SIGINT"])
  func `a signal ends it, and leaves the terminal as it was`(signal: String) throws {
    let script = """
      python3 - <<'END'
      import os, pty, select, signal, subprocess, termios
      master, slave = pty.openpty()
      before = termios.tcgetattr(slave)
      top = subprocess.Popen(["strumctl", "--osc-port", os.environ["port"], "top"],
                             stdin=slave, stdout=slave, stderr=slave)
      shown = b""
      while b"bar" not in shown: shown += os.read(master, 4096)
      print(termios.tcgetattr(slave) == before)
      top.send_signal(signal.\(signal))
      while top.poll() is None or select.select([master], [], [], 0)[0]:
        if select.select([master], [], [], 0.05)[0]: shown += os.read(master, 4096)
      print(termios.tcgetattr(slave) == before, shown.endswith(b"\\x1b[?25h\\x1b[?1049l"))
      print(top.returncode == -signal.\(signal))
      END
      """
    let result = try daemon.bash(script)
    #expect(result.output == "False\nTrue True\nTrue\n", "\(result)")
  }

  @Test func `a server that never stops talking is not listened to for ever`() throws {
    let script = """
      python3 - <<'END'
      import resource, socket, subprocess
      server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      server.bind(("127.0.0.1", 0))
      def limit(): resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
      load = subprocess.Popen(["strumctl", "--osc-port", str(server.getsockname()[1]), "load", "a.yaml"],
                              stderr=subprocess.PIPE, preexec_fn=limit)
      data, caller = server.recvfrom(65536)
      talk = b"/x\\0\\0,s\\0\\0" + b"a" * 60000 + b"\\0" * 4
      while load.poll() is None: server.sendto(talk, caller)
      print(load.returncode, load.stderr.read())
      END
      """
    let result = try daemon.bash(script)
    #expect(result.output.contains("1 b'Error: OSC port"), "\(result)")
    #expect(result.output.contains("tells too much to be strumd"), "\(result)")
  }
}
