import CaskadeAgents
import CaskadeContracts
import CaskadeSyntax
import XCTest

/// A contract with what a case adds to it, and its export.
struct ExportWorld {
  let contract: Contract
  /// With a part of the protected set: all of it makes files that are long, and no other.
  let policy: Policy = {
    var policy = BuiltInPolicy.policy
    policy.protected = policy.protected.filter { $0.kind == .contracts || $0.kind == .agent }
    return policy
  }()
  let root = "/repo"

  init(paths: String = "  allow: [Sources/Login/**]\n", tools: String = "", _ more: String = "") throws {
    let text =
      "caskade: 1\ntitle: Mend the login\noutcome: Signing in returns the person to where they were.\npaths:\n\(paths)"
      + (tools.isEmpty ? "" : "tools:\n\(tools)") + (more.isEmpty ? "validation: [make test]\n" : more)
    let result = ContractReader.read(SourceText(name: "login", bytes: Array(text.utf8)))
    contract = try XCTUnwrap(result.contract, "\(result.diagnostics) in \(text)")
  }

  func request(_ dialect: ExportRequest.Dialect = .v1) -> ExportRequest {
    var request = ExportRequest(
      contract: contract, name: "login", policy: policy, root: root, folder: "\(root)/.git/caskade/export/login/x",
      program: "/usr/local/bin/caskade")
    request.dialect = dialect
    return request
  }

  func export(_ target: ExportTarget, _ dialect: ExportRequest.Dialect = .v1) -> AgentExport {
    AgentExport(target, request(dialect))
  }

  func text(_ agent: Agent, _ file: String, _ dialect: ExportRequest.Dialect = .v1) throws -> String {
    let export = export(.agent(agent), dialect)
    return try XCTUnwrap(export.files.first { $0.path == file }?.text, "\(agent.rawValue) has no \(file)")
  }

  func json(_ agent: Agent, _ file: String, _ dialect: ExportRequest.Dialect = .v1) throws -> JSONValue {
    try JSONReader.read(text(agent, file, dialect))
  }
}
