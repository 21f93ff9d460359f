import Graph
private import LV2
import NoteFile
import OSCControl
import Platform
import Web

/// What has to be there before anything plays.
extension LiveRun {
  /// Has plugins tried before they are loaded, and leaves out those that ended an earlier run.
  static func watchPlugins() {
    let news = PluginGuard.watch(
      file: NoteFilePath.find() + ".plugins", directory: PluginDirectory.path)
    for line in news { Log.warning(line) }
    PluginGuard.tryFirst()
  }

  /// The file that lets others end our notes if we cannot.
  static func openNotes() -> NoteFile? {
    do throws(NoteFileError) {
      return try NoteFile.open(path: NoteFilePath.find(), creates: true)
    } catch {
      Log.warning("\(error); should strumd be killed, its notes will sound on")
      return nil
    }
  }

  /// Listens at the UNIX socket in the folder that systemd has made for us, if it has.
  static func openSocket(_ server: OSCServer) {
    guard let path = OSCSocketFile.own else { return }
    do throws(OSCSocketError) {
      try server.open(path)
    } catch {
      Log.warning("no OSC at a UNIX socket: \(error)")
    }
  }

  /// The page's server; a player goes on without where its port is taken.
  static func openWeb(
    _ access: WebAccess, oscPort: UInt16, _ wakeup: Wakeup
  ) throws(PatchFailure) -> WebServer? {
    guard let port = access.port else { return nil }
    let options = try access.options(port: port)
    do throws(WebError) {
      let info = HostInfo(
        oscPort: Int(oscPort), version: Program.version, takesDatagrams: access.takesDatagrams)
      let web = try WebServer(options, info: info) { wakeup.signal() }
      let page = "http://\(host(options)):\(web.port)/"
      Log.info("the page is at " + page + (options.token.isEmpty ? "" : "#token=" + options.token))
      if !options.playToken.isEmpty {
        Log.info("for playing only: \(page)#token=\(options.playToken)")
      }
      return web
    } catch {
      Log.warning("no page and no OSCQuery: \(error); choose another --web-port")
      return nil
    }
  }

  /// By which name callers find the page: phones know no names of machines, so it is an address if possible.
  private static func host(_ options: WebOptions) -> String {
    guard let networks = options.networks else { return "127.0.0.1" }
    return OwnAddress.find(in: networks) ?? options.hostname
  }

  /// The sound file that takes the player's place, if one does.
  static func openInput(_ options: RunOptions) throws(PatchFailure) -> InputFile? {
    guard let path = options.input else { return nil }
    do throws(FileProblem) {
      return try InputFile(path, sampleRate: Pace.usual.sampleRate, loops: options.loops)
    } catch {
      throw PatchFailure(text: "\(error)")
    }
  }

  /// The recording from where musical time stands.
  static func tape(_ input: InputFile?, _ engine: Engine) -> Tape {
    guard let input else { return Tape() }
    do throws(FileProblem) {
      return try input.tape(
        position: Int(engine.status.frame), sampleRate: engine.configuration.sampleRate)
    } catch {
      Log.error("\(error)")
      return Tape()
    }
  }
}
