import Foundation
import TestSupport

/// A git that fails at one of its calls, for the real binary: a script of that name, first on the PATH.
struct FaultyGit {
  enum Kind: String, CaseIterable {
    /// Status 128, as git ends when it can't.
    case exits
    /// As the system does where memory is short.
    case killed
    /// Status 0 without a word, or with half of them.
    case silent, half
    /// caskade itself is asked to end, by a terminal or by the system, while git runs.
    case interrupted, terminated

    /// Git's own statuses say that it failed.
    var isFailure: Bool { self == .exits || self == .killed }
    var signal: Int32? {
      switch self {
      case .interrupted: SIGINT
      case .terminated: SIGTERM
      case .exits, .killed, .silent, .half: nil
      }
    }
  }

  private let repository: ScratchRepository
  private var folder: URL { repository.root.appendingPathComponent("faults") }

  init(_ repository: ScratchRepository) throws {
    self.repository = repository
    try repository.write(
      "../bin/git",
      """
      #!/bin/sh
      place='\(folder.path)'
      set -C
      n=1
      while ! true > "$place/$n"; do n=$((n + 1)); done 2>/dev/null
      read -r at kind < "$place/plan"
      [ "$n" = "$at" ] || exec /usr/bin/git "$@"
      set +C
      # Of an answer that is empty nothing can be cut.
      case $kind in
        silent | half)
          /usr/bin/git "$@" > "$place/answer" || exit $?
          [ -s "$place/answer" ] || exit 0 ;;
      esac
      echo "$*" > "$place/met"
      case $kind in
        exits) exit 128 ;;
        killed) kill -9 $$ ;;
        silent) exit 0 ;;
        half) head -c $(($(wc -c < "$place/answer") / 2)) "$place/answer"; exit 0 ;;
        interrupted) kill -INT $PPID; exec /usr/bin/git "$@" ;;
        terminated) kill -TERM $PPID; exec /usr/bin/git "$@" ;;
      esac

      """)
    _ = try repository.shell("chmod +x ../bin/git")
  }

  /// - Parameter number: of the call that fails, from 1; 0 for none.
  func run(
    _ arguments: [String], input: String? = nil, failing number: Int, _ kind: Kind
  ) throws -> (transcript: ScratchRepository.Transcript, calls: Int, met: String?) {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("\(number) \(kind.rawValue)\n".utf8).write(to: folder.appendingPathComponent("plan"))
    let path = repository.root.appendingPathComponent("bin").path + ":/usr/local/bin:/usr/bin:/bin"
    let done = try repository.caskade(arguments, input: input, adding: ["PATH": path])
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let met = try? String(contentsOf: folder.appendingPathComponent("met"), encoding: .utf8)
    return (done, names.count { Int($0) != nil }, met)
  }
}
