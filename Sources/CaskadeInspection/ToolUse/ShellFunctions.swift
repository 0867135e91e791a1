/// The functions that a command line defines, and what they do to whoever calls them.
struct ShellFunctions {
  struct Deeds: OptionSet {
    let rawValue: Int

    /// Leaves its caller in another folder.
    static let moves = Deeds(rawValue: 1)
    /// Writes where it is called.
    static let writes = Deeds(rawValue: 2)
    /// Runs what standard input holds.
    static let obeysInput = Deeds(rawValue: 4)
  }

  private var deeds: [String: Deeds] = [:]
  /// Where they were read.
  private var homes: [String: String] = [:]
  /// Those that were read in several folders, or in one that can't be told, or that call what was read elsewhere.
  private var strays: Set<String> = []
  private var callers: [String: Set<String>] = [:]

  func deeds(of name: String) -> Deeds { deeds[name] ?? [] }

  /// What it writes was read for this folder already.
  func isHome(_ folder: String?, of name: String) -> Bool {
    folder != nil && homes[name] == folder && !strays.contains(name)
  }

  /// Several of one name count together: which of them is called isn't told apart.
  ///
  /// - Parameter calls: names of commands in it, which may be functions that are defined later.
  mutating func define(_ name: String, _ own: Deeds, in folder: String?, calls: Set<String>) {
    var isNew = false
    if let folder, homes[name] ?? folder == folder {
      homes[name] = folder
    } else {
      isNew = strays.insert(name).inserted
    }
    var all = own
    for other in calls where other != name {
      callers[other, default: []].insert(name)
      all.formUnion(deeds(of: other))
    }
    isNew = add(all, to: name) || isNew
    var next = isNew ? [name] : []
    while let one = next.popLast() {
      let deeds = deeds(of: one)
      for caller in callers[one] ?? [] {
        // Its body was read before.
        let isStray = deeds.contains(.writes) && strays.insert(caller).inserted
        if add(deeds, to: caller) || isStray { next.append(caller) }
      }
    }
  }

  /// - Returns: some of them are new to it.
  private mutating func add(_ others: Deeds, to name: String) -> Bool {
    guard !others.isSubset(of: deeds(of: name)) else { return false }
    deeds[name, default: []].formUnion(others)
    return true
  }
}
