package import CaskadeContracts
import CaskadeSyntax

/// A contract's commands, shared out: the same commands, times and number of shares give the same shares everywhere.
package struct ValidationShares: Hashable, Sendable {
  /// Names of commands, in the contract's order; a share can be empty.
  package let shares: [[String]]

  /// The longest first, each to the share that has the least to do.
  ///
  /// - Parameter times: milliseconds by command id (`CommandID`), as earlier checks took them; a command without counts
  ///   as the mean of the others.
  package init(_ commands: [ValidationCommand], of count: Int, times: [String: Int]) {
    let known = commands.map { times[CommandID.text(name: $0.name, run: $0.run)] }
    let told = known.compactMap { $0 }
    let mean = told.isEmpty ? 1 : max(1, told.reduce(0, +) / told.count)
    let weights = known.map { max(1, $0 ?? mean) }
    var loads = Array(repeating: 0, count: max(1, count))
    var places = Array(repeating: 0, count: commands.count)
    for index in commands.indices.sorted(by: { (-weights[$0], $0) < (-weights[$1], $1) }) {
      let place = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) } ?? 0
      loads[place] += weights[index]
      places[index] = place
    }
    shares = loads.indices.map { share in
      commands.indices.filter { places[$0] == share }.map { commands[$0].name }
    }
  }

  /// - Parameter number: from 1.
  package func share(_ number: Int) -> CheckRequest.Share {
    let text = shares.map { $0.map { "\($0.utf8.count) \($0)" }.joined(separator: "\n") }.joined(separator: "\n\n")
    return CheckRequest.Share(
      number: number, of: shares.count, plan: String(SHA256.text(Array(text.utf8)).prefix(16)))
  }
}
