/// How much other machines may take of what there is for all: none of them keeps the others out, nor all together
/// this one.
struct StrangersShare {
  /// What one of them may take.
  let each: Int

  /// What all of them may.
  let all: Int

  init(each: Int, all: Int) {
    self.each = each
    self.all = all
  }

  init(of limit: Int) { self.init(each: limit / 4, all: limit / 4 * 3) }

  /// Whether `peer` may take one more, beside `holders` who have taken one each; this machine always may.
  func admits(_ peer: OSCPeer, beside holders: some Sequence<OSCPeer>) -> Bool {
    guard peer.isStranger else { return true }
    var (own, others) = (0, 0)
    for holder in holders where holder.isStranger {
      if holder.address == peer.address { own += 1 } else { others += 1 }
    }
    return own < each && own + others < all
  }
}
