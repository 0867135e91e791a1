import CaskadeCore
import CaskadeSyntax
import TestSupport
import XCTest

/// What a change of lock files means for the packages in them.
final class DependencyRecordTests: XCTestCase {
  private func file(_ path: String, _ old: String?, _ new: String?, fault: String? = nil) -> DependencyRecord.File {
    DependencyRecord.File(
      RepositoryPath(path), old: old.map { Array($0.utf8) }, new: new.map { Array($0.utf8) }, fault: fault)
  }

  private func cargo(_ packages: (String, String)...) -> String {
    packages.map { "[[package]]\nname = \"\($0.0)\"\nversion = \"\($0.1)\"\n" }.joined(separator: "\n")
  }

  private func told(_ files: [DependencyRecord.File]) -> [String]? {
    DependencyRecord(of: files).map { record in
      record.packages.map { "\($0.path.display): \($0.name) \($0.change.rawValue) \($0.old) \($0.new)" }
        + record.unread.map { "\($0.path.display): \($0.why)" }
    }
  }

  func testChanges() {
    XCTAssertEqual(
      told([
        file("b/Cargo.lock", nil, cargo(("x", "1"))), file("src/main.rs", "a", "b"),
        file("Cargo.lock", cargo(("a", "1"), ("b", "1"), ("c", "1")), cargo(("a", "2"), ("c", "1"), ("d", "1"))),
      ]),
      [
        #"Cargo.lock: a changed ["1"] ["2"]"#, #"Cargo.lock: b removed ["1"] []"#, #"Cargo.lock: d added [] ["1"]"#,
        #"b/Cargo.lock: x added [] ["1"]"#,
      ])
    XCTAssertEqual(told([file("Cargo.lock", cargo(("a", "1")), nil)]), [#"Cargo.lock: a removed ["1"] []"#])
    XCTAssertEqual(told([file("Cargo.lock", cargo(("a", "1")), cargo(("a", "1")) + "# touched\n")]), [])
    XCTAssertNil(told([file("src/main.rs", "a", "b")]))
  }

  func testWhatCantBeReadIsSaid() {
    XCTAssertEqual(
      told([
        file("Cargo.lock", cargo(("a", "1")), "?"), file("composer.lock", "{}", "{", fault: nil),
        file("yarn.lock", nil, nil, fault: "the repository hasn't got its content"),
      ]),
      [
        "Cargo.lock: its form isn't known", "composer.lock: its form isn't known",
        "yarn.lock: the repository hasn't got its content",
      ])
  }

  func testGoTellsThemOnce() {
    let (old, new) = ("module m\nrequire e.example/a v1.0.0\n", "module m\nrequire e.example/a v1.1.0\n")
    let sum = "e.example/a v1.1.0 h1:x=\n"
    XCTAssertEqual(
      told([file("go.mod", old, new), file("go.sum", nil, sum)]),
      [#"go.mod: e.example/a changed ["v1.0.0"] ["v1.1.0"]"#])
    XCTAssertEqual(told([file("go.sum", nil, sum)]), [#"go.sum: e.example/a added [] ["v1.1.0"]"#])
  }

  /// A lock file that doesn't say it: the text that the change brings beside the package does.
  func testVendoredLicences() {
    let files = [file("Cargo.lock", cargo(("gone", "1")), cargo(("a", "1"), ("b", "2"), ("c", "1")))]
    func text(_ path: String, _ text: String) -> (path: RepositoryPath, text: [UInt8]) {
      (RepositoryPath(path), Array(text.utf8))
    }
    let mit = "Permission is hereby granted, free of charge, to any person obtaining a copy"
    let record = DependencyRecord(
      of: files,
      licences: [
        text("vendor/a/LICENSE-MIT", mit), text("vendor/a/LICENSE-APACHE", "Apache License\nVersion 2.0"),
        text("vendor/gone/LICENSE", mit), text("vendor/xc/LICENSE", mit), text("vendor/b/LICENSE", "Mine, all mine."),
        text("LICENSE", mit),
      ])
    XCTAssertEqual(
      record?.packages.map { "\($0.name) \($0.license ?? "-")" }, ["a Apache-2.0, MIT", "b -", "c -", "gone -"])
  }

  func testHostileNamesAreEscaped() {
    XCTAssertEqual(
      told([file("composer.lock", nil, #"{"packages":[{"name":"a\u001b[31m\n","version":"1"}]}"#)]),
      [#"composer.lock: a\x1B[31m\n added [] ["1"]"#])
  }
}
