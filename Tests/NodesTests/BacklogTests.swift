import Testing

@testable import Nodes

@Suite struct BacklogTests {
  @Test func `what finds no room waits, in order, before what comes later`() {
    var backlog = Backlog<Int>()
    var taken: [Int] = []
    func flush(room: Int) {
      var room = room
      backlog.flush { number in
        guard room > 0 else { return false }
        room -= 1
        taken.append(number)
        return true
      }
    }
    for number in 1...3 { backlog.append(number) }
    flush(room: 2)
    #expect(taken == [1, 2])
    backlog.append(4)
    flush(room: 0)
    #expect(taken == [1, 2])
    flush(room: 9)
    #expect(taken == [1, 2, 3, 4])
    flush(room: 9)
    #expect(taken == [1, 2, 3, 4])
  }
}
