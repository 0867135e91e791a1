/// How hosted agents and those on a desk call the branches that they make, as their vendors' documentation shows them,
/// November 2026.
package enum AgentBranches {
  package static let patterns = ["claude/*", "codex/*", "copilot/*", "cursor/*", "jules/*"]
}
