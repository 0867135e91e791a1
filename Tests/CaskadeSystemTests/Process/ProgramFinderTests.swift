import CaskadeSystem
import TestSupport
import XCTest

final class ProgramFinderTests: XCTestCase {
  private var world: FileWorld!

  override func setUpWithError() throws { world = try FileWorld() }
  override func tearDownWithError() throws { try world.folder.remove() }

  func testWhichProgramIsFound() throws {
    for name in ["bin", "repository/bin", "repository-too", "notes", "folders/tool"] { try world.folder(name) }
    for name in ["bin/tool", "repository/bin/tool", "repository-too/tool"] { try world.file(name, mode: 0o755) }
    try world.file("notes/tool", mode: 0o644)
    world.link("into", to: "repository/bin")
    world.link("repository/out", to: "../bin")
    try world.folder("linked")
    world.link("linked/tool", to: "../repository/bin/tool")
    world.link("alias", to: "bin")
    let root = world.folder.path.text
    let refusal = { (name: String) in "cannot find 'tool' outside the repository: '\(root)/\(name)' is inside it" }
    let nothing = "cannot find 'tool' in any absolute folder of PATH"
    let rows: [Row<String, String>] = [
      Row("@/bin", "@/bin/tool"),
      Row("@/missing:@/bin:@/repository-too", "@/bin/tool"),
      Row("@/repository-too", "@/repository-too/tool"),
      Row("@/alias", "@/bin/tool"),
      Row("@/notes:@/folders:@/bin", "@/bin/tool"),
      Row("@/repository/bin:@/bin", "@/bin/tool"),
      Row("@/repository/bin", refusal("repository/bin/tool")),
      Row("@/into", refusal("into/tool")),
      Row("@/linked", refusal("linked/tool")),
      Row("@/repository/out", refusal("repository/out/tool")),
      Row(".:bin::", nothing), Row("", nothing), Row("@/notes", nothing),
    ]
    for row in rows {
      let finder = ProgramFinder(
        path: row.input.split(separator: "@", omittingEmptySubsequences: false).joined(separator: root))
      let expected = row.expected.split(separator: "@", omittingEmptySubsequences: false).joined(separator: root)
      let found: String
      do throws(ProgramFinder.Failure) {
        found = try finder.find("tool", outside: [world.path("repository"), world.path("missing")]).text
      } catch {
        found = error.message
      }
      XCTAssertEqual(found, expected, row.input, file: row.file, line: row.line)
    }
  }
}
