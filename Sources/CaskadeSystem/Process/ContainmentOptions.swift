/// What a program is to be kept from. What it really was kept from stands in its result.
///
/// Nothing here is ever taken from the environment or from a file of the judged tree.
package struct ContainmentOptions: Hashable, Sendable {
  /// Where a program's processes live.
  package enum Processes: Hashable, Sendable {
    /// In a PID namespace of their own where the kernel allows it, else on the host.
    case apart
    /// On the host: the program needs `sudo`, or namespaces of its own.
    case host
  }

  package enum Network: Hashable, Sendable {
    case host
    /// Taken away where the platform can. It can't for a program that isn't to be contained.
    case off
  }

  /// A file system that is read-only but for some folders, by bubblewrap.
  package struct Sandbox: Hashable, Sendable {
    /// bubblewrap's `bwrap`.
    package let program: ByteString
    /// Absolute paths of what exists and stays writable.
    package let writable: [ByteString]

    package init(program: ByteString, writable: [ByteString]) {
      self.program = program
      self.writable = writable
    }
  }

  /// Which files are seen otherwise than they are, where the program's processes live apart or in a sandbox.
  package struct View: Hashable, Sendable {
    /// A folder that is empty but for what is shown of it.
    package let hidden: ByteString
    /// Folders below it.
    package let shown: [ByteString]
    /// Folders and files, wherever they lie, that can't be written to.
    package let readOnly: [ByteString]

    package init(hidden: ByteString, shown: [ByteString], readOnly: [ByteString]) {
      self.hidden = hidden
      self.shown = shown
      self.readOnly = readOnly
    }
  }

  package var processes: Processes
  package var network: Network
  /// Required where it is given: a program that can't have it isn't run.
  package var sandbox: Sandbox?
  package var view: View?
  /// Files that it must not read: absolute paths without links. Required where they are given: a program from which they
  /// can't be hidden isn't run.
  package var hidden: [ByteString] = []

  /// For programs that caskade trusts, as git.
  package static let none = ContainmentOptions(processes: .host)
  package static let contained = ContainmentOptions(processes: .apart)

  package init(processes: Processes, network: Network = .host, sandbox: Sandbox? = nil) {
    self.processes = processes
    self.network = network
    self.sandbox = sandbox
  }
}
