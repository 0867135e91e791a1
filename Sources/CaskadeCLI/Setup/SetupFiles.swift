import CaskadeAgents
import CaskadeContracts
import CaskadeSyntax

/// The files that a repository needs to be judged by caskade, as `init` writes them.
struct SetupFiles {
  struct File {
    let path: RepositoryPath
    let text: String
    /// Other places where the same may stand.
    let elsewhere: [RepositoryPath]
    /// What has to be in a file that is there already; nil when its being there is enough.
    let needs: String?
    /// The command that prints the same text, for a file that nobody reads to the end.
    var printedBy: String?
    /// A line that is put at the end of a file that is there already and lacks it.
    var addition: String?
    /// What holds for the addition: any of these in the file, and it needs none.
    var marks: [String] = []
    /// What a file lacks that is there already; its first line when left out.
    var advice: String?
  }

  let files: [File]
  /// The person's line for the list of signers; nil where no key was found.
  let signer: String?

  /// - Parameters:
  ///   - base: the branch that contracts are merged to.
  ///   - signer: the person's line for the list of signers; nil where no key was found.
  ///   - addsSigner: the person named the key: its line is put into a list that is there already.
  ///   - forge: whose job judges what is to be merged.
  ///   - owner: who answers for contracts, as CODEOWNERS names people; nil where nobody is known.
  ///   - instructions: the files of instructions for agents that are there or are to be; nil leaves agents out.
  init(
    base: String, signer: String?, addsSigner: Bool, owner: String?, forge: Forge, instructions: [RepositoryPath]?
  ) {
    var files = [
      File(path: ContractFolder.policy, text: Self.policy(base), elsewhere: [], needs: nil),
      File(
        path: ContractFolder.signers, text: Self.signers(signer), elsewhere: [], needs: nil,
        addition: addsSigner ? signer : nil),
      File(path: ContractFolder.closedPath(named: "example"), text: Self.example, elsewhere: [], needs: nil),
      Self.schema("contract", ContractSchema.value, "caskade schema"),
      Self.schema("policy", PolicySchema.value, "caskade schema --policy"),
    ]
    let folder: String?
    switch forge {
    case .github:
      folder = ".github"
      files.append(File(path: PipelineJob.path, text: PipelineJob.text, elsewhere: [], needs: nil))
    case .gitlab:
      folder = ".gitlab"
      files.append(File(path: GitLabJob.path, text: GitLabJob.text, elsewhere: [], needs: nil))
      files.append(
        File(
          path: GitLabJob.include, text: GitLabJob.includeText, elsewhere: [], needs: GitLabJob.path.display,
          advice: "an 'include:' of local: /\(GitLabJob.path.display)"))
    case .none: folder = nil
    }
    if let owner, let folder {
      files.append(
        File(
          path: RepositoryPath("\(folder)/CODEOWNERS"), text: "/Contracts/ \(owner)\n/\(folder)/ \(owner)\n",
          elsewhere: [RepositoryPath("CODEOWNERS"), RepositoryPath("docs/CODEOWNERS")], needs: "/Contracts/"))
    }
    if let instructions {
      files += AgentSkill.paths.map { File(path: $0, text: AgentSkill.text, elsewhere: [], needs: nil) }
      for path in instructions {
        var file = File(path: path, text: AgentSkill.paragraph, elsewhere: [], needs: nil)
        file.addition = "\n" + AgentSkill.paragraph
        file.marks = [AgentSkill.heading] + (path == AgentSkill.importer ? [AgentSkill.importing] : [])
        file.advice = "the paragraph '\(AgentSkill.heading)', which 'caskade init --dry-run' shows elsewhere"
        files.append(file)
      }
    }
    self.files = files
    self.signer = signer
  }

  /// A schema beside the contracts, where editors find it by a contract's first line.
  private static func schema(_ name: String, _ value: JSONValue, _ command: String) -> File {
    File(
      path: ContractFolder.path(of: Array("\(name).schema.json".utf8)), text: JSONWriter(.pretty).text(value) + "\n",
      elsewhere: [],
      needs: nil, printedBy: command)
  }

  /// It lies among the closed ones, where it governs nothing.
  private static let example = """
    # yaml-language-server: $schema=../contract.schema.json
    # An example to read: what lies in closed/ governs nothing. 'caskade draft TITLE' writes one of your own.
    caskade: 1
    title: Say in the README how to run the tests
    outcome: >
      A newcomer who reads the README top to bottom finds one command that runs every test.
    branch: docs/run-the-tests
    expires: 2030-12-31

    paths:
      allow:
        - path: README.md
          may: [modify]

    tools:
      allow: [read, search, edit]
      deny: [web, { shell: git push * }]

    validation:
      - name: The README names the command
        run: grep -n 'test' README.md

    stop_when:
      - more_than: 1 files
      - more_than: 40 lines
      - The tests can't be run by one command.

    """

  private static func policy(_ base: String) -> String {
    """
    # The standing rules for every contract. The built-in policy holds too; this file only tightens it.
    caskade_policy: 1
    base: \(base)

    approval:
      self_declared: false

    # 0: a contract's bytes on \(base) are its approval. 1 and more: so many people of allowed_signers sign it.
    # A band can also cap what its contracts may state and its runs change: high: { approvals: 2, files: 20, lines: 400 }
    bands:
      low: { approvals: 0 }
      medium: { approvals: 0 }
      high: { approvals: 0, isolated: true }

    """
  }

  private static func signers(_ line: String?) -> String {
    """
    # Whose signatures approve contracts (ssh-keygen(1), "ALLOWED SIGNERS"). Only lines of this form count:
    #   dev@example.com namespaces="\(ApprovalHeader.namespace)" ssh-ed25519 AAAA...

    """ + (line.map { "\($0)\n" } ?? "")
  }
}
