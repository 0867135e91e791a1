/// One sentence of the outcome that a reviewer can check, with what shows that it holds.
package struct AcceptanceLine: Hashable, Sendable {
  package enum Proof: Hashable, Sendable {
    /// A validation command, by its name.
    case command(String)
    /// A test that has to have run, by the full name that its runner reports or the last component of it.
    case test(String)
  }

  package var says: String
  /// At most one of the two is there.
  var command: String?
  var test: String?
  package var line: Int

  /// Nil where a person decides.
  package var proof: Proof? { command.map { .command($0) } ?? test.map { .test($0) } }

  package init(_ says: String, by proof: Proof? = nil, line: Int) {
    self.says = says
    self.line = line
    switch proof {
    case .command(let name): command = name
    case .test(let name): test = name
    case nil: break
    }
  }
}
