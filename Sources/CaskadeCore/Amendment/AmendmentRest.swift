import CaskadeContracts
import CaskadeSyntax

/// What fails under an amended contract too, by who can settle it: a person who writes the contract, or the work.
package struct AmendmentRest: Sendable {
  private let granted: [String]
  private let mended: [String]

  package init(_ failures: [Finding]) {
    let withSecret = Set(failures.filter { $0.gate == .secrets }.compactMap(\.path))
    var granted: [String] = []
    var mended: [String] = []
    func add(_ line: String, of gate: GateName, holdsSecret: Bool) {
      let isPersons = [.scope, .protected, .stop, .budget, .approval].contains(gate) && !holdsSecret
      if isPersons { granted.append(line) } else { mended.append(line) }
    }
    for finding in failures {
      let holdsSecret = finding.path.map(withSecret.contains) ?? false
      let place = finding.path.map { path in path.display + (finding.line.map { ":\($0)" } ?? "") + ": " } ?? ""
      add("  \(place)\(finding.message) [\(finding.rule)]", of: finding.gate, holdsSecret: holdsSecret)
      for also in finding.untold where also.severity == .error {
        add("  \(place)\(also.message) [\(also.rule)]", of: also.gate, holdsSecret: holdsSecret)
      }
    }
    self.granted = granted
    self.mended = mended
  }

  package var isEmpty: Bool { granted.isEmpty && mended.isEmpty }

  package var lines: [String] {
    var lines: [String] = []
    if !granted.isEmpty { lines += ["Only a person can grant the rest:"] + granted }
    if !mended.isEmpty { lines += ["No amendment settles this, the work has to:"] + mended }
    return lines
  }
}
