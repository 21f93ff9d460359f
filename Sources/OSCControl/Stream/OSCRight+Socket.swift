private import CLo
private import Glibc

extension OSCRight {
  /// What the client at the other end of a UNIX socket may do: who is of our own user, or root, may administrate,
  /// and others of the folder's group may play.
  init(atSocket descriptor: Int32) {
    let user = osc_peer_user(descriptor)
    self = user == 0 || user == Int(geteuid()) ? .administration : .playing
  }
}
