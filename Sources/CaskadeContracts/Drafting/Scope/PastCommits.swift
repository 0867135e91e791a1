package import CaskadeSyntax

/// The commits behind the one that is checked out, the newest first, as far back as a draft looks.
package struct PastCommits: Sendable {
  package struct Commit: Sendable {
    package let subject: [UInt8]
    package let body: [UInt8]
    package let paths: [[UInt8]]

    package init(subject: [UInt8], body: [UInt8], paths: [[UInt8]]) {
      self.subject = subject
      self.body = body
      self.paths = paths
    }
  }

  package let commits: [Commit]

  package init(_ commits: [Commit]) { self.commits = commits }

  package static let most = 1_000
  /// `git log -z --name-only --format=` with this: 01 subject 02 body 03 NUL, then a line break and the paths, each with
  /// its NUL.
  package static let format = "%x01%s%x02%b%x03"
  /// Enough of a message to know what it is about.
  private static let mostBody = 1_500

  /// What such a log says. A path is what follows a commit and isn't one: a message of odd bytes makes odd commits, never
  /// a fault.
  package init(log: [UInt8]) {
    var commits: [Commit] = []
    var subject: ArraySlice<UInt8> = []
    var body: ArraySlice<UInt8> = []
    var paths: [[UInt8]] = []
    var isOpen = false
    func close() {
      if isOpen {
        commits.append(Commit(subject: Array(subject), body: Array(body.prefix(Self.mostBody)), paths: paths))
      }
    }
    for record in NULRecords(log) {
      if record.first == 1, record.last == 3, let end = record.firstIndex(of: 2) {
        close()
        subject = record[..<end].dropFirst()
        body = record[(end + 1)...].dropLast()
        paths = []
        isOpen = true
      } else {
        let path = record.first == 0x0A ? record.dropFirst() : record
        if !path.isEmpty { paths.append(Array(path)) }
      }
    }
    close()
    self.commits = commits
  }
}
