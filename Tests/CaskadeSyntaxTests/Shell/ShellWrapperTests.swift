import CaskadeSyntax
import TestSupport
import XCTest

/// What a command runs by running another one.
final class ShellWrapperTests: XCTestCase {
  func testCommandsThroughWrappers() throws {
    let rows: [Row<String, [String]>] = [
      Row("timeout -k 5 60 nice -n 3 make a", ["timeout -k 5 60 nice -n 3 make a", "nice -n 3 make a", "make a"]),
      Row("env -i -u X A=1 sudo -u me b", ["env -i -u X A=1 sudo -u me b", "sudo -u me b", "b"]),
      Row("env -S 'a b'", ["env -S a b", "a b"]),
      Row("env A=1", ["env A=1"]),
      Row("sh -c 'a; b c'", ["sh -c a; b c", "a", "b c"]),
      Row("bash -eo pipefail -lc 'a' x", ["bash -eo pipefail -lc a x", "a"]),
      Row("bash x.sh -c y", ["bash x.sh -c y"]),
      Row("/bin/sh -c \"a $(b)\"", ["b", "/bin/sh -c a $(b)"]),
      Row(
        "find . -name x -exec a {} \\; -execdir b {} +",
        ["find . -name x -exec a {} ; -execdir b {} +", "a {}", "b {}"]),
      Row("x | xargs -0 -n 1 rm -f", ["x", "xargs -0 -n 1 rm -f", "rm -f"]),
      Row("eval a 'b; c'", ["eval a b; c", "a b", "c"]),
      Row("trap 'a' EXIT; trap - EXIT", ["trap a EXIT", "a", "trap - EXIT"]),
      Row(
        "command -v a; command a; exec b; builtin c",
        ["command -v a", "command a", "a", "exec b", "b", "builtin c", "c"]),
      Row("stdbuf -oL a; nohup setsid b", ["stdbuf -oL a", "a", "nohup setsid b", "setsid b", "b"]),
      Row("A=1 time b", ["time b", "b"]),
      Row("flock -w 3 x -c 'a b'; flock x a", ["flock -w 3 x -c a b", "a b", "flock x a", "a"]),
      Row("$X a; \"e\"nv b", ["$X a", "env b", "b"]),
      Row("mywrap a", ["mywrap a"]),
      Row(
        "xargs sed -ie s/a/b/; xargs -I X a X -IY",
        [
          "xargs sed -ie s/a/b/", "sed -ie s/a/b/", "xargs -I X a X -IY", "a {} -IY",
        ]),
      Row("sudo -nu me a; sudo -knv", ["sudo -nu me a", "a", "sudo -knv"]),
    ]
    for row in rows {
      let commands = try ShellParser.parse(row.input).commandsThroughWrappers
      XCTAssertEqual(
        commands.map { $0.map(\.text).joined(separator: " ") }, row.expected, file: row.file, line: row.line)
    }
  }
}
