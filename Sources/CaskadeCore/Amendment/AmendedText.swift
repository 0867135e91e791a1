import CaskadeContracts
import CaskadeSyntax

/// The lines of a contract while it is being amended.
struct AmendedText {
  /// Nil for one that was taken out, so that the others keep their numbers.
  private var lines: [String?]
  private let lineBreak: String

  init(_ source: SourceText) {
    lines = (1...source.lineCount).map { number in
      let range = source.range(ofLine: number)
      return String(decoding: source.bytes[range.start..<range.end], as: UTF8.self)
    }
    lineBreak = source.bytes.firstIndex(of: 0x0A).map { $0 > 0 && source.bytes[$0 - 1] == 0x0D } == true ? "\r\n" : "\n"
  }

  var bytes: [UInt8] { Array(lines.compactMap { $0 }.joined(separator: lineBreak).utf8) }

  mutating func raise(_ condition: StopCondition, from limit: Int, to now: Int) {
    guard let line = line(condition.line) else { return }
    lines[condition.line - 1] = Self.replacing(limit, with: now, in: line)
  }

  /// Takes names out of `- area: name` or `- area: [a, b]`; a list on lines of its own stays as it is.
  mutating func remove(_ names: [String], from condition: StopCondition, of all: [String]) {
    guard let line = line(condition.line), let colon = line.firstRange(of: "area:") else { return }
    let value = line[colon.upperBound...].drop { $0 == " " }
    guard let first = value.first, first != "#" else { return }
    if names.count == all.count, first != "[" || value.contains("]") {
      lines[condition.line - 1] = nil
      return
    }
    guard first == "[", let end = value.firstIndex(of: "]") else { return }
    let kept = value[value.index(after: value.startIndex)..<end].split(separator: ",").filter { item in
      !names.contains(item.filter { !" \"'".contains($0) })
    }
    let list = kept.map { $0.drop { $0 == " " } }.joined(separator: ", ")
    lines[condition.line - 1] = "\(line[..<value.startIndex])[\(list)\(line[end...])"
  }

  /// Takes one entry out of a list: its line with what hangs below it, or its item between the brackets of one line.
  ///
  /// - Parameters:
  ///   - index: which one.
  ///   - numbers: the lines of all entries of the list, before anything was taken out; those behind it may be gone.
  /// - Returns: false, and nothing is changed, where it stands in another way.
  mutating func takeOut(_ index: Int, of numbers: [Int]) -> Bool {
    let number = numbers[index]
    guard let line = line(number) else { return false }
    let beside = numbers.indices.filter { numbers[$0] == number }
    if beside.count == 1, let indent = Self.indent(ofEntry: line) {
      lines[number - 1] = nil
      var next = number
      while next < lines.count, let depth = lines[next].flatMap(Self.depth), depth > indent {
        lines[next] = nil
        next += 1
      }
      return true
    }
    guard let place = beside.firstIndex(of: index), let list = FlowList(in: line), place < list.items.count,
      list.items.count <= beside.count, list.items.count > 1
    else { return false }
    lines[number - 1] = list.text(without: place)
    return true
  }

  /// Every one of these conditions was taken out.
  func isWithout(_ conditions: [StopCondition]) -> Bool {
    !conditions.isEmpty && conditions.allSatisfy { $0.line <= lines.count && line($0.line) == nil }
  }

  /// A key whose list lost its last entry says that there is none.
  mutating func emptyList(_ key: String) {
    guard let index = lines.firstIndex(where: { $0?.hasPrefix(key) ?? false }), let line = lines[index] else { return }
    lines[index] = "\(key) []\(line.dropFirst(key.count))"
  }

  private func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  /// Puts entries behind the last one of a list that has each on lines of its own.
  mutating func add(_ entries: [[String]], to list: [PathEntry]) throws(ContractAmendment.Failure) {
    guard !entries.isEmpty else { return }
    guard let last = list.last, let line = line(last.line), let indent = Self.indent(ofEntry: line) else {
      throw .noPlaceForPaths(entries.flatMap { $0 })
    }
    var end = last.line
    while end < lines.count, let depth = lines[end].flatMap(Self.depth), depth > indent { end += 1 }
    let margin = String(repeating: " ", count: indent)
    lines.insert(contentsOf: entries.flatMap { $0.map { margin + $0 } }, at: end)
  }

  /// Puts patterns behind the last one of `checks_may_change`, or begins that list at the end of `paths:`.
  mutating func addChecks(_ patterns: [String], to paths: Contract.Paths) throws(ContractAmendment.Failure) {
    guard !patterns.isEmpty else { return }
    let entries = patterns.map { "- \(YAMLText.line($0))" }
    if !paths.checksMayChange.isEmpty {
      do throws(ContractAmendment.Failure) {
        return try add(entries.map { [$0] }, to: paths.checksMayChange)
      } catch {
        throw .noPlaceForChecks(entries)
      }
    }
    guard let head = line(paths.line), head.hasPrefix("paths:"), head.allSatisfy({ "paths: ".contains($0) }),
      let first = lines[paths.line...].compactMap({ $0.flatMap(Self.depth) }).first, first > 0
    else { throw .noPlaceForChecks(entries) }
    var end = paths.line
    var index = paths.line
    while index < lines.count {
      if let depth = lines[index].flatMap(Self.depth) {
        guard depth > 0 else { break }
        end = index + 1
      }
      index += 1
    }
    let margin = String(repeating: " ", count: first)
    lines.insert(contentsOf: ["\(margin)checks_may_change:"] + entries.map { "\(margin)  \($0)" }, at: end)
  }

  /// The column of the dash; nil for a line that isn't an entry of a block list.
  private static func indent(ofEntry line: String) -> Int? {
    let indent = line.prefix { $0 == " " }.count
    return line.dropFirst(indent).hasPrefix("- ") ? indent : nil
  }

  /// The column of the first visible character; nil for a line without one, or a comment.
  private static func depth(of line: String) -> Int? {
    let indent = line.prefix { $0 == " " }.count
    guard let first = line.dropFirst(indent).first, first != "#" else { return nil }
    return indent
  }

  /// The first number of that value behind `more_than`.
  private static func replacing(_ old: Int, with new: Int, in line: String) -> String {
    guard let colon = line.firstIndex(of: ":") else { return line }
    let rest = line[colon...]
    guard let start = rest.firstIndex(where: \.isNumber) else { return line }
    let digits = line[start...].prefix(while: \.isNumber)
    return digits == String(old) ? line[..<start] + String(new) + line[digits.endIndex...] : line
  }
}

/// A list between brackets, all on one line, which ends that line but for a comment.
private struct FlowList {
  let items: [Substring]
  private let head: Substring
  private let tail: Substring

  init?(in line: String) {
    guard let open = line.firstIndex(of: "[") else { return nil }
    var items: [Substring] = []
    var start = line.index(after: open)
    var depth = 0
    var quote: Character?
    var place = start
    while place < line.endIndex {
      let next = line[place]
      if let mark = quote {
        if next == "\\", mark == "\"" { return nil }
        if next == mark { quote = nil }
      } else {
        switch next {
        case "\"", "'": quote = next
        case "[", "{": depth += 1
        case "}": depth -= 1
        case "]" where depth > 0: depth -= 1
        case "]":
          items.append(line[start..<place])
          (self.items, head, tail) = (items, line[...open], line[place...])
          return
        case "," where depth == 0:
          items.append(line[start..<place])
          start = line.index(after: place)
        case _: break
        }
      }
      place = line.index(after: place)
    }
    return nil
  }

  func text(without index: Int) -> String {
    var left = items
    left.remove(at: index)
    let first = left.first.map { index == 0 ? $0.drop { $0 == " " } : $0 }
    return head + ([first].compactMap { $0 } + left.dropFirst()).joined(separator: ",") + tail
  }
}
