import Graph
import OSCControl
import Testing

@testable import Web

/// OSCQuery as clients see it that we did not write: Python's http.client, websockets and python-osc.
@Suite(.serialized) struct OSCQueryTests {
  let rig: WebRig

  init() throws { rig = try WebRig() }

  private func lines(_ script: String) throws -> [String] {
    try rig.python(script).split(separator: "\n").map(String.init)
  }

  @Test func `a parameter is described by its declaration`() throws {
    let output = try lines(
      """
      status, text = get("/node/clean/frequency")
      node = json.loads(text)
      print(status, node["FULL_PATH"], node["TYPE"], node["ACCESS"], node["VALUE"], node["RANGE"])
      print(node["UNIT"], node["CLIPMODE"], node["DESCRIPTION"], node["EXTENDED_TYPE"])
      print(json.loads(get("/node/band/style")[1])["RANGE"], json.loads(get("/node/band/style")[1])["VALUE"])
      print(json.loads(get("/node/band/mute")[1])["RANGE"])
      """)
    #expect(
      output == [
        "200 /node/clean/frequency f 3 [70] [{'MIN': 20, 'MAX': 20000}]",
        "['time.hz'] ['both'] The corner. ['logarithmic']",
        "[{'VALS': ['rock', 'bossa']}] ['rock']",
        "[{'MIN': 0, 'MAX': 1, 'VALS': [0, 1]}]",
      ])
  }

  @Test func `ranges and values are written as people write them`() throws {
    rig.target.parameters.append(
      ControlParameter(
        node: "band",
        declaration: .number("advance", -0.1...0.1, default: 0.05, unit: "s", "How early.")))
    rig.target.values.append(0.05)
    rig.target.generation += 1
    rig.turn()
    let output = try lines(
      """
      advance = json.loads(get("/node/band/advance")[1])
      print(advance["RANGE"], advance["VALUE"])
      """)
    #expect(output == ["[{'MIN': -0.1, 'MAX': 0.1}] [0.05]"])
  }

  @Test func `the whole tree holds every address under its containers`() throws {
    let output = try lines(
      """
      tree = json.loads(get("/")[1])
      print(sorted(tree["CONTENTS"]["node"]["CONTENTS"]), tree["ACCESS"])
      print(tree["CONTENTS"]["node"]["CONTENTS"]["clean"]["DESCRIPTION"])
      print(sorted(tree["CONTENTS"]["node"]["CONTENTS"]["clean"]["CONTENTS"]))
      print(tree["CONTENTS"]["panic"]["ACCESS"], tree["CONTENTS"]["panic"]["CRITICAL"])
      print(tree["CONTENTS"]["ledger"]["CONTENTS"]["reset"]["FULL_PATH"])
      print(tree["CONTENTS"]["chord"]["TYPE"], tree["CONTENTS"]["chord"]["EXTENDED_TYPE"][0])
      """)
    #expect(
      output == [
        "['add', 'band', 'clean', 'remove', 'rename'] 0", "Keeps what is high.",
        "['frequency', 'gain', 'level']", "2 True", "/ledger/reset", "ssssff symbol",
      ])
  }

  @Test func `one attribute is answered alone, or with the reason why not`() throws {
    let output = try lines(
      """
      for path in ("/node/clean/gain?VALUE", "/panic?VALUE", "/node?TYPE", "/node/clean/gain?SHAPE",
                   "/nobody", "/nobody?VALUE", "/node/clean/gain/?VALUE", "/%zz"):
        status, text = get(path)
        print(status, text if status == 200 else "")
      """)
    #expect(
      output.map { $0.trimmingPrefix { _ in false } }.map(String.init) == [
        "200 {\"VALUE\":[0.5]}", "204 ", "204 ", "400 ", "404 ", "404 ", "200 {\"VALUE\":[0.5]}",
        "400 ",
      ])
  }

  @Test func `the host tells where OSC is taken, and only when asked`() throws {
    let output = try lines(
      """
      info = json.loads(get("/?HOST_INFO")[1])
      print(info["NAME"], info["OSC_PORT"], info["OSC_TRANSPORT"], info["WS_PORT"] == port)
      print(info["EXTENSIONS"]["LISTEN"], "HOST_INFO" in json.loads(get("/")[1]))
      """)
    #expect(output == ["strumd \(rig.server.port) UDP True", "True False"])
  }

  @Test func `values come as OSC to who listens, until it ignores`() throws {
    let output = try lines(
      """
      with connect(f"ws://127.0.0.1:{port}/") as one, connect(f"ws://127.0.0.1:{port}/") as two:
        say(one, "LISTEN", "/node/clean/gain")
        print(read(one))
        two.send(osc("/node/clean/gain", 0.25))
        print(read(one))
        say(one, "IGNORE", "/node/clean/gain")
        one.send(osc("/ping"))
        print(read(one))
        two.send(osc("/node/clean/gain", 0.75))
        two.send(osc("/ping"))
        print(read(two))
        try: print(read(one, 0.3))
        except TimeoutError: print("silence")
      """)
    #expect(
      output == [
        "['/node/clean/gain', 0.5]", "['/node/clean/gain', 0.25]", "['/pong']", "['/pong']",
        "silence",
      ])
    #expect(rig.target.values[1] == 0.75)
  }

  @Test func `requests over the web socket are answered like any others`() throws {
    let output = try lines(
      """
      with connect(f"ws://127.0.0.1:{port}/") as socket:
        socket.send(osc("/node/clean/gain", 7.0, "#1"))
        print(read(socket))
        socket.send(osc("/node/clean/gian", 7.0, "#2"))
        print(read(socket)[:4])
        socket.send(osc("/subscribe", "/node/band//", 30, 5))
        print(sorted(read(socket) for _ in range(2)))
        socket.send(osc("/panic", "#3"))
        print(read(socket))
      """)
    #expect(
      output == [
        "['/reply', '/node/clean/gain', '#1', 1.0, 'clamped']",
        "['/error', '/node/clean/gian', '#2', 404]",
        "[['/node/band/mute', 0], ['/node/band/style', 'rock']]", "['/reply', '/panic', '#3']",
      ])
    #expect(rig.target.commands == [.panic])
  }

  @Test func `clients hear which addresses a change of the patch brings and takes`() throws {
    let output = try rig.python(
      """
      with connect(f"ws://127.0.0.1:{port}/") as socket:
        socket.send(osc("/ping"))
        read(socket)
        print("now")
        print(sorted((change["COMMAND"], change["DATA"]) for change in (read(socket) for _ in range(3))))
      """
    ) { [target = rig.target] in
      target.parameters.removeAll { $0.node == "band" || $0.declaration.name == "gain" }
      target.parameters.append(
        ControlParameter(node: "room", declaration: .number("mix", 0...1, default: 0, "How much.")))
      target.generation += 1
    }
    #expect(
      output.hasSuffix(
        "[('PATH_ADDED', '/node/room'), ('PATH_CHANGED', '/node/clean'), "
          + "('PATH_REMOVED', '/node/band')]\n"))
  }

  @Test func `clients hear which node got another name`() throws {
    let output = try rig.python(
      """
      with connect(f"ws://127.0.0.1:{port}/") as socket:
        socket.send(osc("/node/rename", "band", "combo", "#1"))
        print(read(socket))
        print(read(socket))
        socket.send(osc("/node/rename", "band", "#2"))
        print(read(socket)[:4])
      """)
    #expect(
      output
        == "['/reply', '/node/rename', '#1', 'edited']\n{'COMMAND': 'PATH_RENAMED', "
        + "'DATA': {'OLD': '/node/band', 'NEW': '/node/combo'}}\n"
        + "['/error', '/node/rename', '#2', 400]\n")
    #expect(rig.target.board.edits == [[.renameNode(id: "band", name: "combo")]])
  }
}
