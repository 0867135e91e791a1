import TestSupport
import XCTest

/// git ends with status 0, and what it lists of the working tree has lost a record.
final class LostRecordTests: XCTestCase {
  func testAListOfTheWorkingTreeThatLostARecord() throws {
    let world = try TrapWorld()
    try world.repository.write("new.txt", "new\n")
    try world.repository.write("src/a.txt", "two\n")
    let path = world.repository.root.appendingPathComponent("bin").path + ":/usr/local/bin:/usr/bin:/bin"
    for (filter, lost) in [("cat", false), ("sed '$d'", true), ("sed 1d", true), ("true", true)] {
      try world.repository.write(
        "../bin/git",
        """
        #!/bin/sh
        case " $* " in *' status '*) ;; *) exec /usr/bin/git "$@" ;; esac
        /usr/bin/git "$@" | tr '\\0' '\\n' | \(filter) | tr '\\n' '\\0'

        """)
      _ = try world.repository.shell("chmod +x ../bin/git")
      for options in [[], ["--thorough"]] {
        let done = try world.repository.caskade(["check"] + options, adding: ["PATH": path])
        let label = "\(filter) \(options)"
        XCTAssertEqual(done.status, lost ? 2 : 1, label)
        if lost {
          XCTAssertEqual(
            done.errors,
            """
            caskade: error: git status gave an answer that can't be read: records are missing
              hint: judge in a fresh clone; if that fails too, report it with the output of git --version

            """, label)
        } else {
          XCTAssertTrue(done.output.contains("new.txt"), label)
        }
      }
    }
  }
}
