import CaskadeInspection
package import CaskadeSyntax

/// A commit, who wrote it, and the paths that it changed.
package struct RecentCommit: Hashable, Sendable {
  /// As the commit says itself.
  package let author: String
  package let paths: [RepositoryPath]
}

extension Repository {
  /// The newest commits before and with this one, merges left out. One whose parent isn't here is left out too.
  package func recent(_ most: Int, of commit: ObjectID) throws(GitError) -> [RecentCommit] {
    let question: [ByteString] = [
      "rev-list", "--no-merges", ByteString("--max-count=\(most)"), "--format=%H %P%x00%aN", "--end-of-options",
      ByteString(commit.text),
    ]
    let answer = try revisionList(question)
    var order: [ObjectID] = []
    var authors: [ObjectID: String] = [:]
    for line in answer.split(separator: 0x0A) {
      let fields = line.split(separator: 0, omittingEmptySubsequences: false)
      let ids = fields[0].split(separator: 0x20)
      guard fields.count == 2, let first = ids.first, let id = ObjectID(digits: first) else { continue }
      if location.isShallow, ids.count < 2 { continue }
      order.append(id)
      authors[id] = String(decoding: fields[1], as: UTF8.self)
    }
    var paths: [ObjectID: [RepositoryPath]] = [:]
    for record in try records(of: order.flatMap { Array("\($0.text)\n".utf8) }, to: commit, []) {
      paths[record.commit, default: []].append(record.path)
    }
    return order.map { RecentCommit(author: authors[$0] ?? "", paths: paths[$0] ?? []) }
  }
}
