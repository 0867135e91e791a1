import CaskadeSyntax
import Foundation

/// The part of TOML that exports use: tables, and keys with strings, numbers, booleans and lists of strings on one line.
struct TOMLTable {
  enum Value: Equatable {
    case text(String)
    case integer(Int)
    case bool(Bool)
    case list([String])
  }

  struct Fault: Error { let line: Int }

  /// Empty for what stands before the first table.
  let name: String
  let isArray: Bool
  private(set) var values: [(key: String, value: Value)] = []

  subscript(key: String) -> Value? { values.first { $0.key == key }?.value }

  func names(_ key: String) -> [String] {
    switch self[key] {
    case .text(let text)?: [text]
    case .list(let list)?: list
    case _: []
    }
  }

  func integer(_ key: String) -> Int? { if case .integer(let number)? = self[key] { number } else { nil } }

  /// Strict: what isn't of the part is a fault, and so is a key twice in a table.
  static func read(_ text: String) throws -> [TOMLTable] {
    var tables = [TOMLTable(name: "", isArray: false)]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fault = Fault(line: index + 1)
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("[[") {
        guard line.hasSuffix("]]") else { throw fault }
        tables.append(TOMLTable(name: String(line.dropFirst(2).dropLast(2)), isArray: true))
      } else if line.hasPrefix("[") {
        guard line.hasSuffix("]") else { throw fault }
        let name = String(line.dropFirst().dropLast())
        guard !tables.contains(where: { $0.name == name }) else { throw fault }
        tables.append(TOMLTable(name: name, isArray: false))
      } else {
        guard let sign = line.range(of: " = ") else { throw fault }
        var key = String(line[..<sign.lowerBound])
        if key.hasPrefix("\"") {
          guard let read = try JSONReader.read(key).string else { throw fault }
          key = read
        }
        let value: Value
        switch try JSONReader.read(String(line[sign.upperBound...])) {
        case .string(let text): value = .text(text)
        case .integer(let number): value = .integer(number)
        case .bool(let bool): value = .bool(bool)
        case .array(let items):
          let texts = items.compactMap(\.string)
          guard texts.count == items.count else { throw fault }
          value = .list(texts)
        case _: throw fault
        }
        guard tables[tables.count - 1][key] == nil else { throw fault }
        tables[tables.count - 1].values.append((key, value))
      }
    }
    return tables
  }
}
