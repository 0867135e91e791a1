import CaskadeCore
import CaskadeSyntax
package import CaskadeSystem

/// Records go from one repository to another by union: what either of two has, both have then.
extension RecordStore {
  package struct Exchange: Hashable, Sendable {
    /// How many commits have notes that this repository, or the remote, hadn't.
    package var came = 0
    package var went = 0
    /// Neither side has the reference.
    package var isEmpty = false
  }

  /// Takes in what the remote has.
  package func fetch(from remote: String) throws(CommandError) -> Exchange {
    try Self.refuseOption(remote)
    let author = try author()
    return try repeating { () throws(CommandError) in
      guard let theirs = try asking(notes.tip(of: remote, session.host.environment)) else {
        return Exchange(isEmpty: true)
      }
      return try takeIn(theirs, from: remote, author).map { Exchange(came: $0) }
    }
  }

  /// Takes in what the remote has, and has it take what is here. Never by force: where somebody else was faster, theirs is
  /// taken in too.
  package func push(to remote: String) throws(CommandError) -> Exchange {
    try Self.refuseOption(remote)
    let author = try author()
    let environment = session.host.environment
    var exchange = Exchange()
    return try repeating { () throws(CommandError) in
      let theirs = try asking(notes.tip(of: remote, environment))
      if let theirs {
        guard let came = try takeIn(theirs, from: remote, author) else { return nil }
        exchange.came += came
      }
      guard let mine = try asking(notes.tip()) else { return Exchange(isEmpty: true) }
      guard mine != theirs else { return exchange }
      let went = try asking { () throws(GitError) in
        try Self.differing(notes.content(at: theirs), notes.content(at: mine))
      }
      guard let reason = try asking(notes.push(mine, to: remote, environment)) else {
        exchange.went = went
        return exchange
      }
      guard try asking(notes.tip(of: remote, environment)) == theirs else { return nil }
      throw CommandError(
        "'\(EscapedText.line(remote))' didn't take the records: \(reason)",
        hint: "ask whoever keeps it for the right to push \(Self.reference)")
    }
  }

  /// Has the reference hold all that the commit does. Answers how many notes that added to; nil when somebody was faster.
  private func takeIn(
    _ theirs: ObjectID, from remote: String, _ author: NotesAuthor
  ) throws(CommandError) -> Int? {
    let repository = session.repository
    let mine = try asking(notes.tip())
    guard mine != theirs else { return 0 }
    try asking(notes.fetch(theirs, from: remote, session.host.environment))
    let there = try asking(notes.content(at: theirs))
    guard let mine else { return try asking(notes.move(from: nil, to: theirs)) ? Self.count(there) : nil }
    if try asking(repository.ancestors(among: [theirs], of: mine)).contains(theirs) { return 0 }
    let here = try asking(notes.content(at: mine))
    if try asking(repository.ancestors(among: [mine], of: theirs)).contains(mine) {
      return try asking(notes.move(from: mine, to: theirs)) ? Self.differing(here, there) : nil
    }
    let (texts, kept) = try united(here, there, remote)
    let new = try asking(
      notes.commit(
        texts, keeping: kept, parents: [mine, theirs], message: "Take in the records of \(EscapedText.line(remote))",
        by: author))
    guard try asking(notes.move(from: mine, to: new)) else { return nil }
    return try Self.differing(here, asking(notes.content(at: new)))
  }

  /// What has to be written beside what is here.
  private func united(
    _ here: NotesReference.Content, _ there: NotesReference.Content, _ remote: String
  ) throws(CommandError) -> (texts: [(path: RepositoryPath, text: [UInt8])], kept: [TreeEntry]) {
    let mine = Dictionary(grouping: here.notes, by: \.object)
    var kept: [TreeEntry] = []
    let known = Dictionary(here.others.map { ($0.path, $0) }) { first, _ in first }
    for entry in there.others where known[entry.path] != entry {
      guard known[entry.path] == nil else {
        throw CommandError(
          "'\(entry.path.display)' in \(Self.reference) is no note, and is another one on '\(EscapedText.line(remote))'",
          hint: "find out whose it is, and give it a reference of its own")
      }
      kept.append(entry)
    }
    var both: [(mine: NotesReference.Note, theirs: NotesReference.Note)] = []
    for note in there.notes {
      guard let own = mine[note.object], let first = own.first else {
        kept.append(TreeEntry(mode: .regular, id: note.blob, path: note.path))
        continue
      }
      if !own.contains(where: { $0.blob == note.blob }) { both.append((first, note)) }
    }
    var texts: [RepositoryPath: [UInt8]] = [:]
    let ours = try asking(notes.texts(of: both.map(\.mine)))
    let others = try asking(notes.texts(of: both.map(\.theirs)))
    for (pair, (one, other)) in zip(both, zip(ours, others)) {
      texts[pair.mine.path] = RecordNote.union(texts[pair.mine.path] ?? one, other)
    }
    return (texts.map { (path: $0, text: $1) }.sorted { $0.path < $1.path }, kept)
  }

  private static func count(_ content: NotesReference.Content) -> Int { Set(content.notes.map(\.object)).count }

  /// How many objects have notes in the new content that they hadn't in the old.
  private static func differing(_ old: NotesReference.Content, _ new: NotesReference.Content) -> Int {
    let known = Set(old.notes.map { [$0.object, $0.blob] })
    return Set(new.notes.filter { !known.contains([$0.object, $0.blob]) }.map(\.object)).count
  }

  private static func refuseOption(_ remote: String) throws(CommandError) {
    guard remote.hasPrefix("-") || remote.isEmpty else { return }
    throw CommandError("'\(EscapedText.line(remote))' is no remote", hint: "git remote lists the remotes")
  }
}
