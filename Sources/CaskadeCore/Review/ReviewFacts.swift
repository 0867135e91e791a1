package import CaskadeContracts
package import CaskadeSyntax

/// What a reviewer of a contract can know beside its text: who owns what it reaches, who worked there, what else runs.
package struct ReviewFacts: Sendable {
  /// What the repository's history says of the files that may be changed.
  package struct History: Hashable, Sendable {
    /// How many commits were looked at, the newest ones.
    package let commits: Int
    /// How many of them changed such a file.
    package let touching: Int
    /// The files that were changed most often, with how often.
    package let busiest: [Counted]
    /// Who changed them, those first who did most.
    package let authors: [Counted]

    package init(commits: Int, touching: Int, busiest: [Counted], authors: [Counted]) {
      self.commits = commits
      self.touching = touching
      self.busiest = busiest
      self.authors = authors
    }
  }

  package struct Counted: Hashable, Sendable {
    package let name: String
    package let count: Int

    package init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// Another open contract under which some of the same paths can be changed.
  package struct Neighbour: Hashable, Sendable {
    package let name: String
    /// Nil where the patterns are more than could be followed.
    package let example: RepositoryPath?
    package let files: Int

    package init(name: String, example: RepositoryPath?, files: Int) {
      self.name = name
      self.example = example
      self.files = files
    }
  }

  package struct Signature: Hashable, Sendable {
    package let principal: String
    package let band: Band?
    /// Nil where it counts.
    package let refusal: String?

    package init(principal: String, band: Band?, refusal: String?) {
      self.principal = principal
      self.band = band
      self.refusal = refusal
    }
  }

  /// What the band demands, and who has signed.
  package struct Approvals: Hashable, Sendable {
    package var needed = 0
    package var people = 0
    /// Groups of which one has to sign and nobody has, with their members.
    package var missingGroups: [String] = []
    package var signatures: [Signature] = []
    /// Who could sign.
    package var signers: [String] = []

    package init() {}
  }

  /// Nil where there is no list of code owners.
  package var owners: [Counted]?
  /// Nil where there is no history.
  package var history: History?
  package var neighbours: [Neighbour] = []
  package var joint: [JointEffect] = []
  package var turn = ContractTurn.free
  package var approvals = Approvals()
  /// What lint says, as it is printed, without the text that it points into.
  package var lint: [String] = []

  package init() {}
}
