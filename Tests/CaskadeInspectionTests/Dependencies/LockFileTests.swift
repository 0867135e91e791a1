import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

/// What lock files pin, as their managers write them.
final class LockFileTests: XCTestCase {
  private func told(_ name: String, _ text: String) -> String {
    guard let file = LockFile(RepositoryPath(name)) else { return "no lock file" }
    do {
      return try file.packages(Array(text.utf8)).map { package in
        "\(package.name) \(package.version)\(package.license.map { " (\($0))" } ?? "")"
      }.joined(separator: "; ")
    } catch {
      return error.message
    }
  }

  func testNames() {
    let rows: [Row<String, LockFile?>] = [
      Row("package-lock.json", .npm), Row("web/yarn.lock", .yarn), Row("go.mod", .goMod),
      Row("requirements.txt", .requirements),
      Row("requirements-dev.txt", .requirements), Row("a/Package.resolved", .swift), Row("Gemfile.lock", .gems),
      Row("Gemfile", nil), Row("package.json", nil), Row("my-yarn.lock", nil), Row("requirements.in", nil),
      Row("", nil),
      Row("yarn.lock/x", nil),
    ]
    for row in rows {
      XCTAssertEqual(LockFile(RepositoryPath(row.input)), row.expected, file: row.file, line: row.line)
    }
  }

  func testForms() {
    let rows: [Row<(String, String), String>] = [
      Row(
        (
          "package-lock.json",
          #"{"lockfileVersion":3,"packages":{"":{"name":"app","version":"1.0.0"},"node_modules/a":"#
            + #"{"version":"1.2.3","license":"MIT"},"node_modules/a/node_modules/@s/b":{"version":"2.0.0"},"#
            + #""packages/own":{"version":"9.9.9"},"node_modules/own":{"link":true}}}"#
        ), "a 1.2.3 (MIT); @s/b 2.0.0"),
      Row(
        (
          "package-lock.json",
          #"{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0","dependencies":{"b":{"version":"2.0.0"}}}}}"#
        ), "a 1.0.0; b 2.0.0"),
      Row(("package-lock.json", #"{"a":1}"#), "its form isn't known"),
      Row(("package-lock.json", "{\n<<<<<<<\n"), "line 2 isn't JSON"),
      Row(
        (
          "yarn.lock",
          "# yarn lockfile v1\n\n\n\"@s/a@^1.0.0\", \"@s/a@^1.1\":\n  version \"1.1.2\"\n  resolved \"x\"\n"
            + "  dependencies:\n    b \"^2\"\n\nb@^2:\n  version \"2.0.1\"\n"
        ), "@s/a 1.1.2; b 2.0.1"),
      Row(
        (
          "yarn.lock",
          "__metadata:\n  version: 6\n\n\"a@npm:^1.0.0, a@npm:^1.1\":\n  version: 1.1.2\n"
            + "  resolution: \"a@npm:1.1.2\"\n\n\"app@workspace:.\":\n  version: 0.0.0-use.local\n"
        ), "a 1.1.2"),
      Row(
        (
          "pnpm-lock.yaml",
          "lockfileVersion: '9.0'\n\nimporters:\n  .:\n    dependencies: {}\n\npackages:\n\n"
            + "  '@s/a@1.0.0':\n    resolution: {integrity: x}\n\n  b@2.0.0(react@18.0.0):\n"
            + "    resolution: {}\n\nsnapshots:\n\n  c@3.0.0: {}\n"
        ), "@s/a 1.0.0; b 2.0.0"),
      Row(
        (
          "pnpm-lock.yaml",
          "lockfileVersion: 5.4\npackages:\n\n  /@s/a/1.0.0_react@18.0.0:\n    dev: true\n  /b/2.0.0:\n    dev: true\n"
        ),
        "@s/a 1.0.0; b 2.0.0"),
      Row(("pnpm-lock.yaml", "lockfileVersion: '6.0'\npackages:\n\n  /a@1.0.0:\n    dev: true\n"), "a 1.0.0"),
      Row(
        (
          "Cargo.lock",
          "version = 3\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\ndependencies = [\n \"b\",\n]\n\n"
            + "[[package]]\nname = \"b\"\nversion = \"2.0.0\"\n"
        ), "a 1.0.0; b 2.0.0"),
      Row(
        (
          "poetry.lock",
          "[[package]]\nname = \"a\"\nversion = \"1.0\"\n\n[package.dependencies]\nname = \"x\"\n\n"
            + "[metadata]\nversion = \"9\"\n"
        ),
        "a 1.0"),
      Row(
        ("uv.lock", "version = 1\n\n[[package]]\nname = \"a\"\nversion = \"1.0\"\nsource = { registry = \"x\" }\n"),
        "a 1.0"),
      Row(
        (
          "Pipfile.lock",
          #"{"_meta":{},"default":{"a":{"version":"==1.0"},"g":{"ref":"abc"}},"develop":{"b":{"version":"==2"}}}"#
        ),
        "a 1.0; g abc; b 2"),
      Row(
        (
          "requirements.txt",
          "# comment\n-r base.txt\n--hash=sha256:x\na==1.0 ; python_version > '3'\nb[x]>=1,<2  # why\n"
            + "c @ https://e.example/c.whl\nd\ne==2.0 --hash=sha256:x\nf==1.0 \\\n    --hash=sha256:y\n"
        ), "a 1.0; b >=1,<2; c https://e.example/c.whl; d any version; e 2.0; f 1.0"),
      Row(
        (
          "Gemfile.lock",
          "GEM\n  remote: https://e.example/\n  specs:\n    a (1.0)\n      b (~> 2)\n    b (2.1)\n\nDEPENDENCIES\n  a\n"
        ),
        "a 1.0; b 2.1"),
      Row(
        (
          "composer.lock",
          #"{"packages":[{"name":"s/a","version":"1.0","license":["MIT","GPL-2.0"]}],"#
            + #""packages-dev":[{"name":"s/b","version":"2"}]}"#
        ),
        "s/a 1.0 (MIT or GPL-2.0); s/b 2"),
      Row(
        (
          "Package.resolved",
          #"{"pins":[{"identity":"a","state":{"version":"1.0","revision":"x"}},{"identity":"b","state":"#
            + #"{"branch":"main","revision":"abc"}}],"version":2}"#
        ), "a 1.0; b abc"),
      Row(
        ("Package.resolved", #"{"object":{"pins":[{"package":"A","state":{"version":"1.0"}}]},"version":1}"#), "A 1.0"),
      Row(("gradle.lockfile", "# This is a file\ng:a:1.0=compileClasspath,runtimeClasspath\nempty=x\n"), "g:a 1.0"),
      Row(
        (
          "packages.lock.json",
          #"{"version":1,"dependencies":{"net6.0":{"A":{"type":"Direct","resolved":"1.0"},"own":{"type":"Project"}}}}"#
        ),
        "A 1.0"),
      Row(
        (
          "mix.lock",
          "%{\n  \"a\": {:hex, :a, \"1.0.0\", \"hash\", [:mix], [], \"hexpm\", \"hash\"},\n"
            + "  \"g\": {:git, \"https://e.example/g\", \"abc\", []},\n}\n"
        ),
        "a 1.0.0; g abc"),
      Row(("go.sum", "e.example/m v1.0.0 h1:x=\ne.example/m v1.0.0/go.mod h1:y=\n"), "e.example/m v1.0.0"),
      Row(
        (
          "go.mod",
          "module e.example/x\n\ngo 1.22\n\nrequire e.example/a v1.0.0\n\nrequire (\n"
            + "\te.example/b v2.0.0 // indirect\n)\n\nreplace (\n\te.example/c => ../c\n)\n"
        ),
        "e.example/a v1.0.0; e.example/b v2.0.0"),
      Row(("Cargo.lock", "hello\n"), "its form isn't known"), Row(("Gemfile.lock", "hello\n"), "its form isn't known"),
      Row(("Cargo.lock", ""), ""), Row(("Cargo.lock", "version = 3\r\n"), ""),
      Row(("composer.lock", "[]"), "its form isn't known"),
    ]
    for row in rows {
      XCTAssertEqual(told(row.input.0, row.input.1), row.expected, file: row.file, line: row.line)
    }
  }

  func testChanges() {
    let old = [LockedPackage("a", "1"), LockedPackage("b", "1"), LockedPackage("b", "2"), LockedPackage("c", "1")]
    let new = [
      LockedPackage("b", "1", license: "MIT"), LockedPackage("b", "3", license: "MIT"), LockedPackage("c", "1"),
      LockedPackage("d", "1", license: "GPL"), LockedPackage("d", "2", license: "MIT"),
    ]
    let told = PackageChange.all(old, new).map { "\($0.name) \($0.old) \($0.new) \($0.license ?? "-")" }
    XCTAssertEqual(
      told,
      [#"a ["1"] [] -"#, #"b ["1", "2"] ["1", "3"] MIT"#, #"d [] ["1", "2"] GPL, MIT"#])
  }

  /// Any bytes get an answer.
  func testNonsense() {
    let pieces = [
      "\"", "@", ":", "{", "}", "[", "]", "name = ", "version ", "(", ")", "\n", "  ", "/", "=", "é", "\0", "packages:",
      "a",
    ]
    for seed in UInt64(1)...300 {
      var random = RepeatableRandom(seed: seed)
      let text = (0..<40).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
      for file in LockFile.allCases { _ = try? file.packages(Array(text.utf8) + [0xFF]) }
    }
  }
}
