package import CaskadeContracts
import CaskadeSyntax

/// A contract's commands, shared out: the same commands, times and number of shares give the same shares everywhere.
package struct ValidationShares: Hashable, Sendable {
  /// Names of commands, in the contract's order; a share can be empty.
  package let shares: [[String]]

  /// The longest first, each to the share that has the least to do. Commands that begin where another ended stay with it.
  ///
  /// - Parameter times: milliseconds by command id (`CommandID`), as earlier checks took them; a command without counts
  ///   as the mean of the others.
  package init(_ commands: [ValidationCommand], of count: Int, times: [String: Int]) {
    let known = commands.map { times[CommandID.text(name: $0.name, run: $0.run)] }
    let told = known.compactMap { $0 }
    let mean = told.isEmpty ? 1 : max(1, told.reduce(0, +) / told.count)
    let roots = commands.map { Self.root(of: $0, in: commands) }
    var weights: [Int: Int] = [:]
    for index in commands.indices { weights[roots[index], default: 0] += max(1, known[index] ?? mean) }
    var loads = Array(repeating: 0, count: max(1, count))
    var places: [Int: Int] = [:]
    for (root, weight) in weights.sorted(by: { (-$0.value, $0.key) < (-$1.value, $1.key) }) {
      let place = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[place] += weight
      places[root] = place
    }
    shares = loads.indices.map { share in
      commands.indices.filter { places[roots[$0]] == share }.map { commands[$0].name }
    }
  }

  /// The place of the command with which the chain begins that this one is in.
  private static func root(of command: ValidationCommand, in commands: [ValidationCommand]) -> Int {
    var place = commands.firstIndex { $0.name == command.name } ?? 0
    // A chain is no longer than the list; one that goes round is none of a valid contract.
    for _ in commands {
      guard let before = commands[place].begins, let next = commands.firstIndex(where: { $0.name == before }) else {
        break
      }
      place = next
    }
    return place
  }

  /// - Parameter number: from 1.
  package func share(_ number: Int) -> CheckRequest.Share {
    let text = shares.map { $0.map { "\($0.utf8.count) \($0)" }.joined(separator: "\n") }.joined(separator: "\n\n")
    return CheckRequest.Share(
      number: number, of: shares.count, plan: String(SHA256.text(Array(text.utf8)).prefix(16)))
  }
}
