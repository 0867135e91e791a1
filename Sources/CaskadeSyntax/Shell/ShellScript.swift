/// A shell command line, read and not run: what POSIX's and bash's grammar make of it (IEEE Std 1003.1, "Shell Command
/// Language"; bash(1)).
package struct ShellScript: Hashable, Sendable {
  package let list: ShellList

  /// One command or several, with what joins them.
  package init(_ list: ShellList) { self.list = list }
}

/// Pipelines one after the other.
package struct ShellList: Hashable, Sendable {
  package enum Joint: Hashable, Sendable {
    /// `;`, a line break, or nothing.
    case sequence
    case and
    case or
    case background
  }

  package struct Item: Hashable, Sendable {
    package let pipeline: ShellPipeline
    /// What stands behind it.
    package let joint: Joint

    package init(pipeline: ShellPipeline, joint: Joint) {
      self.pipeline = pipeline
      self.joint = joint
    }
  }

  package let items: [Item]

  package init(items: [Item]) { self.items = items }
}

/// Commands joined by `|` and `|&`.
package struct ShellPipeline: Hashable, Sendable {
  package let isNegated: Bool
  package let commands: [ShellCommand]

  package init(isNegated: Bool, commands: [ShellCommand]) {
    self.isNegated = isNegated
    self.commands = commands
  }
}

package indirect enum ShellCommand: Hashable, Sendable {
  case simple(ShellSimpleCommand)
  case compound(ShellCompound)
}

/// Assignments, words and redirections, in their order.
package struct ShellSimpleCommand: Hashable, Sendable {
  package struct Assignment: Hashable, Sendable {
    /// With the index of an array's element: `a[1]`.
    package let name: ShellWord
    package let value: ShellWord
  }

  package var assignments: [Assignment] = []
  /// The command's name and its arguments; empty for assignments or redirections alone.
  package var words: [ShellWord] = []
  package var redirections: [ShellRedirection] = []

  package init(
    assignments: [Assignment] = [], words: [ShellWord] = [], redirections: [ShellRedirection] = []
  ) {
    self.assignments = assignments
    self.words = words
    self.redirections = redirections
  }
}

/// What holds other commands.
package struct ShellCompound: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case group, subshell, condition, arithmetic, branch, choice
    /// `for`, `select`, `while`, `until`.
    case loop
    case function(String)
    /// Runs beside what follows it.
    case coprocess
  }

  package let kind: Kind
  /// Those of a loop, of a choice with its patterns, of `[[ ]]` and of `(( ))`.
  package var words: [ShellWord] = []
  /// Every list inside, in its order; which of them run is the run's matter.
  package var bodies: [ShellList] = []
  package var redirections: [ShellRedirection] = []
}

package struct ShellRedirection: Hashable, Sendable {
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case input = "<"
    case output = ">"
    case append = ">>"
    case clobber = ">|"
    case readWrite = "<>"
    case duplicateInput = "<&"
    case duplicateOutput = ">&"
    case both = "&>"
    case appendBoth = "&>>"
    case hereDocument = "<<"
    case hereDocumentTabs = "<<-"
    case hereString = "<<<"
  }

  package let descriptor: String?
  package let operation: Operator
  /// The delimiter of a here-document, with its quotes removed.
  package let target: ShellWord
  /// The body of a here-document; its expansions only count where the delimiter was not quoted.
  package var body: ShellWord?
}
