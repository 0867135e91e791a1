import CaskadeSyntax
import Foundation

/// What an agent's own rules say of a call, as its documentation has it; the hook isn't asked.
enum NativeAnswer: String { case allow, ask, deny }

/// Models of the agents' matchers, as their documentation describes them. They are generous: where nothing is said, a line
/// is taken for allowed.
enum NativeMatcher {
  /// `*` is any text; with `one`, `?` is one character; ` *` at the end may be left out.
  static func glob(_ pattern: String, _ text: String, one: Bool = false) -> Bool {
    matches(Array(pattern.utf8), Array(text.utf8), one)
      || (pattern.hasSuffix(" *") && matches(Array(pattern.utf8.dropLast(2)), Array(text.utf8), one))
  }

  private static func matches(_ pattern: [UInt8], _ text: [UInt8], _ one: Bool) -> Bool {
    var (index, place) = (0, 0)
    var retry: (index: Int, place: Int)?
    while place < text.count {
      if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
        retry = (index, place)
        index += 1
      } else if index < pattern.count, pattern[index] == text[place] || one && pattern[index] == UInt8(ascii: "?") {
        index += 1
        place += 1
      } else if let last = retry {
        retry = (last.index, last.place + 1)
        (index, place) = (last.index + 1, last.place + 1)
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The parts of a line at `&& || ; | |& &` and line breaks that aren't quoted. What runs inside a substitution is a part
  /// too where the agent reads so far.
  static func parts(_ line: String, inside: Bool) -> [String] {
    var parts: [String] = []
    var part = ""
    var quote: Character?
    var rest = Substring(line)
    while let character = rest.popFirst() {
      if let open = quote {
        part.append(character)
        if character == "\\", open == "\"", let next = rest.popFirst() { part.append(next) }
        if character == open { quote = nil }
      } else if character == "\\" {
        part.append(character)
        if let next = rest.popFirst() { part.append(next) }
      } else if character == "'" || character == "\"" {
        quote = character
        part.append(character)
      } else if character == ">" || character == "<", rest.first == "&" || rest.first == "(" {
        part.append(character)
        part.append(rest.removeFirst())
      } else if "&|;\n".contains(character) {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    parts.append(part)
    let plain = parts.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard inside else { return plain }
    return plain + plain.flatMap(substitutions)
  }

  private static func substitutions(_ part: String) -> [String] {
    var found: [String] = []
    for pattern in ["\\$\\(([^()]*)\\)", "`([^`]*)`", "[<>]\\(([^()]*)\\)"] {
      guard let regex = try? NSRegularExpression(pattern: pattern) else { continue }
      for match in regex.matches(in: part, range: NSRange(part.startIndex..., in: part)) {
        if let range = Range(match.range(at: 1), in: part) { found += parts(String(part[range]), inside: true) }
      }
    }
    return found
  }

  private static func strictest(_ answers: [NativeAnswer]) -> NativeAnswer {
    answers.contains(.deny) ? .deny : answers.contains(.ask) ? .ask : .allow
  }

  // MARK: Claude Code

  /// Deny, ask, allow, in this order; wrappers are taken off; a redirection is checked as an edit, which is taken for asked.
  static func claude(_ settings: JSONValue, _ line: String) -> NativeAnswer {
    func rules(_ key: String) -> [String] {
      (settings["permissions"]?[key]?.array ?? []).compactMap(\.string).compactMap { rule in
        rule == "Bash" ? "*" : rule.hasPrefix("Bash(") ? String(rule.dropFirst(5).dropLast()) : nil
      }
    }
    let (allow, ask, deny) = (rules("allow"), rules("ask"), rules("deny"))
    let answers = parts(line, inside: false).map { part -> NativeAnswer in
      let text = unwrapped(part)
      func holds(_ patterns: [String]) -> Bool { patterns.contains { glob($0, text) || glob($0, part) } }
      if holds(deny) { return .deny }
      if holds(ask) { return .ask }
      if part.contains("$(") || part.contains("`") || part.contains("<(") || part.contains(">(") { return .ask }
      if part.replacingOccurrences(of: "2>&1", with: "").contains(">") { return .ask }
      return holds(allow) ? .allow : .ask
    }
    return strictest(answers)
  }

  private static func unwrapped(_ part: String) -> String {
    var words = part.split(separator: " ").map(String.init)[...]
    while let first = words.first {
      switch first {
      case "time", "nice", "nohup", "command", "builtin", "noglob": words.removeFirst()
      case "timeout", "stdbuf": words = words.dropFirst(2)
      default: return words.joined(separator: " ")
      }
    }
    return ""
  }

  // MARK: OpenCode

  /// The last rule that matches, for each command of the line.
  static func openCode(_ settings: JSONValue, _ line: String) -> NativeAnswer {
    let rules: [(String, String)] =
      settings["permission"]?["bash"]?.object?.map { ($0.key, $0.value.string ?? "") }
      ?? (settings["permissions"]?.array ?? []).filter { $0["action"]?.string == "shell" }
      .map { ($0["resource"]?.string ?? "", $0["effect"]?.string ?? "") }
    let all = parts(line, inside: true)
    let answers = all.flatMap { part in [part, unwrapped(part)] }.map { part in
      NativeAnswer(rawValue: rules.last { glob($0.0, part, one: true) }?.1 ?? "allow") ?? .deny
    }
    return strictest(answers)
  }

  static func openCodeEdit(_ settings: JSONValue, _ path: String) -> NativeAnswer {
    let rules: [(String, String)] =
      settings["permission"]?["edit"]?.object?.map { ($0.key, $0.value.string ?? "") }
      ?? (settings["permissions"]?.array ?? []).filter { $0["action"]?.string == "edit" }
      .map { ($0["resource"]?.string ?? "", $0["effect"]?.string ?? "") }
    return NativeAnswer(rawValue: rules.last { glob($0.0, path, one: true) }?.1 ?? "allow") ?? .deny
  }

  // MARK: Gemini CLI

  /// The highest priority; a prefix ends at a blank, a quote or the end; a redirection turns an allow into a question.
  static func gemini(_ policy: [TOMLTable], _ line: String) -> NativeAnswer {
    let rules = policy.filter { $0.names("toolName").contains("run_shell_command") || $0.names("toolName") == ["*"] }
    let answers = parts(line, inside: true).map { part -> NativeAnswer in
      let matching = rules.filter { rule in
        let prefixes = rule.names("commandPrefix")
        return prefixes.isEmpty && rule["commandRegex"] == nil
          || prefixes.contains { prefix in
            part == prefix || [" ", "\"", "'"].contains { part.hasPrefix(prefix + $0) }
          }
      }
      let best = matching.max { ($0.integer("priority") ?? 0) < ($1.integer("priority") ?? 0) }
      let answer = Self.answer(best?.names("decision").first)
      return answer == .allow && part.contains(">") ? .ask : answer
    }
    return strictest(answers)
  }

  static func answer(_ decision: String?) -> NativeAnswer {
    switch decision {
    case "allow": .allow
    case "deny": .deny
    case _: .ask
    }
  }

  /// The rules for edits, each with its expression; nil for one that takes any arguments.
  struct GeminiEdits {
    private let rules: [(regex: NSRegularExpression?, priority: Int, decision: String?)]

    init(_ policy: [TOMLTable]) throws {
      rules = try policy.filter { $0.names("toolName").contains("write_file") || $0.names("toolName") == ["*"] }
        .map { rule in
          (
            try rule.names("argsPattern").first.map { try NSRegularExpression(pattern: $0) },
            rule.integer("priority") ?? 0, rule.names("decision").first
          )
        }
    }

    func answer(_ path: String) -> NativeAnswer {
      let arguments = "\0\"content\":\"x\"\0\0\"file_path\":\"\(path)\"\0"
      let range = NSRange(arguments.startIndex..., in: arguments)
      let matching = rules.filter { $0.regex?.firstMatch(in: arguments, range: range) != nil || $0.regex == nil }
      return NativeMatcher.answer(matching.max { $0.priority < $1.priority }?.decision)
    }
  }

  // MARK: Claude's and Cursor's paths

  /// As `.gitignore`: a folder that matches takes all below with it.
  static func ignoreLike(_ pattern: PathPattern, _ path: String) -> Bool {
    folders(path).contains { pattern.matches($0) }
  }

  /// The path, and the folders above it.
  private static func folders(_ path: String) -> [RepositoryPath] {
    let parts = path.split(separator: "/")
    return (1...parts.count).map { RepositoryPath(parts.prefix($0).joined(separator: "/")) }
  }

  /// Rules of the form `Edit(PATH)`, by their list.
  struct PathRules {
    private var lists: [String: PatternSet] = [:]
    private let whole: Set<String>

    init(_ settings: JSONValue, opening: String, whole: String? = nil) throws {
      var closed: Set<String> = []
      for key in ["allow", "ask", "deny"] {
        var patterns: [PathPattern] = []
        for rule in (settings["permissions"]?[key]?.array ?? []).compactMap(\.string) {
          if rule == whole { closed.insert(key) }
          guard rule.hasPrefix(opening) else { continue }
          patterns.append(try PathPattern(String(rule.dropFirst(opening.count).dropLast())))
        }
        lists[key] = PatternSet(patterns)
      }
      self.whole = closed
    }

    func answer(_ path: String) -> NativeAnswer {
      func holds(_ key: String) -> Bool {
        whole.contains(key)
          || NativeMatcher.folders(path).contains { lists[key]?.allMatches(FoldedPath($0)).isEmpty == false }
      }
      return holds("deny") ? .deny : holds("ask") ? .ask : holds("allow") ? .allow : .ask
    }
  }

  static func codexEdit(_ profile: [TOMLTable], _ path: String) -> NativeAnswer {
    guard let table = profile.first(where: { $0.name.hasSuffix("\":workspace_roots\"") }) else { return .deny }
    var best: (length: Int, mode: String) = (-1, "read")
    for (key, value) in table.values {
      let isBelow = key.hasSuffix("/**")
      let name = isBelow ? String(key.dropLast(3)) : key
      let isHit =
        key == "." || (!isBelow && path == name) || path.hasPrefix("\(name)/")
        || (key.contains("*") && (try? PathPattern(key)).map { ignoreLike($0, path) } ?? false)
      guard isHit, case .text(let mode) = value else { continue }
      // The stricter of the two systems' orders: a deny beats all, else the longer key.
      if mode == "deny" { return .deny }
      let length = key == "." ? 0 : key.count
      if length > best.length { best = (length, mode) }
    }
    return best.mode == "write" ? .allow : .ask
  }
}
