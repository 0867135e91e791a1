import CaskadeContracts
import CaskadeCore
import CaskadeSyntax
import CaskadeSystem

/// What the contract and the policy keep commands from: processes, network, and all folders but their own.
struct CommandLimits: Sendable {
  /// The policy takes the network from every command of the run's band.
  private let isOffline: Bool
  private let isSandboxed: Bool
  private let sandbox: SandboxState
  let caches: WorldCaches
  /// Where caskade keeps what no command is to see.
  private let scratch: ByteString
  /// Files that no command may read.
  private let hidden: [ByteString]

  private enum SandboxState: Sendable {
    case notAsked
    case by(program: ByteString, folders: [ByteString])
    /// The policy asks for one, and there is none.
    case missing(String)
  }

  /// - Parameters:
  ///   - policy: with the rule of the run's band.
  ///   - environment: the commands', of which the folders that they may write in place are taken.
  ///   - hidden: files that no command may read, links resolved.
  init(
    _ policy: Policy, _ band: Band, _ environment: ValidationEnvironment, _ session: Session,
    hiding hidden: [ByteString] = []
  ) {
    self.hidden = hidden
    let rule = policy[band]
    caches = WorldCaches(policy.caches, home: session.host.environment["HOME"])
    scratch = session.repository.scratch
    isOffline = rule.isOffline
    isSandboxed = rule.isSandboxed
    guard rule.isSandboxed else {
      sandbox = .notAsked
      return
    }
    do throws(ProgramFinder.Failure) {
      let program = try session.programs.find("bwrap", outside: session.untrusted)
      let folders = [environment.variables["TMPDIR"] ?? "/tmp", environment.variables["HOME"]].compactMap { folder in
        folder.flatMap { try? FileSystem.realPath(ByteString($0)) }
      }
      sandbox = .by(program: program, folders: folders.filter { $0 != "/" })
    } catch {
      sandbox = .missing(error.message)
    }
  }

  /// Why nothing may be run at all; nil where it may.
  var fault: String? {
    guard case .missing(let reason) = sandbox else { return nil }
    return reason
  }

  /// Setup keeps its network: it is what fetches.
  func containment(of job: ValidationJob, at site: ValidationSite) -> ContainmentOptions {
    var options = ContainmentOptions.contained
    options.hidden = hidden
    if case .command(let command, _) = job {
      if command.isUncontained { options.processes = .host }
      if command.isOffline || isOffline { options.network = .off }
    }
    if let world = site.world {
      options.view = ContainmentOptions.View(
        hidden: scratch, shown: [world.root], readOnly: site.borrowed + caches.all.map(\.target))
    }
    if case .by(let program, let folders) = sandbox {
      options.sandbox = ContainmentOptions.Sandbox(
        program: program, writable: site.world.map { [$0.root] } ?? [site.folder] + folders)
    }
    return options
  }

  /// What another answer on the base could come from.
  func circumstances(of command: ValidationCommand) -> BaseResult.Limits {
    BaseResult.Limits(
      isContained: !command.isUncontained, isOffline: command.isOffline || isOffline,
      isSandboxed: isSandboxed)
  }
}
