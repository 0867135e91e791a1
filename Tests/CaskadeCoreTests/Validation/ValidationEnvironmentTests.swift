import CaskadeCore
import TestSupport
import XCTest

final class ValidationEnvironmentTests: XCTestCase {
  func testWhatPassesAndWhatStaysOutside() {
    let rows: [Row<String, Bool>] = [
      Row("PATH", true), Row("HOME", true), Row("LANG", true), Row("LC_ALL", true), Row("LC_CTYPE", true),
      Row("TMPDIR", true), Row("TZ", true), Row("USER", true), Row("CI", true), Row("JAVA_HOME", true),
      Row("GOPATH", true), Row("GOFLAGS", true), Row("CARGO_HOME", true), Row("DEVELOPER_DIR", true),
      Row("SWIFT_BUILD_JOBS", true), Row("CC", true), Row("LD_LIBRARY_PATH", true), Row("XDG_CACHE_HOME", true),
      Row("path", false), Row("Path", false), Row("PATHS", false), Row("", false),
      Row("GITHUB_TOKEN", false), Row("GH_TOKEN", false), Row("NPM_TOKEN", false), Row("AWS_ACCESS_KEY_ID", false),
      Row("AWS_PROFILE", false), Row("OPENAI_API_KEY", false), Row("DATABASE_URL", false), Row("PGPASSWORD", false),
      Row("SWIFT_REGISTRY_TOKEN", false), Row("SWIFT_AUTH", false), Row("LC_SECRET", false),
      Row("LC_my_password", false),
      Row("GIT_DIR", false), Row("GIT_CONFIG_COUNT", false), Row("GIT_SSH_COMMAND", false), Row("SSH_AUTH_SOCK", false),
      Row("GITHUB_OUTPUT", false), Row("GITHUB_ENV", false), Row("RUNNER_TEMP", false), Row("ACTIONS_CACHE_URL", false),
      Row("LD_PRELOAD", false), Row("DYLD_INSERT_LIBRARIES", false), Row("NODE_OPTIONS", false),
      Row("NODE_PATH", false),
      Row("PYTHONPATH", false), Row("BASH_ENV", false), Row("ENV", false), Row("PROMPT_COMMAND", false),
    ]
    for row in rows {
      let environment = ValidationEnvironment(from: [row.input: "value"])
      XCTAssertEqual(
        environment.variables[row.input] == "value", row.expected, row.input, file: row.file, line: row.line)
      XCTAssertEqual(environment.withheld, row.expected ? [] : [row.input], file: row.file, line: row.line)
    }
  }

  func testAddressesWithPasswords() {
    let rows: [Row<String, Bool>] = [
      Row("http://proxy.example:3128", true), Row("proxy.example:3128", true), Row("https://", true), Row("://", true),
      Row("me@proxy.example", true),
      Row("http://me:fake-word@proxy.example:3128", false), Row("http://fake-token@proxy.example", false),
      Row("https://a.example,https://me:fake-word@b.example", false),
    ]
    for row in rows {
      let environment = ValidationEnvironment(from: ["HTTPS_PROXY": row.input])
      XCTAssertEqual(
        environment.variables["HTTPS_PROXY"] != nil, row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testWhatTheCallerAddsWins() {
    let environment = ValidationEnvironment(
      from: ["PATH": "/bin", "TERM": "xterm", "B_TOKEN": "fake", "A_TOKEN": "fake"],
      adding: ["PATH": "/usr/bin", "A_TOKEN": "fake-too"])
    XCTAssertEqual(environment.variables, ["PATH": "/usr/bin", "TERM": "dumb", "A_TOKEN": "fake-too"])
    XCTAssertEqual(environment.withheld, ["B_TOKEN"])
  }

  func testTheTerminalIsAlwaysDumb() {
    XCTAssertEqual(ValidationEnvironment(from: [:]).variables, ["TERM": "dumb"])
    XCTAssertEqual(ValidationEnvironment(from: ["TERM": "xterm"]).withheld, [])
  }
}
