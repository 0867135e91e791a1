import CaskadeSyntax

/// The contract reader on nasty shapes: four times the text may take four times as long, not sixteen.
enum YAMLBench {
  private static let shapes: [(name: String, unit: String, head: String)] = [
    ("deep flow", "[", ""), ("long plain scalar", "word ", "a: "), ("many comments", "# a comment\n", ""),
    ("many keys", "", ""), ("quotes", "\"", "a: "), ("colons", ":", "a: "), ("spaces", " ", "a: "),
    ("short lines", "- a\n", ""), ("empty lines", "\n", "a: |\n"), ("dashes", "- ", ""), ("question marks", "? ", ""),
    ("long flow", "a, ", "["), ("quoted escapes", "\\n", "a: \""),
  ]

  static func run(_ bench: Bench) throws {
    for shape in shapes {
      let quarter = time(shape, 1 << 18)
      let whole = time(shape, 1 << 20)
      bench.row("1 MiB of \(shape.name)", whole, against: "256 KiB of it", quarter)
    }
  }

  private static func time(_ shape: (name: String, unit: String, head: String), _ size: Int) -> Double {
    var text = shape.head
    if shape.unit.isEmpty {
      var number = 0
      while text.utf8.count < size - 16 {
        text += "k\(number): v\n"
        number += 1
      }
    } else {
      text += String(repeating: shape.unit, count: (size - shape.head.utf8.count) / shape.unit.utf8.count)
    }
    let source = SourceText(name: "shape", text)
    return Bench.best(of: 3) { _ = YAMLReader.read(source) }
  }
}
