package import CaskadeContracts
package import CaskadeSyntax
import CaskadeSystem

/// Reads what a draft's commands, tools and owners are proposed from.
package enum DraftFactsReader {
  /// - Parameters:
  ///   - allow: the proposed patterns.
  ///   - tracked: the files of the commit that is checked out.
  package static func facts(
    allow: [String], tracked: [RepositoryPath], policy: Policy, _ session: Session
  ) -> DraftFacts {
    let root = session.repository.location.workTree
    let files = DraftFiles(tracked) { path in
      try? FileReader.read(root.appending(path), limit: DraftFiles.mostBytes)
    }
    let (finder, untrusted) = (session.programs, session.untrusted)
    var facts = DraftFacts()
    facts.commands = CommandProposal(allow: allow, files: files) { name in
      (try? finder.find(name, outside: untrusted)) != nil
    }
    facts.tracked = files.tracked
    facts.deniedTools = policy.deniedTools
    facts.codeOwners = owners(of: allow, files, root)
    return facts
  }

  private static func owners(of allow: [String], _ files: DraftFiles, _ root: ByteString) -> [String] {
    guard let place = CodeOwners.paths.first(where: files.tracked.contains),
      let bytes = try? FileReader.read(root.appending(place), limit: DraftFiles.mostBytes)
    else { return [] }
    let patterns = allow.compactMap { try? PathPattern($0) }
    let paths = patterns.flatMap { pattern in files.tracked.matches(of: pattern).map { files.tracked.sorted[$0] } }
    return CodeOwners(bytes).owners(of: paths).map(\.owner)
  }
}
