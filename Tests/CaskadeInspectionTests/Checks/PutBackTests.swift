@testable import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// The parts of build files for runners and tools are put back, and nothing else is.
final class PutBackTests: XCTestCase {
  private struct Case {
    let name: String
    let base: String?
    let head: String

    init(_ name: String, _ base: String?, _ head: String) {
      self.name = name
      self.base = base
      self.head = head
    }
  }

  private func result(_ name: String, _ base: String?, _ head: String) -> String? {
    guard let build = BuildFile(name: name), let notation = build.notation else { return nil }
    return PutBack.parts(build.parts, of: base.map { Array($0.utf8) }, into: Array(head.utf8), notation)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func check(_ rows: [Row<Case, String?>]) {
    for row in rows {
      let (name, base, head) = (row.input.name, row.input.base, row.input.head)
      let once = result(name, base, head)
      XCTAssertEqual(once, row.expected, file: row.file, line: row.line)
      if let base, once != nil {
        XCTAssertEqual(result(name, base, base), base, "the base's own", file: row.file, line: row.line)
      }
      if let once {
        XCTAssertEqual(result(name, base, once), once, "twice", file: row.file, line: row.line)
      }
    }
  }

  func testTOML() {
    let base = """
      [project]
      name = "a"
      dependencies = [
        "x",  # [tool.pytest]
      ]

      [tool.pytest.ini_options]
      addopts = "-q"
      # strict
      filterwarnings = '''
      [error]
      '''

      # of the build
      [tool.setuptools]
      packages = ["a"]

      [[tool.mypy.overrides]]
      module = "b.*"

      """
    func changed(_ pairs: (String, String)...) -> String {
      pairs.reduce(base) { text, pair in
        XCTAssertTrue(text.contains(pair.0), pair.0)
        return text.replacing(pair.0, with: pair.1)
      }
    }
    check([
      Row(Case("pyproject.toml", base, base), base),
      Row(
        Case("pyproject.toml", base, changed(("\"x\",  ", "\"x\", \"y\",  "))), changed(("\"x\",  ", "\"x\", \"y\",  "))
      ),
      Row(Case("pyproject.toml", base, changed(("\"-q\"", "\"-q --ignore=tests\""))), base),
      Row(
        Case("pyproject.toml", base, changed(("\"-q\"", "\"-q -x\""), ("name = \"a\"", "name = \"b\""))),
        changed(("name = \"a\"", "name = \"b\""))),
      Row(Case("pyproject.toml", base, base + "\n[tool.coverage.report]\nfail_under = 0\n"), base + "\n"),
      Row(
        Case("pyproject.toml", base, changed(("[[tool.mypy.overrides]]\nmodule = \"b.*\"\n", ""))),
        changed(
          ("[[tool.mypy.overrides]]\nmodule = \"b.*\"\n", ""),
          ("[error]\n'''\n", "[error]\n'''\n[[tool.mypy.overrides]]\nmodule = \"b.*\"\n"))),
      Row(
        Case("pyproject.toml", base, "[project]\nname = \"a\"\n"),
        """
        [project]
        name = "a"

        [tool.pytest.ini_options]
        addopts = "-q"
        # strict
        filterwarnings = '''
        [error]
        '''

        [[tool.mypy.overrides]]
        module = "b.*"

        """),
      Row(
        Case("pyproject.toml", "[tool.pytest]\na = 1\n", "[project]\nname = \"a\""),
        "[project]\nname = \"a\"\n\n[tool.pytest]\na = 1\n"),
      Row(Case("pyproject.toml", "[tool]\npytest.a = 1\nx = 2\n", "[tool]\nx = 3\n"), "[tool]\nx = 3\npytest.a = 1\n"),
      Row(Case("pyproject.toml", "[tool]\nx = 2\n", "[tool]\nx = 2\npytest = { a = \"[\" }\n"), "[tool]\nx = 2\n"),
      Row(Case("pyproject.toml", "tool.pytest.a = 1\n", "x = 1\n[y]\n"), "x = 1\ntool.pytest.a = 1\n[y]\n"),
      Row(Case("pyproject.toml", "x = 1\n", "tool = { pytest = { a = 1 } }\n"), nil),
      Row(Case("pyproject.toml", "x = 1\n", "x = \"1\n"), nil),
      Row(Case("pyproject.toml", nil, "[tool.\"pytest\".ini_options]\naddopts = 'x'\n"), ""),
      Row(Case("pyproject.toml", nil, "[tool.\"py\\u0074est\".ini_options]\naddopts = 'x'\n"), ""),
      Row(
        Case("pyproject.toml", nil, "[project.entry-points.pytest11]\nx = 'cheat'\n[project]\nname = 'a'\n"),
        "[project]\nname = 'a'\n"),
    ])
    let cargo = "[package]\nname = \"x\"\nversion = \"1.0.0\"\n\n[dependencies]\na = \"1\"\n"
    check([
      Row(
        Case("Cargo.toml", cargo, cargo + "b = { version = \"1\", features = [\"x\"] }\n"),
        cargo + "b = { version = \"1\", features = [\"x\"] }\n"),
      Row(
        Case("Cargo.toml", cargo, cargo.replacing("1.0.0\"\n", with: "1.1.0\"\nautotests = false\n")),
        cargo.replacing("1.0.0", with: "1.1.0")),
      Row(Case("Cargo.toml", cargo, cargo + "\n[lib]\ntest = false\n"), cargo + "\n[lib]\n"),
      Row(Case("Cargo.toml", cargo + "[lib]\ntest = true\n", cargo), cargo + "\n[lib]\ntest = true\n"),
      Row(
        Case(
          "Cargo.toml", cargo + "[[test]]\nname = \"a\"\n", cargo + "[[test]]\nname = \"b\"\n[[test]]\nname = \"c\"\n"),
        cargo + "[[test]]\nname = \"a\"\n"),
      Row(
        Case("Cargo.toml", cargo, cargo + "[profile.dev]\ndebug-assertions = false\nopt-level = 1\n"),
        cargo + "[profile.dev]\nopt-level = 1\n"),
    ])
  }

  func testINI() {
    let base = "[metadata]\nname = a\n\n[tool:pytest]\naddopts =\n    -q\n    --strict\n\n[options]\npackages = find:\n"
    check([
      Row(Case("setup.cfg", base, base), base),
      Row(Case("setup.cfg", base, base.replacing("    --strict\n", with: "    --ignore=tests\n")), base),
      Row(
        Case("setup.cfg", base, base.replacing("name = a", with: "name = b").replacing("-q", with: "-x")),
        base.replacing("name = a", with: "name = b")),
      Row(Case("setup.cfg", base, base + "\n[aliases]\ntest = x\n"), base + "\n"),
      Row(Case("setup.cfg", nil, "[tool:pytest]\naddopts = --ignore=tests/test_app.py\n"), ""),
      Row(
        Case("setup.cfg", base, base + "[options.entry_points]\npytest11 =\n  a = b\nconsole_scripts =\n  x = y\n"),
        base + "[options.entry_points]\nconsole_scripts =\n  x = y\n"),
      Row(Case("gradle.properties", "version=1\n", "version=2\nskipTests=true\n"), "version=2\n"),
    ])
  }

  func testJSON() {
    let base = """
      {
        "name": "x",
        "scripts": {
          "build": "tsc",
          "test": "jest"
        },
        "jest": { "testRegex": "test" },
        "dependencies": {
          "a": "^1"
        }
      }

      """
    func now(_ pairs: (String, String)...) -> String {
      pairs.reduce(base) { text, pair in
        XCTAssertTrue(text.contains(pair.0), pair.0)
        return text.replacing(pair.0, with: pair.1)
      }
    }
    check([
      Row(Case("package.json", base, base), base),
      Row(
        Case("package.json", base, now(("\"^1\"", "\"^1\",\n    \"b\": \"^2\""))),
        now(("\"^1\"", "\"^1\",\n    \"b\": \"^2\""))),
      Row(Case("package.json", base, now(("\"jest\"\n", "\"true\"\n"))), base),
      Row(
        Case("package.json", base, now(("\"test\": \"jest\"", "\"te\\u0073t\": \"true\""))),
        now(("\"test\": \"jest\"", "\"te\\u0073t\": \"jest\""))),
      Row(
        Case("package.json", base, now(("tsc", "vite build"), ("\"jest\"\n", "\"jest || true\"\n"))),
        now(("tsc", "vite build"))),
      Row(Case("package.json", base, now((",\n    \"test\": \"jest\"", ""))), base),
      Row(Case("package.json", base, now(("\"build\": \"tsc\",\n    ", ""))), now(("\"build\": \"tsc\",\n    ", ""))),
      Row(
        Case(
          "package.json", base,
          now(("\"test\": \"jest\"", "\"test\": \"jest\",\n    \"posttest\": \"x\",\n    \"docs\": \"y\""))),
        now(("\"test\": \"jest\"", "\"test\": \"jest\",\n    \"docs\": \"y\""))),
      Row(Case("package.json", base, now(("\"test\": \"jest\"", "\"test\": \"jest\", \"test\": \"true\""))), base),
      Row(
        Case("package.json", base, now(("  \"jest\": { \"testRegex\": \"test\" },\n", ""))),
        now(
          ("  \"jest\": { \"testRegex\": \"test\" },\n", ""),
          ("  }\n}", "  },\n  \"jest\": { \"testRegex\": \"test\" }\n}"))),
      Row(
        Case("package.json", base, now(("{\n  \"name\"", "{\n  \"mocha\": {\"grep\": \"never\"},\n  \"name\""))), base),
      Row(
        Case("package.json", base, "{}"),
        "{\n  \"scripts\": {\"test\": \"jest\"},\n  \"jest\": { \"testRegex\": \"test\" }}".replacing("\n  ", with: "")),
      Row(Case("package.json", base, now(("\"scripts\": {", "\"scripts\": [], \"scripts\": {"))), nil),
      Row(Case("package.json", base, "{ \"name\": "), nil),
      Row(
        Case("package.json", "{\"scripts\": {\"test\": \"x\"}}", "{\"scripts\": {}}"),
        "{\"scripts\": {\"test\": \"x\"}}"),
      Row(Case("package.json", "{\"scripts\": {}}", "{\"scripts\": {\"test\": \"x\"}}"), "{\"scripts\": {}}"),
      Row(
        Case(
          "tsconfig.json", "{\n  // strict\n  \"compilerOptions\": { \"strict\": true, },\n}\n",
          "{\n  // strict\n  \"compilerOptions\": { \"strict\": false, \"target\": \"es2022\", },\n}\n"),
        "{\n  // strict\n  \"compilerOptions\": { \"strict\": true, \"target\": \"es2022\", },\n}\n"),
    ])
  }

  func testXML() {
    let plugin =
      "\n      <plugin>\n        <artifactId>maven-surefire-plugin</artifactId>\n        <configuration><skip>false</skip></configuration>\n      </plugin>"
    let base =
      "<?xml version=\"1.0\"?>\n<project>\n  <properties>\n    <a>1</a>\n  </properties>\n  <build>\n    <plugins>\(plugin)\n    </plugins>\n  </build>\n</project>\n"
    func now(_ pairs: (String, String)...) -> String {
      pairs.reduce(base) { text, pair in
        XCTAssertTrue(text.contains(pair.0), pair.0)
        return text.replacing(pair.0, with: pair.1)
      }
    }
    check([
      Row(Case("pom.xml", base, base), base),
      Row(Case("pom.xml", base, now(("<a>1</a>", "<a>2</a>"))), now(("<a>1</a>", "<a>2</a>"))),
      Row(Case("pom.xml", base, now(("<skip>false", "<skip>true"))), base),
      Row(
        Case("pom.xml", base, now(("<a>1</a>", "<a>2</a>\n    <skipTests>true</skipTests>"))),
        now(("<a>1</a>", "<a>2</a>"))),
      Row(Case("pom.xml", base, now((plugin, ""))), base),
      Row(
        Case("pom.xml", base, now(("  <build>\n    <plugins>\(plugin)\n    </plugins>\n  </build>\n", ""))),
        now(
          (
            "  <build>\n    <plugins>\(plugin)\n    </plugins>\n  </build>\n</project>",
            "<build><plugins>\(plugin)</plugins></build>\n</project>"
          ), ("</properties>\n<build>", "</properties><build>"))),
      Row(Case("pom.xml", base, now(("<project>", "<!DOCTYPE p [<!ENTITY x 'y'>]>\n<project>"))), nil),
      Row(
        Case(
          "App.csproj", "<Project><PropertyGroup><Version>1</Version><NoWarn>A</NoWarn></PropertyGroup></Project>",
          "<Project><PropertyGroup><Version>2</Version><NoWarn>A;B</NoWarn></PropertyGroup></Project>"),
        "<Project><PropertyGroup><Version>2</Version><NoWarn>A</NoWarn></PropertyGroup></Project>"),
    ])
  }

  /// Parts are exchanged at random: what comes out has the base's, and is the same when it is done again.
  func testAnyMixture() {
    let sections = [
      "[project]\nname = \"a\"\n", "[tool.pytest.ini_options]\naddopts = \"-q\"\n", "[tool.mypy]\nstrict = true\n",
      "[tool.other]\nx = 1\nmypy = 2\n", "[tool.mypy]\nstrict = false\n", "[[tool.ruff.x]]\na = [\n 1, # ]\n]\n",
      "[[tool.ruff.x]]\nb = 2\n", "[build-system]\nrequires = []\n\n# comment\n", "[tool.coverage.run]\nbranch = true",
    ]
    let members = [
      "\"name\": \"x\"", "\"jest\": {\"a\": [1, {\"}\": 2}]}", "\"scripts\": {\"test\": \"a\", \"x\": \"y\"}",
      "\"scripts\": {\"x\": \"z\"}", "\"mocha\": null", "\"deps\": {\"test\": 1}", "\"jest\": 3",
      "\"scripts\": {\"lint\": \"l\"}",
    ]
    let elements = [
      "<a>1</a>", "<properties><skipTests>true</skipTests><b/></properties>", "<properties>\n  <c>2</c>\n</properties>",
      "<build>\n <plugins>\n  <plugin><artifactId>maven-surefire-plugin</artifactId></plugin>\n </plugins></build>",
      "<build><plugins><plugin><artifactId>x</artifactId></plugin></plugins></build>", "<!-- <properties> -->",
    ]
    for seed in 1...80 {
      var random = RepeatableRandom(seed: UInt64(seed))
      func some(_ parts: [String], _ separator: String, unique: Bool) -> String {
        var names: Set<Substring> = []
        let chosen = parts.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)).filter { part in
          !unique || names.insert(part.prefix { $0 != ":" && $0 != "\n" && $0 != ">" }).inserted || part.hasPrefix("[[")
        }
        return chosen.joined(separator: separator)
      }
      for (name, text) in [
        ("pyproject.toml", { some(sections, "\n", unique: true) + "\n" }),
        ("package.json", { "{" + some(members, ",\n  ", unique: true) + "}" }),
        ("pom.xml", { "<project>\n" + some(elements, "\n", unique: true) + "\n</project>" }),
      ] {
        let (base, head) = (text(), text())
        XCTAssertEqual(result(name, base, base), base, "seed \(seed)")
        guard let once = result(name, base, head) else {
          XCTAssertEqual(name, "pom.xml", "seed \(seed): \(base) / \(head)")
          continue
        }
        XCTAssertEqual(result(name, base, once), once, "seed \(seed): \(base) / \(head)")
        XCTAssertEqual(result(name, once, base), base, "seed \(seed): \(base) / \(head)")
        let back = result(name, head, once).flatMap { result(name, base, $0) }
        XCTAssertEqual(back.flatMap { result(name, base, $0) }, back, "seed \(seed)")
      }
    }
  }
}
