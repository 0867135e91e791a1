extension ShellParser {
  mutating func command() throws(ShellProblem) -> ShellCommand {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.mostDepth else { throw problem(.tooDeep) }
    skipBlanks()
    guard let next = byte() else { throw problem(.unexpected("the end")) }
    if isAt("((") {
      if let compound = try arithmeticCommand() { return .compound(compound) }
      try readAgain()
    }
    if next == UInt8(ascii: "(") {
      index += 1
      let body = try list(until: [])
      guard take(")") else { throw problem(.missing(")")) }
      return .compound(try redirected(ShellCompound(kind: .subshell, bodies: [body])))
    }
    switch bareWordAhead() {
    case "{":
      index += 1
      let body = try list(until: ["}"])
      try word("}")
      return .compound(try redirected(ShellCompound(kind: .group, bodies: [body])))
    case "if": return .compound(try redirected(try branch()))
    case "while", "until": return .compound(try redirected(try loop()))
    case "for", "select": return .compound(try redirected(try each()))
    case "case": return .compound(try redirected(try choice()))
    case "[[": return .compound(try redirected(try condition()))
    case "function":
      index += 8
      skipBlanks()
      let name = try word().text
      skipBlanks()
      if take("(") {
        skipBlanks()
        guard take(")") else { throw problem(.missing(")")) }
      }
      return .compound(try function(name))
    case "coproc":
      index += 6
      return .compound(try coprocess())
    case .some(let word) where Self.closers.contains(word): throw unexpected()
    case _: return try simple()
    }
  }

  private static let closers: Set<String> = ["then", "elif", "else", "fi", "do", "done", "esac", "}", "in"]

  // MARK: Compounds

  private mutating func branch() throws(ShellProblem) -> ShellCompound {
    var bodies: [ShellList] = []
    try word("if")
    bodies.append(try list(until: ["then"]))
    try word("then")
    bodies.append(try list(until: ["elif", "else", "fi"]))
    while bareWordAhead() == "elif" {
      try word("elif")
      bodies.append(try list(until: ["then"]))
      try word("then")
      bodies.append(try list(until: ["elif", "else", "fi"]))
    }
    if bareWordAhead() == "else" {
      try word("else")
      bodies.append(try list(until: ["fi"]))
    }
    try word("fi")
    return ShellCompound(kind: .branch, bodies: bodies)
  }

  private mutating func loop() throws(ShellProblem) -> ShellCompound {
    index += 5
    let condition = try list(until: ["do"])
    return ShellCompound(kind: .loop, bodies: [condition, try loopBody()])
  }

  private mutating func loopBody() throws(ShellProblem) -> ShellList {
    try skipLineBreaks()
    if bareWordAhead() == "{" {
      index += 1
      let body = try list(until: ["}"])
      try word("}")
      return body
    }
    try word("do")
    let body = try list(until: ["done"])
    try word("done")
    return body
  }

  /// `for NAME in WORDS; do`, `for ((;;)); do`, `select`.
  private mutating func each() throws(ShellProblem) -> ShellCompound {
    index += bareWordAhead() == "for" ? 3 : 6
    skipBlanks()
    var words: [ShellWord] = []
    if isAt("((") {
      guard let arithmetic = try arithmetic() else { throw problem(.openExpansion) }
      words = [arithmetic]
      skipBlanks()
      _ = take(";")
    } else {
      guard try word().bareText != nil else { throw problem(.missing("a name")) }
      try skipLineBreaks()
      if bareWordAhead() == "in" {
        index += 2
        words = try self.words()
      }
      skipBlanks()
      _ = take(";")
    }
    return ShellCompound(kind: .loop, words: words, bodies: [try loopBody()])
  }

  private mutating func choice() throws(ShellProblem) -> ShellCompound {
    try word("case")
    skipBlanks()
    var words = [try word()]
    try skipLineBreaks()
    try word("in")
    try skipLineBreaks()
    var bodies: [ShellList] = []
    while bareWordAhead() != "esac" {
      _ = take("(")
      repeat {
        skipBlanks()
        words.append(try word())
        skipBlanks()
      } while take("|")
      guard take(")") else { throw problem(.missing(")")) }
      bodies.append(try list(until: ["esac"]))
      guard take(";;&") || take(";;") || take(";&") else { break }
      try skipLineBreaks()
    }
    try word("esac")
    return ShellCompound(kind: .choice, words: words, bodies: bodies)
  }

  /// `[[ ]]`: its operators are words there, and only expansions run anything.
  private mutating func condition() throws(ShellProblem) -> ShellCompound {
    index += 2
    var words: [ShellWord] = []
    while true {
      try skipLineBreaks()
      guard let next = byte() else { throw problem(.missing("]]")) }
      if bareWordAhead() == "]]" {
        index += 2
        return ShellCompound(kind: .condition, words: words)
      }
      if Self.endsWord.contains(next), !isAt("<("), !isAt(">(") {
        index += 1
      } else {
        words.append(try word())
      }
    }
  }

  private mutating func arithmeticCommand() throws(ShellProblem) -> ShellCompound? {
    guard let word = try arithmetic() else { return nil }
    return try redirected(ShellCompound(kind: .arithmetic, words: [word]))
  }

  private mutating func function(_ name: String) throws(ShellProblem) -> ShellCompound {
    try skipLineBreaks()
    let body = try command()
    guard case .compound = body else { throw problem(.missing("{")) }
    return ShellCompound(kind: .function(name), bodies: [Self.list(of: body)])
  }

  /// A name may stand before a compound command, and only there.
  private mutating func coprocess() throws(ShellProblem) -> ShellCompound {
    skipBlanks()
    let start = index
    if let name = bareWordAhead(), !Self.opens.contains(name) {
      index += name.utf8.count
      skipBlanks()
      if byte() != UInt8(ascii: "("), bareWordAhead().map({ !Self.opens.contains($0) }) ?? true { index = start }
    }
    return ShellCompound(kind: .coprocess, bodies: [Self.list(of: try command())])
  }

  private static let opens: Set<String> = ["{", "if", "while", "until", "for", "select", "case", "[["]

  private static func list(of command: ShellCommand) -> ShellList {
    let pipeline = ShellPipeline(isNegated: false, commands: [command])
    return ShellList(items: [ShellList.Item(pipeline: pipeline, joint: .sequence)])
  }

  private mutating func redirected(_ compound: ShellCompound) throws(ShellProblem) -> ShellCompound {
    var compound = compound
    skipBlanks()
    while let redirection = try redirection() {
      compound.redirections.append(redirection)
      skipBlanks()
    }
    return compound
  }

  // MARK: Simple commands

  private mutating func simple() throws(ShellProblem) -> ShellCommand {
    var command = ShellSimpleCommand()
    let start = index
    while true {
      skipBlanks()
      if let redirection = try redirection() {
        command.redirections.append(redirection)
        continue
      }
      guard let next = byte(), !Self.endsWord.contains(next) || isAt("<(") || isAt(">(") else { break }
      if command.words.isEmpty, let assignment = try assignment() {
        command.assignments.append(assignment)
        continue
      }
      let word = try word()
      if command.words.isEmpty, command.assignments.isEmpty, let name = word.bareText, isAt("(") {
        index += 1
        skipBlanks()
        guard take(")") else { throw unexpected() }
        return .compound(try function(name))
      }
      command.words += word.bracesExpanded
    }
    guard index > start else { throw unexpected() }
    return .simple(command)
  }

  /// The words up to the end of a command.
  private mutating func words() throws(ShellProblem) -> [ShellWord] {
    var words: [ShellWord] = []
    while true {
      skipBlanks()
      guard let next = byte(), !Self.endsWord.contains(next) || isAt("<(") || isAt(">(") else { return words }
      words += try word().bracesExpanded
    }
  }

  /// Takes a reserved word.
  mutating func word(_ text: String) throws(ShellProblem) {
    try skipLineBreaks()
    guard bareWordAhead() == text else { throw problem(.missing(text)) }
    index += text.utf8.count
  }
}
