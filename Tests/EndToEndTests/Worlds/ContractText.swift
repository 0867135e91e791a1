/// Contracts that tests begin with.
enum ContractText {
  /// Allows `src/**` and `docs/**` without `docs/private/**`, and proves itself with one command.
  static let small = """
    caskade: 1
    title: Change the source
    outcome: The source says what the ticket asks for.
    branch: work
    paths:
      allow:
        - src/**
        - path: docs/**
          may: [create, modify]
      deny:
        - docs/private/**
    validation:
      - "true"

    """

  /// The small contract with other commands.
  static func validating(_ commands: String...) -> String {
    small.replacing("  - \"true\"\n", with: commands.map { "  - \($0)\n" }.joined())
  }
}
