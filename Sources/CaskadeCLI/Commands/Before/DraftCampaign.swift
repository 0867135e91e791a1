import CaskadeContracts
import CaskadeEngine
import CaskadeSyntax
import CaskadeSystem
import CaskadeTemplates

/// The same work on many targets: a narrow contract for each, which the board shows in one line by their `x-campaign`.
struct DraftCampaign {
  struct Target: Hashable {
    let path: RepositoryPath
    let pattern: String
    /// The contract's: `move-to-the-new-logger-packages-a`.
    let name: String
  }

  let name: String
  let targets: [Target]
  private let title: String

  /// More contracts than that nobody reads one by one.
  private static let most = 200
  private static let placeholder = "{target}"

  /// - Parameters:
  ///   - each: a valid pattern. Folders that it matches as they are; files where it matches no folder.
  ///   - title: may hold `{target}`.
  init(_ each: String, title: String, tracked: [RepositoryPath]) throws(CommandError) {
    self.title = title
    let plain = title.replacing(Self.placeholder, with: " ")
    name = Slug.text(plain) ?? "campaign"
    let found = try Self.found(each, tracked)
    var targets: [Target] = []
    var names: Set<String> = []
    for (path, isFolder) in found {
      let pattern = isFolder ? ScopePattern.folder(path, deep: true) : ScopePattern.file(path)
      guard let pattern else {
        throw CommandError(
          "no pattern of a contract can name '\(path.display)'", hint: "give another pattern, or draft that one by hand"
        )
      }
      let base = "\(name)-\(Slug.text(EscapedText.path(path.bytes)) ?? "target")"
      var unique = base
      var number = 2
      while !names.insert(unique).inserted {
        unique = "\(base)-\(number)"
        number += 1
      }
      targets.append(Target(path: path, pattern: pattern, name: unique))
    }
    self.targets = targets
  }

  private static func found(
    _ each: String, _ tracked: [RepositoryPath]
  ) throws(CommandError) -> [(path: RepositoryPath, isFolder: Bool)] {
    var patterns: [PathPattern] = []
    if let pattern = try? PathPattern(each) { patterns.append(pattern) }
    var folders: Set<RepositoryPath> = []
    for path in tracked {
      var above = path.parent
      while let folder = above, folders.insert(folder).inserted { above = folder.parent }
    }
    let matched = { (path: RepositoryPath) in patterns.contains { $0.matches(path) } }
    let hits = folders.filter(matched)
    // The outermost ones: what is below them is theirs.
    let outer = hits.filter { path in
      var above = path.parent
      while let folder = above {
        if hits.contains(folder) { return false }
        above = folder.parent
      }
      return true
    }
    let found =
      outer.isEmpty ? tracked.filter(matched).map { ($0, false) } : outer.sorted().map { ($0, true) }
    guard !found.isEmpty else {
      throw CommandError(
        "'\(EscapedText.line(each))' matches no folder and no file that git tracks",
        hint: "git ls-files shows them; quote the pattern, so that the shell leaves it alone: --each 'packages/*'")
    }
    guard found.count <= most else {
      throw CommandError(
        "'\(EscapedText.line(each))' matches \(found.count.counted("target")), and a campaign has at most \(most)",
        hint: "narrow the pattern, such as 'packages/a*', and draft the rest as another campaign")
    }
    return found.map { (path: $0.0, isFolder: $0.1) }
  }

  /// - Parameters:
  ///   - work: what all of them share.
  ///   - allow: patterns that each gets besides its target.
  ///   - branches: in place of a contract's own ones; `{target}` is its name.
  func drafts(
    of work: DraftWork, allow: [String], branches: [String], _ facts: RepositoryFacts
  ) -> [(path: RepositoryPath, text: String)] {
    targets.map { target in
      var draft = work
      let place = target.path.display
      draft.title =
        title.contains(Self.placeholder)
        ? title.replacing(Self.placeholder, with: place) : "\(title): \(place)"
      draft.campaign = name
      // What is likely besides is another target's.
      draft.scope =
        work.reader.proposer.proposal(
          given: ([target.pattern] + allow).compactMap { try? PathPattern($0) }
        ).withoutCandidates
      let own = DraftBranches.own(target.name, template: work.template.name)
      // A pattern for agents' branches would be every contract's.
      draft.branches =
        branches.isEmpty
        ? DraftBranches.patterns(own: own, current: facts.branch, agents: [], others: facts.contracts)
        : branches.map { $0.replacing(Self.placeholder, with: target.name) }
      return (ContractFolder.path(named: target.name), draft.text)
    }
  }

  /// Nothing is written where one of them is there already, and nothing stays where one can't be written.
  static func write(_ drafts: [(path: RepositoryPath, text: String)], below root: ByteString) throws(CommandError) {
    let present = drafts.filter { FileSystem.exists(root.appending($0.path)) }
    if let first = present.first {
      throw CommandError(
        "\(present.count.counted("contract")) of this campaign \(present.count == 1 ? "is" : "are") there already, "
          + "'\(first.path.display)' first: nothing is written",
        hint: "choose another title; a draft never replaces a file")
    }
    var written: [ByteString] = []
    do throws(FileError) {
      try FileSystem.createFolders(root.appending(ContractFolder.folder))
      for draft in drafts {
        let file = root.appending(draft.path)
        try AtomicFile.write(Array(draft.text.utf8), to: file, replacing: false)
        written.append(file)
      }
    } catch {
      for file in written { try? FileSystem.remove(file) }
      throw CommandError(error)
    }
  }

  func nextSteps(_ drafts: [(path: RepositoryPath, text: String)]) -> String {
    var lines = [
      "\(drafts.count.counted("contract")) of campaign '\(name)' \(drafts.count == 1 ? "is" : "are") written:"
    ]
    lines += drafts.map { draft in
      let source = SourceText(name: draft.path.display, draft.text)
      let blanks = ContractReader.read(source).contract?.blanks.count ?? 0
      return "  \(draft.path.display)" + (blanks == 0 ? "" : " (\(blanks.counted("blank")) left)")
    }
    lines += [
      "next:", "  1. fill in what is left, until 'caskade lint' is silent",
      "  2. review what they grant: caskade show \(drafts.first.map { ContractFolder.name(of: $0.path) } ?? name)",
      "  3. approve them: commit them to the base branch, by a pull request if that is your way",
      "  4. see how far the campaign is: caskade status",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
