import CaskadeContracts

extension FindingRule {
  package static let ofBudget: [FindingRule] = [budgetFiles, budgetLines, budgetPolicy, budgetUnstated]

  package static let budgetFiles = FindingRule(
    "budget.files", .budget, .error, says: "more files changed than the contract permits",
    means: """
      The contract says 'more_than: N files' below 'stop_when:', and the run changed more. The contract's own file and
      its approvals don't count.
      """,
    matters: """
      The number was set by somebody who had an idea of the size of the work. A run that needs twice as many files does
      something else than was thought of, and is harder to review.
      """,
    example: "error: 14 files changed, and the contract stops at more than 12 [budget.files]",
    settle: [
      "Make the change smaller: revert what the outcome doesn't need, or hand part of it in as work of its own.",
      "If it has to be so large, ask for it: caskade amend NAME, and have that approved.",
    ])

  package static let budgetLines = FindingRule(
    "budget.lines", .budget, .error, says: "more lines changed than the contract permits",
    means: """
      The contract says 'more_than: N lines' or 'N lines of code' below 'stop_when:'. Added and deleted lines count
      together, and binary files not at all. Lines of code are those without pure moves, lock files, and what the base's
      attributes call linguist-generated.
      """,
    matters: "Beyond a certain size nobody reads a change line by line any more. The number says where that is.",
    example: "error: 640 lines changed, and the contract stops at more than 400 [budget.lines]",
    settle: [
      "Make the change smaller: revert reformatting and whatever else the outcome doesn't need.",
      "If it has to be so large, ask for it: caskade amend NAME, and have that approved.",
    ])

  package static let budgetPolicy = FindingRule(
    "budget.policy", .budget, .error, says: "more than the policy permits in the band, whatever the contract says",
    means: """
      The policy caps the files or lines of a band. Either the run changed more than that, or the contract states a
      larger number than its own band permits.
      """,
    matters: "The graver the band, the smaller a change has to be to be reviewed well. No contract can lift that.",
    example: """
      error: 25 files changed, and the policy permits 20 in band high ('db/schema.rb' is \
      in the area migrations) [budget.policy]
      """,
    settle: [
      "Make the change smaller, or hand it in as several.",
      "If one change raised the band and the work doesn't need it, revert that one.",
      "If the contract states too much, have the number lowered.",
    ])

  package static let budgetUnstated = FindingRule(
    "budget.unstated", .budget, .error, says: "the policy requires a budget, and the contract states none",
    means: """
      The policy lists 'budget' among the gates that it requires, and no 'more_than: N files' or 'N lines' stands below
      'stop_when:'.
      """,
    matters: "A gate that has nothing to judge passes everything. Where the policy requires it, that is no answer.",
    example: """
      Contracts/login.yaml: error: the policy requires gate 'budget', and the contract \
      states no condition for it [budget.unstated]
      """,
    settle: ["Have a line such as 'more_than: 12 files' added below 'stop_when:', and the contract approved again."])
}
