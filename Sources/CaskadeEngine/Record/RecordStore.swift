package import CaskadeCore
package import CaskadeSyntax
package import CaskadeSystem

/// The records of a repository: lines of git notes on the commits that were judged, below `refs/notes/caskade`.
///
/// Whatever else lies there stays as it is. What is recorded proves nothing in any check.
package struct RecordStore {
  package static let reference = "refs/notes/caskade"
  /// So often somebody else may be faster, before it is an error.
  static let attempts = 200

  let session: Session
  let notes: NotesReference

  package init(_ session: Session) {
    self.session = session
    notes = NotesReference(Self.reference, of: session.repository)
  }

  // MARK: Keeping

  /// Keeps a record on its commit; false when it is there already.
  package func keep(_ kept: KeptRecord, of record: EvidenceRecord) throws(CommandError) -> Bool {
    let commit = record.head.commit
    do throws(GitError) {
      _ = try session.repository.objects.tree(of: commit)
    } catch {
      guard case .missingObject = error.kind else { throw CommandError(error) }
      throw CommandError(
        "commit \(commit.short), which the evidence is of, is not in this repository",
        hint: "fetch it first, or keep the record elsewhere: --to DIR")
    }
    let author = try author()
    return try repeating { () throws(CommandError) in
      let tip = try asking(notes.tip())
      let present = try asking(notes.notes(on: commit, at: tip))
      let texts = try asking(notes.texts(of: present))
      let line = kept.line + [0x0A]
      guard !texts.contains(where: { RecordNote.lines(of: $0).contains(kept.line[...]) }) else { return false }
      let note = (
        path: present.first?.path ?? NotesReference.path(of: commit), text: RecordNote.union(texts.first ?? [], line)
      )
      let new = try asking(
        notes.commit([note], parents: [tip].compactMap { $0 }, message: "Record a check", by: author))
      return try asking(notes.move(from: tip, to: new)) ? true : nil
    }
  }

  func author() throws(CommandError) -> NotesAuthor {
    let name = try asking(session.repository.setting("user.name"))
    let mail = try asking(session.repository.setting("user.email"))
    return NotesAuthor(name: name, mail: mail, seconds: WallClock.seconds())
  }

  /// Does it anew for as long as it answers nil: somebody else was faster.
  func repeating<Answer>(_ body: () throws(CommandError) -> Answer?) throws(CommandError) -> Answer {
    for number in 1...Self.attempts {
      if let answer = try body() { return answer }
      try session.stopIfInterrupted()
      Backoff.pause(after: number)
    }
    throw CommandError(
      "'\(Self.reference)' moved \(Self.attempts) times while a record was to be written there",
      hint: "try again when fewer write to it")
  }

  // MARK: Listing

  /// All lines of all notes, each with the commit that it stands on.
  package struct Listing: Sendable {
    package let lines: [(commit: ObjectID, line: RecordLine)]
    /// What lies in the reference and is no note.
    package let others: Int

    package func count(_ isMeant: (RecordLine) -> Bool) -> Int { lines.count { isMeant($0.line) } }
  }

  package func listing() throws(CommandError) -> Listing {
    let content = try asking(notes.content())
    let texts = try asking(notes.texts(of: content.notes))
    var lines: [(commit: ObjectID, line: RecordLine)] = []
    var seen: Set<[UInt8]> = []
    for (note, text) in zip(content.notes, texts) {
      // A note may lie at two places of the tree: git reads both as one.
      for line in RecordNote.lines(of: text) where seen.insert(Array(line) + note.object.text.utf8).inserted {
        lines.append((note.object, RecordLine(line)))
      }
    }
    return Listing(lines: lines, others: content.others.count)
  }
}
