extension ShellScript {
  /// Every simple command that may run, whatever runs it: in lists, branches, loops, functions, substitutions and the
  /// bodies of here-documents. Those of a word come before its own command's.
  package var commands: [ShellSimpleCommand] {
    var found: [ShellSimpleCommand] = []
    list.collect(into: &found)
    return found
  }
}

extension ShellList {
  fileprivate func collect(into found: inout [ShellSimpleCommand]) {
    for command in items.flatMap(\.pipeline.commands) {
      switch command {
      case .simple(let simple):
        for script in simple.scripts { script.list.collect(into: &found) }
        found.append(simple)
      case .compound(let compound):
        for script in compound.scripts { script.list.collect(into: &found) }
        for body in compound.bodies { body.collect(into: &found) }
      }
    }
  }
}

extension ShellSimpleCommand {
  /// What its words, assignments and redirections run before it.
  package var scripts: [ShellScript] {
    assignments.flatMap { $0.name.scripts + $0.value.scripts } + words.flatMap(\.scripts)
      + redirections.flatMap(\.scripts)
  }
}

extension ShellCompound {
  package var scripts: [ShellScript] { words.flatMap(\.scripts) + redirections.flatMap(\.scripts) }
}

extension ShellRedirection {
  package var scripts: [ShellScript] { target.scripts + (body?.scripts ?? []) }
}

extension ShellScript {
  /// The names of the functions that it defines, wherever it does.
  package var functions: Set<String> { list.functions }
}

extension ShellList {
  fileprivate var functions: Set<String> {
    var found: Set<String> = []
    for command in items.flatMap(\.pipeline.commands) {
      guard case .compound(let compound) = command else { continue }
      if case .function(let name) = compound.kind { found.insert(name) }
      for body in compound.bodies { found.formUnion(body.functions) }
    }
    return found
  }
}
