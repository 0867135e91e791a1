import CaskadeSyntax

/// Reads what a command line may do: it walks all that may run, keeps the folder that `cd` leads to, and looks through
/// wrappers.
package struct ShellActionReader {
  /// Where a command is.
  private struct Place {
    /// From where the line begins; nil where that can't be told.
    var folder: String? = ""
    /// Its standard input comes from another command.
    var isPiped = false
    /// Its standard input is a file.
    var isFed = false
  }

  private var actions = ShellActions()
  private var depth = 0
  private var launched = 0
  private var functions = ShellFunctions()
  /// It reads a function's body for what that does to its caller.
  private var isProbe = false

  /// A text that is no command line is opaque.
  package static func read(_ text: String) -> ShellActions {
    var reader = ShellActionReader()
    var place = Place()
    reader.walk(text, &place)
    return reader.actions
  }

  private mutating func walk(_ text: String, _ place: inout Place) {
    guard depth < 16, let script = try? ShellParser.parse(text) else {
      actions.conceal()
      return
    }
    depth += 1
    walk(script.list, &place)
    depth -= 1
  }

  private mutating func walk(_ list: ShellList, _ place: inout Place) {
    var joint = ShellList.Joint.sequence
    var before = place
    for item in list.items {
      let start = place
      if joint == .or {
        // What stands behind `||` runs where the command before it began.
        var other = before
        walk(item.pipeline, &other)
      } else if item.joint == .background {
        var other = place
        walk(item.pipeline, &other)
      } else {
        walk(item.pipeline, &place)
      }
      before = start
      joint = item.joint
    }
  }

  private mutating func walk(_ pipeline: ShellPipeline, _ place: inout Place) {
    guard pipeline.commands.count > 1 else {
      for command in pipeline.commands { walk(command, &place) }
      return
    }
    for (index, command) in pipeline.commands.enumerated() {
      var own = place
      own.isPiped = place.isPiped || index > 0
      walk(command, &own)
    }
  }

  private mutating func walk(_ command: ShellCommand, _ place: inout Place) {
    switch command {
    case .simple(let simple): walk(simple, &place)
    case .compound(let compound):
      walk(compound.scripts, place)
      for redirection in compound.redirections { read(redirection, place) }
      let isGiven = compound.redirections.contains { redirection in
        redirection.operation == .input || redirection.operation == .hereString || redirection.body != nil
      }
      for body in compound.bodies {
        var own = place
        own.isPiped = place.isPiped || isGiven
        walk(body, &own)
        own.isPiped = place.isPiped
        switch compound.kind {
        case .group: place = own
        case .function(let name):
          define(name, body, compound.redirections, place)
          if Self.moving.contains(name) { actions.conceal() }
        case .subshell, .coprocess, .condition, .arithmetic: break
        case .branch, .loop, .choice: if own.folder != place.folder { place.folder = nil }
        }
      }
    }
  }

  /// A function's body is read once more, from a folder that nothing else leads to and with standard input from a
  /// pipe: its effects show by how it differs.
  private mutating func define(
    _ name: String, _ body: ShellList, _ redirections: [ShellRedirection], _ place: Place
  ) {
    var probe = ShellActionReader()
    probe.isProbe = true
    probe.depth = depth
    probe.functions = functions
    let start = "\u{0}"
    var own = Place(folder: start, isPiped: true)
    var deeds: ShellFunctions.Deeds = [.moves, .writes, .obeysInput]
    // A function in a function is taken for one that does all: reading each again would double with each level.
    if !isProbe {
      for redirection in redirections { probe.read(redirection, own) }
      probe.walk(body, &own)
      if own.folder == start { deeds.remove(.moves) }
      if !probe.actions.writes.contains(where: { $0 == ShellActions.unknown || $0.hasPrefix(start) }) {
        deeds.remove(.writes)
      }
      if !probe.actions.isOpaque { deeds.remove(.obeysInput) }
    }
    let calls = probe.actions.commands.compactMap { $0.first?.split(separator: "/").last.map(String.init) }
    functions.define(name, deeds, in: place.folder, calls: Set(calls))
  }

  private mutating func walk(_ scripts: [ShellScript], _ place: Place) {
    for script in scripts {
      var own = place
      walk(script.list, &own)
    }
  }

  // MARK: One command

  private mutating func walk(_ command: ShellSimpleCommand, _ place: inout Place) {
    walk(command.scripts, place)
    for assignment in command.assignments where ShellOpacity.isObeyed(assignment) { actions.conceal() }
    for redirection in command.redirections { read(redirection, place) }
    // The last one counts.
    let source = command.redirections.last(where: Self.isInput)
    let input = source.flatMap { $0.operation == .hereString ? $0.target : $0.body }
    let wasPiped = place.isPiped
    place.isFed = source.map { $0.operation == .input || $0.operation == .readWrite } ?? false
    // What a process writes, or another descriptor holds, is no file that lies there.
    let isOther = source.map { $0.operation == .duplicateInput && $0.target.text != "-" || Self.isProcess($0.target) }
    place.isPiped = wasPiped || input == nil && isOther ?? false
    run(command.words, &place, input: input)
    (place.isFed, place.isPiped) = (false, wasPiped)
  }

  /// - Parameter input: what a here-document or a here-string gives it.
  private mutating func run(_ words: [ShellWord], _ place: inout Place, input: ShellWord? = nil, hasMore: Bool = false)
  {
    guard let first = words.first else { return }
    actions.commands.append(words.map(\.text) + (hasMore ? [ShellActions.unknown] : []))
    // A bracket is a pattern anywhere but here, where it is the command of that name.
    guard first.isLiteral && !first.text.isEmpty || first.text == "[" else {
      actions.conceal()
      return
    }
    let name = first.text.split(separator: "/").last.map(String.init) ?? ""
    call(name, place, input)
    move(name, words, &place)
    var there = place
    if let folders = ShellWrapper.folders(of: words) {
      for folder in folders { go(folder, &there) }
    } else {
      there.folder = nil
    }
    let use = ShellProgram(
      name: name, arguments: Array(words.dropFirst()), input: input, isPiped: place.isPiped,
      isFed: place.isFed)
    if use.isOpaque { actions.isOpaque = true }
    for file in use.writes { write(file, there) }
    if hasMore, use.writesOperands { actions.write(ShellActions.unknown) }
    if let input, use.readsProgram { _ = run(text: input, place) }
    launch(words, place, input, hasMore)
    for inner in ShellWrapper.inner(of: words) {
      var own = there
      switch inner {
      case .words(let words):
        run(words, &own, input: input, hasMore: hasMore)
        // These run what the shell itself does; `time` is a word of its grammar.
        if name == "builtin" || name == "command" || first.text == "time" { place.folder = own.folder }
      case .wordsAndMore(let words): run(words, &own, hasMore: true)
      case .text(let text):
        // What the outer one is fed, the inner one reads.
        own.isPiped = own.isPiped || own.isFed || input != nil
        let folder = run(text: text, own)
        if name == "eval" { place.folder = folder }
      case .unknown: actions.conceal()
      }
    }
  }

  /// What a launcher starts counts by what it does: a rule names the launcher with it.
  private mutating func launch(_ words: [ShellWord], _ place: Place, _ input: ShellWord?, _ hasMore: Bool) {
    guard let inner = Launcher.inner(of: words[...]), inner.count < words.count else { return }
    // Nobody nests them so, and each holds all that follows it.
    guard launched < Self.mostLaunched else { return actions.conceal() }
    launched += 1
    defer { launched -= 1 }
    var own = place
    if words.dropLast(inner.count).contains(where: { Self.namesFolder($0.text) }) { own.folder = nil }
    let count = actions.commands.count
    run(Array(inner), &own, input: input, hasMore: hasMore)
    // What it starts through a shell or a wrapper stays named.
    let plain = inner.map(\.text) + (hasMore ? [ShellActions.unknown] : [])
    if count < actions.commands.count, actions.commands[count] == plain {
      actions.commands.remove(at: count)
    }
  }

  /// An option of a launcher by which it starts its program elsewhere.
  private static func namesFolder(_ text: String) -> Bool {
    folderOptions.contains { text == $0 || text.hasPrefix("\($0)=") }
  }

  private static let folderOptions = [
    "-C", "--cwd", "--dir", "--directory", "--prefix", "--working-dir", "--filter", "--workspace", "-w",
  ]
  private static let mostLaunched = 32

  /// - Returns: the folder in which it ends; nil where that can't be told.
  private mutating func run(text: ShellWord, _ place: Place) -> String? {
    guard text.isLiteral || text.parts.allSatisfy(Self.isPlain) else {
      actions.conceal()
      return nil
    }
    var own = place
    walk(text.text, &own)
    return own.folder
  }

  /// What standard input is.
  private static func isInput(_ redirection: ShellRedirection) -> Bool {
    guard redirection.descriptor ?? "0" == "0" else { return false }
    switch redirection.operation {
    case .input, .hereDocument, .hereDocumentTabs, .hereString, .duplicateInput, .readWrite: return true
    case .output, .append, .clobber, .duplicateOutput, .both, .appendBoth: return false
    }
  }

  private static func isProcess(_ word: ShellWord) -> Bool {
    word.parts.contains { if case .expansion(_, .processInput, _, _) = $0 { true } else { false } }
  }

  /// A pattern in a text that becomes a program is read with the program.
  private static func isPlain(_ part: ShellWord.Part) -> Bool {
    switch part {
    case .text, .pattern: true
    case .expansion: false
    }
  }

  /// A function's body was read where it is defined.
  private mutating func call(_ name: String, _ place: Place, _ input: ShellWord?) {
    let deeds = functions.deeds(of: name)
    if deeds.contains(.writes), !functions.isHome(place.folder, of: name) { actions.write(ShellActions.unknown) }
    if deeds.contains(.obeysInput), place.isPiped || place.isFed || input != nil { actions.conceal() }
  }

  private static let moving: Set<String> = ["cd", "pushd", "popd"]

  private mutating func move(_ name: String, _ words: [ShellWord], _ place: inout Place) {
    if functions.deeds(of: name).contains(.moves) { place.folder = nil }
    guard Self.moving.contains(name) else { return }
    let target = words.dropFirst().first { !$0.text.hasPrefix("-") || $0.text == "-" }
    guard name != "popd", let target, target.text != "-" else {
      place.folder = nil
      return
    }
    go(target, &place)
  }

  private func go(_ target: ShellWord, _ place: inout Place) {
    guard target.isLiteral, !target.text.isEmpty else {
      place.folder = nil
      return
    }
    if target.text.hasPrefix("/") {
      place.folder = target.text
    } else if let folder = place.folder {
      place.folder = folder.isEmpty ? target.text : "\(folder)/\(target.text)"
    }
  }

  // MARK: Files

  private mutating func read(_ redirection: ShellRedirection, _ place: Place) {
    switch redirection.operation {
    case .input, .hereDocument, .hereDocumentTabs, .hereString, .duplicateInput: return
    case .duplicateOutput:
      let text = redirection.target.text
      if text == "-" || text.allSatisfy(\.isNumber) || text.hasSuffix("-") && text.dropLast().allSatisfy(\.isNumber) {
        return
      }
    case .output, .append, .clobber, .readWrite, .both, .appendBoth: break
    }
    // A process that reads what is written is walked by itself.
    if case .expansion(_, .processOutput, _, _)? = redirection.target.parts.first, redirection.target.parts.count == 1 {
      return
    }
    write(redirection.target, place)
  }

  private mutating func write(_ file: ShellWord, _ place: Place) {
    if file.text == "/dev/null" || file.text == "/dev/stderr" || file.text == "/dev/stdout" { return }
    // Braces stand for a name that a wrapper fills in.
    let isKnown =
      file.parts.allSatisfy(Self.isPlain) && !file.text.isEmpty && file.text != ShellActions.unknown
      && !file.text.contains("{}")
    guard isKnown else {
      actions.write(ShellActions.unknown)
      return
    }
    if file.text.hasPrefix("/") || file.text.hasPrefix("~") {
      actions.write(file.text)
    } else if let folder = place.folder {
      actions.write(folder.isEmpty ? file.text : "\(folder)/\(file.text)")
    } else {
      actions.write(ShellActions.unknown)
    }
  }
}
