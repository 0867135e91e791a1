import CaskadeCore
import CaskadeInspection
import CaskadeSyntax
import CaskadeSystem

/// What a command that failed looked for and didn't find, because its tree and its home were its own.
struct WorldLack {
  let world: World
  /// The person's; nil where they have none.
  let home: String?
  let caches: WorldCaches

  /// Folders that nobody commits, and commands fill.
  private static let built: Set<String> = [
    "build", "dist", "out", "target", ".build", "_build", "cmake-build-debug", "obj", "lib", "bin", ".next", ".nuxt",
    "generated", "gen", "public", "output", "bazel-bin", "zig-out", "coverage", "artifacts",
  ]

  /// Puts it on the record of a run that failed.
  ///
  /// - Parameter command: its text.
  func note(on run: inout ValidationRecord.Run, of command: String, in folder: ByteString) {
    guard run.state == .fail else { return }
    let missing = MissingThings(run.log.head + "\n" + run.log.tail)
    run.lacksCache = cache(missing, command)
    if run.lacksCache == nil { run.lacksOutput = missing.files.lazy.compactMap { output($0, in: folder) }.first }
  }

  /// A path of the tree that isn't there, below a folder for what is built.
  private func output(_ name: String, in folder: ByteString) -> String? {
    let tree = world.tree.text + "/"
    let path: String
    if name.hasPrefix("/") {
      guard name.hasPrefix(tree) else { return nil }
      path = String(name.dropFirst(tree.count))
    } else {
      let within = folder == world.tree ? "" : String(folder.text.dropFirst(tree.count))
      path = Self.normal(within.isEmpty ? name : "\(within)/\(name)")
    }
    let parts = path.split(separator: "/").map(String.init)
    guard parts.dropLast().contains(where: Self.built.contains), !parts.contains("node_modules"),
      !FileSystem.exists(world.tree.appending(ByteString(path)))
    else { return nil }
    return path
  }

  /// A file of the tree may have named it from its own folder.
  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." { parts.append(part) } else { _ = parts.popLast() }
    }
    return parts.joined(separator: "/")
  }

  /// What the person's home has and the world's hasn't: by the path that was looked for there, or by what the programs of
  /// the command keep.
  private func cache(_ missing: MissingThings, _ command: String) -> String? {
    guard let home, home.hasPrefix("/") else { return nil }
    let own = world.home.text + "/"
    let named = missing.files.filter { $0.hasPrefix(own) }.map { Self.entry(String($0.dropFirst(own.count))) }
    let kept = missing.isOffline ? HomeCache.texts(for: Self.programs(of: command)) : []
    return (named + kept).first { text in
      !caches.all.contains { $0.text == text || text.hasPrefix($0.text + "/") }
        && FileSystem.exists(ByteString(home + text.dropFirst()))
    }
  }

  /// `~/.m2` for `.m2/settings.xml`; of folders that hold everybody's things the next one too.
  private static func entry(_ path: String) -> String {
    let parts = path.split(separator: "/")
    let shared = ["cache", ".cache", ".config", ".local", "Library"].contains { parts.first.map(String.init) == $0 }
    return "~/" + parts.prefix(shared ? 2 : 1).joined(separator: "/")
  }

  private static func programs(of command: String) -> Set<String> {
    guard let script = try? ShellParser.parse(command) else { return [] }
    return Set(
      script.commandsThroughWrappers.compactMap { words in
        words.first?.text.split(separator: "/").last.map(String.init)
      })
  }
}
