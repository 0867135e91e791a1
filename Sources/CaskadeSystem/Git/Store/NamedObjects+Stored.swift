package import CaskadeSyntax

extension NamedObjects {
  /// The same from the repository's own files, without a program: of names that are `REF^{commit}`, `REF:PATH` or an id,
  /// where the reference is `HEAD` or a full name. Nil where git has to be asked: for another name, for a repository that
  /// is kept in an unusual way, and for whatever can't be read or isn't what its id says.
  package init?(_ names: [String], storedIn folders: GitFolders) {
    guard let store = StoredObjects(in: folders.common) else { return nil }
    var resolver = StoredNames(store, StoredReferences(own: folders.own, common: folders.common))
    var found: [String: Object] = [:]
    for name in names where !name.utf8.contains(0x0A) && !name.utf8.contains(0) {
      switch resolver.answer(name) {
      case .object(let object): found[name] = object
      case .none: break
      case .unusual: return nil
      }
    }
    self.init(found)
  }
}

/// Follows names to objects.
private struct StoredNames {
  enum Answer {
    case object(NamedObjects.Object)
    case none
    case unusual
  }

  private let store: StoredObjects
  private let references: StoredReferences
  private var commits: [String: Answer] = [:]
  /// Few, and each with few entries: what is made to look things up fast would take longer than to look.
  private var trees: [(id: ObjectID, entries: [Entry])] = []

  private typealias Entry = (mode: FileMode, name: [UInt8], id: ObjectID)

  private static let commit = "^{commit}"

  init(_ store: StoredObjects, _ references: StoredReferences) {
    (self.store, self.references) = (store, references)
  }

  mutating func answer(_ name: String) -> Answer {
    if let id = ObjectID(name) { return read(id, as: nil) }
    if name.hasSuffix(Self.commit) { return commit(String(name.dropLast(Self.commit.count))) }
    guard let colon = name.firstIndex(of: ":") else { return .unusual }
    let path = name[name.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
    guard path.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return .unusual }
    switch commit(String(name[..<colon])) {
    case .object(let commit): return entry(of: commit, path.map { Array($0.utf8) })
    case let other: return other
    }
  }

  private func read(_ id: ObjectID, as kind: String?) -> Answer {
    // What isn't here, or isn't what it should be, git has to say.
    guard let object = store.object(id), kind ?? object.kind == object.kind else { return .unusual }
    return .object(NamedObjects.Object(id: id, kind: object.kind, content: object.content))
  }

  private mutating func commit(_ reference: String) -> Answer {
    if let answer = commits[reference] { return answer }
    let answer: Answer =
      switch references.answer(reference) {
      case .id(let id, _): read(id, as: "commit")
      case .none: .none
      case .unusual: .unusual
      }
    commits[reference] = answer
    return answer
  }

  private mutating func entry(of commit: NamedObjects.Object, _ path: [[UInt8]]) -> Answer {
    // `tree ID` LF is how each commit begins.
    let line = commit.content.prefix { $0 != 0x0A }
    guard line.starts(with: "tree ".utf8), var id = ObjectID(digits: line.dropFirst(5)) else { return .unusual }
    var kind: FileMode?
    for part in path {
      if let kind, kind.bits != NamedObjects.Object.folder { return .none }
      guard let entries = entries(of: id) else { return .unusual }
      guard let entry = entries.first(where: { $0.name == part }) else { return .none }
      (kind, id) = (entry.mode, entry.id)
    }
    guard let kind else { return .unusual }
    switch kind.kind {
    case FileMode.regular.kind, FileMode.symlink.kind: return read(id, as: "blob")
    case _ where kind.bits == NamedObjects.Object.folder: return read(id, as: "tree")
    case _: return .unusual
    }
  }

  private mutating func entries(of tree: ObjectID) -> [Entry]? {
    if let known = trees.first(where: { $0.id == tree }) { return known.entries }
    guard case .object(let object) = read(tree, as: "tree") else { return nil }
    let entries = object.entries
    trees.append((tree, entries))
    return entries
  }
}
