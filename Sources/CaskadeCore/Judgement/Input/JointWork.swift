package import CaskadeSyntax

/// Another contract that lets somebody loosen checks which guard what this contract may change: neither does harm by
/// itself.
package struct JointWork: Hashable, Sendable {
  package let name: String
  /// Done since the branch left the base: what it loosened is loose already.
  package let isDone: Bool
  /// The first of the checks, and how many they are.
  package let example: RepositoryPath
  package let checks: Int

  package init(name: String, isDone: Bool, example: RepositoryPath, checks: Int) {
    (self.name, self.isDone, self.example, self.checks) = (name, isDone, example, checks)
  }
}
