/// Decides, bar by bar, which section the band plays, and where fills, breaks and the end come.
///
/// A bar that was decided stays so, so that composing it anew gives the same.
struct Conductor: Sendable {
  /// What is asked for from the next bar on.
  enum Request: Hashable, Sendable { case fill, breakdown, ending, section(Section) }

  /// The main section that was chosen; `nil` where the player's intensity chooses.
  private(set) var chosen: Int?

  /// What the hand adds to the player's intensity, in steps.
  var bias = 0

  /// How many bars of the tune had gone by when the band came in.
  private var barsBefore = 0

  /// The main section that was chosen for the bar before the first that is known.
  private var choiceBefore: Int?

  private var plans: [Int: BarPlan] = [:]
  private var requests: [Request] = []

  /// What was asked for and comes first of all after `bar`, the one that sounds, and the bar with which it does.
  func next(after bar: Int) -> (request: Request, bar: Int)? {
    let decided = plans.filter { $0.key > bar }.sorted { $0.key < $1.key }
    for (bar, plan) in decided {
      if let request = plan.request { return (request, bar) }
    }
    return requests.first.map { ($0, max(bar, decided.last?.key ?? bar) + 1) }
  }

  /// Chooses a main section, or leaves it to the player's intensity.
  mutating func choose(_ section: Int?) {
    guard section != chosen else { return }
    chosen = section
    requests.removeAll { if case .section = $0 { true } else { false } }
    if let section { requests.append(.section(.main(section))) }
  }

  /// Asks for something from the next bar on; asked for twice, it is taken back.
  mutating func ask(for request: Request) {
    if let index = requests.firstIndex(of: request) {
      requests.remove(at: index)
    } else {
      requests.append(request)
    }
  }

  /// Asks for the ending from the next bar on, or for a fill where there `isNone`: nothing else comes before it.
  mutating func askForEnding(isNone: Bool) { requests = [isNone ? .fill : .ending] }

  /// Begins a tune with the intro, where `hasIntro`, or comes in where `barsBefore` bars of it have gone by: its
  /// phrases are the player's.
  mutating func begin(withIntro hasIntro: Bool, barsBefore: Int = 0) {
    self.barsBefore = barsBefore
    choiceBefore = nil
    plans = [:]
    requests = []
    if hasIntro { requests = [.section(.intro)] }
  }

  /// Takes back an ending that was asked for; a bar of it that sounds counts as a bar of the tune.
  mutating func cancelEnding() {
    requests.removeAll { $0 == .ending }
    for (bar, plan) in plans where plan.section == .ending {
      plans[bar]?.section = .main(chosen ?? 0)
      plans[bar]?.request = nil
    }
  }

  /// What was decided for `bar`, if anything.
  func plan(at bar: Int) -> BarPlan? { plans[bar] }

  /// Forgets what was decided for bars from `bar` on, but not what was asked for and was to come with them.
  mutating func reconsider(from bar: Int) {
    let forgotten = plans.filter { $0.key >= bar }.sorted { $0.key < $1.key }
    let restored = forgotten.compactMap { $0.value.request }.filter { request in
      guard case .section(.main(let index)) = request else { return true }
      return index == chosen && !requests.contains(request)
    }
    requests = restored + requests
    plans = plans.filter { $0.key < bar }
  }

  /// Takes in that the bar that sounds has another number, since bars lie elsewhere: what was asked for and came
  /// until now does not come again, and an intro or an ending goes on.
  mutating func renumber(_ bar: Int, as number: Int) {
    reconsider(from: bar + 1)
    let current = plans[bar]
    choiceBefore = current?.choice ?? choiceBefore
    plans = [:]
    guard let current, current.section == .intro || current.section == .ending else { return }
    plans[number - 1] = current
    plans[number - 1]?.request = nil
  }

  /// What is played in `bar` of a tune in `style`, in `groove`, while the player is at `level`.
  mutating func plan(bar: Int, style: Style, groove: Groove, level: Int) -> BarPlan {
    if let plan = plans[bar] { return plan }
    let plan = decide(bar, style, groove, level)
    plans[bar] = plan
    plans = plans.filter { $0.key > bar - 8 }
    return plan
  }

  private mutating func decide(_ bar: Int, _ style: Style, _ groove: Groove, _ level: Int)
    -> BarPlan
  {
    let before = plans[bar - 1]
    // An ending leads to a last chord whose beat is fixed: nothing comes between.
    let isEnding = before?.section == .ending && goesOn(before, groove)
    let request = requests.isEmpty || isEnding ? nil : requests.removeFirst()
    // A section that comes after a fill, say, is not played before.
    let choice = isSectionAwaited ? before.map(\.choice) ?? choiceBefore : chosen
    let wanted = max(-1, min(groove.variations.count - 1, level + bias))
    var plan = BarPlan(
      section: .main(max(0, choice ?? wanted)), choice: choice, bar: bar + barsBefore, fill: nil,
      isLanding: false, isThin: choice == nil && wanted < 0, request: request)
    switch request {
    case .breakdown?: plan.section = .breakdown
    case .ending?: plan.section = .ending
    case .section(.intro)?: plan.section = .intro
    case .fill?, .section?, nil: break
    }
    if request == nil, let before, goesOn(before, groove) { plan.section = before.section }
    if case .main = plan.section {
      plan.fill = fill(bar, style, groove, isAsked: request == .fill)
      plan.isLanding = before.map { isLanding(plan.section, after: $0) } ?? false
    } else {
      let goesOn = request == nil && before?.section == plan.section
      plan.bar = goesOn ? (before?.bar ?? -1) + 1 : 0
    }
    return plan
  }

  /// Whether the drums land in the first bar of `section`, after a fill, a break or an intro, or where it lifts the
  /// tune.
  private func isLanding(_ section: Section, after before: BarPlan) -> Bool {
    switch (before.section, section) {
    case (.breakdown, _), (.intro, _): true
    case (.main(let old), .main(let new)): before.fill != nil || new > old
    default: before.fill != nil
    }
  }

  /// Whether a main section that was chosen is still to come.
  private var isSectionAwaited: Bool {
    requests.contains { if case .section(.main) = $0 { true } else { false } }
  }

  /// Whether the intro or the ending that `plan` is of has another bar.
  private func goesOn(_ plan: BarPlan?, _ groove: Groove) -> Bool {
    guard let plan, plan.section == .intro || plan.section == .ending else { return false }
    return plan.bar + 1 < groove.passage(plan.section).barCount
  }

  /// The phrase whose fill is played in a bar, if any: its last one has it.
  private func fill(_ bar: Int, _ style: Style, _ groove: Groove, isAsked: Bool) -> Int? {
    guard !groove.fills.isEmpty else { return nil }
    let (phrase, place) = (bar + barsBefore).quotientAndRemainder(dividingBy: style.phraseLength)
    let isLast = bar > 0 && place == style.phraseLength - 1
    return isLast || isAsked ? phrase : nil
  }
}
