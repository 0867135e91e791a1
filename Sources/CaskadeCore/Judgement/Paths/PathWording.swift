package import CaskadeContracts
package import CaskadeInspection
package import CaskadeSyntax

/// The sentences about changed paths.
package struct PathWording: Sendable {
  private let mergeBase: ObjectID
  private let amendment: String?
  private let brought: [BroughtWork]

  /// - Parameter amendment: the command that writes into the contract what a run needed; nil where there is none.
  package init(mergeBase: ObjectID, amendment: String?, brought: [BroughtWork] = []) {
    self.mergeBase = mergeBase
    self.amendment = amendment
    self.brought = brought
  }

  package func scope(_ change: Change, _ decision: ScopeDecision) -> String {
    "\(deed(change)), \(reason(change, decision))"
  }

  package func protected(_ change: Change, _ rule: ProtectedRule, _ decision: ScopeDecision) -> String {
    let deed = "\(rule.what) \(change.operation.past)"
    if decision.isAllowed { return "\(deed), and only an entry that names the exact path opens it" }
    return "\(deed), \(reason(change, decision))"
  }

  package func gitName(_ change: Change) -> String {
    "\(deed(change)), and git or some disks take a part of its name for '.git'"
  }

  package static let withoutGitName =
    "make the commits again without it: no contract can allow the name, and git refuses to check it out"

  package func stop(_ change: Change, _ condition: StopRules.Condition) -> String {
    switch condition.kind {
    case .touching(let pattern): "\(deed(change)), and the contract stops at changes of '\(pattern.text)'"
    case .area(let touch): "\(deed(change))\(cause(touch)), and the contract stops in the area '\(touch.area.title)'"
    }
  }

  private func cause(_ touch: AreaTouch) -> String {
    switch touch.cause {
    case .path: ""
    case .content(_, let phrase): ", adds '\(phrase)'"
    case .trait(let trait): ", \(trait.what)"
    }
  }

  package func link(_ change: Change, _ fault: LinkFault) -> String {
    let link = "symbolic link \(change.operation.past)"
    return switch fault {
    case .outsideRepository: "\(link), and it leads out of the repository"
    case .endless: "\(link), and it leads in a circle"
    case .unread: "\(link), and nobody read where it leads"
    case .denied(let path, let entry):
      "\(link), and it leads to '\(name(path))', which '\(entry.pattern.text)' denies"
    case .protected(let path, let rule):
      "\(link), and it leads to '\(name(path))', a protected file (\(rule.what))"
    case .outsideScope(let path): "\(link), and it leads to '\(name(path))', outside the approved paths"
    }
  }

  /// What puts the change back, or makes it legal.
  ///
  /// - Parameter isAmendable: an amendment would grant it; what is denied or protected a person has to write.
  package func undo(_ change: Change, isAmendable: Bool) -> String {
    // What others did is not this branch's to revert.
    if let work = brought.first(where: { $0.paths.contains(change.path) }) { return work.way }
    let path = ShellWord.quoted(change.path)
    let way =
      switch change.operation {
      case .create: "remove it (rm -- \(path))"
      case .modify, .delete: "revert it (git checkout \(mergeBase.short) -- \(path))"
      case .submodule:
        change.oldMode == .absent
          ? "remove it (git rm --cached -- \(path))" : "revert it (git checkout \(mergeBase.short) -- \(path))"
      }
    let command = isAmendable ? amendment.map { " (\($0))" } ?? "" : ""
    return "\(way), or amend the contract\(command) and have it approved again"
  }

  private func deed(_ change: Change) -> String {
    if change.changesKind { return "\(change.operation.past) into \(kind(change.newMode))" }
    if change.operation == .modify, change.oldID == change.newID { return "mode changed to \(change.newMode.text)" }
    if change.isLink { return "symbolic link \(change.operation.past)" }
    return change.operation.past
  }

  private func kind(_ mode: FileMode) -> String {
    switch mode.kind {
    case FileMode.symlink.kind: "a symbolic link"
    case FileMode.submodule.kind: "a submodule"
    default: "a file"
    }
  }

  private func reason(_ change: Change, _ decision: ScopeDecision) -> String {
    switch decision {
    case .allowed, .outside:
      return "outside the approved paths"
    case .denied(let entry):
      return "and '\(entry.pattern.text)' is denied"
    case .operationNotGranted(let entry, let granted):
      if change.operation == .submodule {
        return "and no entry for it says 'may: [submodule]'"
      }
      let words = Operation.allCases.filter(granted.contains).map(\.rawValue).joined(separator: ", ")
      return "and '\(entry.pattern.text)' may only be changed by: \(words)"
    }
  }

  private func name(_ path: RepositoryPath) -> String {
    path.bytes.isEmpty ? "." : path.display
  }
}

/// A path as one word of a POSIX shell's command line.
package enum ShellWord {
  /// Quoted only where a shell would read something else (Shell Command Language, 2.2 "Quoting"); bytes that can't be
  /// printed make a `$'...'` word, which bash, zsh and ksh read.
  package static func quoted(_ path: RepositoryPath) -> String {
    let safe = path.bytes.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "/._-+@%:,=".utf8.contains(byte)
    }
    if safe, !path.bytes.isEmpty { return String(decoding: path.bytes, as: UTF8.self) }
    let text = String(decoding: path.bytes, as: UTF8.self)
    if path.isUTF8, path.display == text {
      return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    var word = "$'"
    for byte in path.bytes {
      switch byte {
      case 0x20...0x7E where byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\"):
        word.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        word += "\\x" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return word + "'"
  }
}
