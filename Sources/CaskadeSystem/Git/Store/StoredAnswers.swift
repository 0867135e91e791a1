import CaskadeSyntax

/// What small questions about objects are answered by from the repository's own files, without starting git: few objects,
/// none of them large. Nil for everything else, and for whatever git would have to say more about.
struct StoredAnswers {
  private let store: StoredObjects

  /// Beyond these git is the quicker one.
  private static let mostObjects = 32
  private static let mostBytes = 256 << 10
  private static let mostTrees = 200
  private static let mostWholeTrees = 24
  private static let mostCommits = 128

  /// - Parameter objects: the repository's folder of objects.
  init?(objects: ByteString) {
    guard objects.lastComponent == "objects", let store = StoredObjects(in: objects.folder) else { return nil }
    self.store = store
  }

  func isCommit(_ id: ObjectID) -> Bool? {
    store.object(id).map { $0.kind == "commit" }
  }

  /// The commits of two lines of history, each from its tip to the one before the commit where they meet, and that one.
  ///
  /// No commit of either line has two parents, so that the other's history can be reached at no other place. Nil where one
  /// has, where the lines are long, and where they don't meet.
  func fork(of one: ObjectID, _ other: ObjectID) -> (one: [ObjectID], other: [ObjectID], meeting: ObjectID)? {
    var lines = [[one], [other]]
    var places = [[one: 0], [other: 0]]
    guard isCommit(one) == true, isCommit(other) == true else { return nil }
    if one == other { return ([], [], one) }
    for _ in 0..<Self.mostCommits {
      var goesOn = false
      for side in 0...1 {
        guard let last = lines[side].last, let parent = onlyParent(of: last) else { continue }
        goesOn = true
        if let place = places[1 - side][parent] {
          // Beyond the border of a shallow clone there is only its name.
          guard isCommit(parent) == true else { return nil }
          let met = Array(lines[1 - side][..<place])
          return side == 0 ? (lines[0], met, parent) : (met, lines[1], parent)
        }
        places[side][parent] = lines[side].count
        lines[side].append(parent)
      }
      guard goesOn else { return nil }
    }
    return nil
  }

  /// Nil for a commit with more parents or none, and for one that isn't here.
  private func onlyParent(of commit: ObjectID) -> ObjectID? {
    guard let object = store.object(commit), object.kind == "commit" else { return nil }
    let start = Array("parent ".utf8)
    // The tree stands before the parents, and the author behind them.
    let lines = object.content.split(separator: 0x0A, maxSplits: 3, omittingEmptySubsequences: false)
    guard lines.count == 4, lines[0].starts(with: "tree ".utf8), lines[1].starts(with: start),
      lines[2].starts(with: "author ".utf8)
    else { return nil }
    return ObjectID(digits: lines[1].dropFirst(start.count))
  }

  func trees(of commits: [ObjectID]) -> [ObjectID]? {
    guard commits.count <= Self.mostObjects else { return nil }
    return all(commits) { commit in
      guard let object = store.object(commit), object.kind == "commit" else { return nil }
      // `tree ID` LF is how each commit begins.
      let line = object.content.prefix { $0 != 0x0A }
      return line.starts(with: "tree ".utf8) ? ObjectID(digits: line.dropFirst(5)) : nil
    }
  }

  func blobs(_ ids: [ObjectID]) -> [[UInt8]]? {
    guard ids.count <= Self.mostObjects else { return nil }
    return all(ids) { id in
      guard let object = store.object(id, atMost: Self.mostBytes), object.kind == "blob" else { return nil }
      return object.content
    }
  }

  /// What lies at these paths or below them, in git's own order; a path that ends with a slash names a folder only.
  ///
  /// - Parameter paths: nil for everything.
  func entries(of tree: ObjectID, at paths: [[UInt8]]?) -> [TreeEntry]? {
    var found: [TreeEntry] = []
    var left = paths == nil ? Self.mostWholeTrees : Self.mostTrees
    return collect(tree, [], paths, &found, &left) ? found : nil
  }

  /// False where git has to be asked.
  private func collect(
    _ tree: ObjectID, _ folder: [UInt8], _ paths: [[UInt8]]?, _ found: inout [TreeEntry], _ left: inout Int
  ) -> Bool {
    left -= 1
    guard left >= 0, let object = store.object(tree, atMost: Self.mostBytes), let entries = Self.entries(object) else {
      return false
    }
    for entry in entries {
      let path = folder + entry.name
      let isFolder = entry.mode.bits == NamedObjects.Object.folder
      let isWanted = paths?.contains { path.isAt($0) } ?? true
      if isFolder {
        let isOnTheWay = paths?.contains { $0.starts(with: path + [Self.slash]) } ?? true
        guard isWanted || isOnTheWay else { continue }
        guard collect(entry.id, path + [Self.slash], paths, &found, &left) else { return false }
      } else if isWanted {
        found.append(TreeEntry(mode: entry.mode, id: entry.id, path: RepositoryPath(bytes: path)))
      } else if let paths, paths.contains(where: { $0.starts(with: path + [Self.slash]) }) {
        // What a path means that goes on behind a file, a link or a submodule.
        return false
      }
    }
    return true
  }

  /// Nil for a tree that git wouldn't write: out of order, with a name twice, or one that is none.
  private static func entries(_ object: StoredObjects.Object) -> [(mode: FileMode, name: [UInt8], id: ObjectID)]? {
    guard object.kind == "tree" else { return nil }
    var entries: [(mode: FileMode, name: [UInt8], id: ObjectID)] = []
    var last: [UInt8] = []
    var rest = object.content[...]
    while !rest.isEmpty {
      guard let space = rest.prefix(8).firstIndex(of: 0x20), let end = rest[space...].firstIndex(of: 0),
        end + 20 < rest.endIndex, let bits = Int(String(decoding: rest[..<space], as: UTF8.self), radix: 8),
        let id = rest[(end + 1)...(end + 20)].withUnsafeBytes({ ObjectID(raw: $0) })
      else { return nil }
      let name = Array(rest[(space + 1)..<end])
      let isFolder = bits == NamedObjects.Object.folder
      guard [0o40000, 0o100644, 0o100755, 0o120000, 0o160000].contains(bits), !name.isEmpty, !name.contains(slash),
        name != [0x2E], name != [0x2E, 0x2E]
      else { return nil }
      // Folders are in order as if their names ended with a slash.
      let key = isFolder ? name + [slash] : name
      guard last.lexicographicallyPrecedes(key) else { return nil }
      last = key
      entries.append((FileMode(bits: bits), name, id))
      rest = rest[(end + 21)...]
    }
    // Between a file and a folder of one name there may be others in that order.
    return Set(entries.map(\.name)).count == entries.count ? entries : nil
  }

  private func all<Question, Answer>(_ questions: [Question], _ answer: (Question) -> Answer?) -> [Answer]? {
    var answers: [Answer] = []
    for question in questions {
      guard let one = answer(question) else { return nil }
      answers.append(one)
    }
    return answers
  }

  private static let slash = UInt8(ascii: "/")
}

extension [UInt8] {
  /// Whether this path is that one, or lies below it.
  fileprivate func isAt(_ path: [UInt8]) -> Bool {
    let slash = UInt8(ascii: "/")
    if path.last == slash { return starts(with: path) }
    return starts(with: path) && (count == path.count || self[path.count] == slash)
  }
}
