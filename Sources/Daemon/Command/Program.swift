private import Glibc
private import LV2
private import Platform

/// The program as the shell sees it.
enum Program {
  static let version = "0.1.0"

  static let help = """
    strumd \(version): a band that follows a live player

    strumd run --patch FILE     plays along, as a JACK client
      --setlist FILE            play the patches of a set list instead, one at a time
      --no-watch                load no file again just because it has changed
      --osc-port N              listen for OSC on this port of 127.0.0.1 (9440)
      --web-port N              serve the page and OSCQuery on this port of 127.0.0.1 (9441)
      --no-web                  serve neither
      --listen lan              let other machines call the page, too; they show a token, and
      --allow NETWORK           call from such a network: 192.168.1.0/24
      --osc-lan                 let those networks play by OSC datagrams, too, without a token
      --token-file FILE         where that token is, or is left (token, in the state folder)
      --play-token-file FILE    the same for a token with which one can play, but not load patches
      --admin socket            let nobody load or change patches but by the UNIX socket (or the
                                token), and this machine's other callers only play (local)
      --server NAME             the JACK server to join (JACK_DEFAULT_SERVER, or "default")
      --cores N                 cores to share the audio thread's work among, where that pays (all)
      --name NAME               what to be called in JACK (strumd)
      --input FILE              let a sound file take the player's place
      --loop                    play that file again and again
      --exit-at-end             end soon after that file has ended
      --record-wav FILE         write player and band as sound
      --record-midi FILE        write the band as MIDI
      --display                 show chord, beat and tempo in the terminal
      --no-own-server           wait for a JACK server rather than start one

    strumd                      where NSM_URL is set: plays what a session manager says

    strumd render FILE --patch FILE
                                plays along with a recording, faster than real time;
                                strumd render --help says what it can write

    strumd scan-plugins [URI...]
                                tries the LV2 plugins that are installed, each in a process of
                                its own, and says how each of them did

    strumd --help, --version
    """

  /// Runs `arguments`, the first of which is the program's name; returns the exit status.
  static func main(_ arguments: [String]) -> Int32 {
    let rest = Array(arguments.dropFirst(2))
    switch arguments.dropFirst().first {
    case "run" where !rest.contains("--help"): return run(rest)
    case "render": return RenderCommand.run(rest)
    case AsideRender.verb: return AsideRender.run(rest)
    case "scan-plugins" where !rest.contains("--help"): return ScanCommand.run(rest)
    case PluginCatalog.verb: return PluginCatalog.describe(rest.first ?? "")
    case PluginTrials.verb: return PluginTrial.run(rest.first ?? "")
    case "run", "scan-plugins", "--help", "-h", "help": return say(help)
    case "--version": return say("strumd \(version)")
    case nil where environmentVariable("NSM_URL") != nil: return run([])
    case nil: return misused(UsageError("say what to do: strumd run or strumd render"))
    case let word?: return misused(UsageError("'\(word)' is no command; use run or render"))
    }
  }

  private static func run(_ arguments: [String]) -> Int32 {
    do throws(UsageError) {
      return LiveRun.main(try RunOptions(arguments))
    } catch {
      return misused(error)
    }
  }

  private static func say(_ text: String) -> Int32 {
    print(text)
    return 0
  }

  private static func misused(_ error: UsageError) -> Int32 {
    Log.error(error.message)
    return 2
  }
}
