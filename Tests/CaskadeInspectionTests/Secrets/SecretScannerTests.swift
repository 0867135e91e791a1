import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

final class SecretScannerTests: XCTestCase {
  private struct Line {
    let text: String
    let path: String

    init(_ text: String, in path: String = "Sources/App.swift") {
      self.text = text
      self.path = path
    }
  }

  func testKindsInLines() {
    let rows: [Row<Line, [String]>] = [
      // Written-out values.
      Row(Line(#"let password = "hunter2Z!""#), ["password"]),
      Row(Line(#"let password: String = "hunter2Z!""#), ["password"]),
      Row(Line(#"if ("x9#kQ!p2" == password) {"#), ["password"]),
      Row(Line(#"config["db_password"] = 'x9#kQ!p2'"#), ["password"]),
      Row(Line(#"{\"client_secret\": \"q8EXq1kV7uT0bR5\"}"#), ["password"]),
      Row(Line("DB_PASSWORD=x9kQp2zL7", in: ".env"), ["password"]),
      Row(Line("api_token: q8EXq1kV7uT0bR5m", in: "deploy.yml"), ["secret-value"]),
      Row(Line(#"define('API_TOKEN', 'q8EXq1kV7uT0bR5m');"#), ["secret-value"]),
      Row(Line(#"<add key="Password" value="okqtpxsl9" />"#), ["password"]),
      // A word about itself changes nothing.
      Row(Line(#"let password = "hunter2Z!"  // ignore: not a secret, gitleaks:allow"#), ["password"]),
      Row(Line(#"# pragma: allowlist secret: let password = "hunter2Z!""#), ["password"]),
      // Chance spells what reads as words.
      Row(Line("hf_" + "JyqWCxZqqfiKKuVURLcVwqAuBErCEoohDQ"), ["huggingface-token"]),
      Row(Line("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"), []),
      Row(Line("xoxb-27800560886-384196284194-" + "qCsyNbUxFLkpkQUeXImKuEAT"), ["slack-token"]),
      // Numbers that count, paths, patterns, sentences without blanks.
      Row(Line(#"password = "123456789012""#), []),
      Row(Line(#"secret = b"12345678901234567890""#), []),
      Row(Line(#"password = "483920175663""#), ["password"]),
      Row(Line(#"environment(PWD="/tmp")"#), []),
      Row(Line(#"password = "/tmp/x9kQp2zL7""#), ["password"]),
      Row(Line(#""password": "[0-9a-zA-Z]{1,12}","#), []),
      Row(Line(#"password = "[x9#kQ!p2""#), ["password"]),
      Row(Line("noSecret=密钥不能为空，请设置secretRequired=", in: "messages.properties"), []),
      Row(Line(#""secret_uuid": "1a790a26-dd49-4825-8d16-3dd627cf05a9","#), []),
      Row(Line(#"USER_PASSWORD_ATTR = "test-pwd4";"#), []),
      Row(Line(#"--admin-password "::add-mask::$PASSWORD""#), []),
      Row(Line(#""password": "@env:DEPLOY_PASS""#), []),
      Row(Line(#"password = "pa$$w0rd4X""#), ["password"]),
      // References, placeholders, words about secrets.
      Row(Line("token: ${{ secrets.GITHUB_TOKEN }}", in: ".github/workflows/ci.yml"), []),
      Row(Line(#"const apiKey = process.env.API_KEY;"#), []),
      Row(Line(#"api_key = os.environ["API_KEY"]"#), []),
      Row(Line("password: $DB_PASSWORD", in: "app.yml"), []),
      Row(Line("password = ENV['DB_PASSWORD']", in: "app.rb"), []),
      Row(Line("password: \"{{ db_password }}\"", in: "app.yml"), []),
      Row(Line(#"password = "<your-password>""#), []),
      Row(Line(#"secret = "changeme""#), []),
      Row(Line(#"api_key = "xxxxxxxxxxxxxxxxxxxx""#), []),
      Row(Line(#"let password = readPassword(from: keychain)"#), []),
      Row(Line(#"token_count = "q8EXq1kV7uT0bR5m""#), []),
      Row(Line(#"public_key = "q8EXq1kV7uT0bR5mW3xY9""#), []),
      Row(Line(#"secretName: "k8s-2f9c1d77ab""#), []),
      Row(Line(#""password": "Enter your password""#, in: "en.json"), []),
      Row(Line("uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8", in: ".github/workflows/ci.yml"), []),
      // Commands and addresses.
      Row(Line("postgres://app:q8EXq1kV@db.internal.net:5432/app"), ["url-password"]),
      Row(Line("postgres://app:password@localhost/app"), []),
      Row(Line("https://app:${PASSWORD}@db.internal.net"), []),
      Row(Line("https://host.net:8080/a@b"), []),
      Row(Line("curl -u admin:q8EXq1kV https://host.net"), ["curl-credential"]),
      Row(Line(#"curl -H "Authorization: Bearer q8EXq1kV7uT0" https://host.net"#), ["curl-credential"]),
      Row(Line(#"curl -u "$USER:$PASSWORD" https://host.net"#), []),
      Row(Line("curl -u admin https://host.net"), []),
      // A quoted single character is no text in C.
      Row(Line("password = 'x9#kQ!p2';", in: "main.c"), []),
      Row(Line("password = 'x9#kQ!p2';", in: "main.js"), ["password"]),
    ]
    for row in rows {
      let bytes = Array(row.input.text.utf8)
      let path = RepositoryPath(row.input.path)
      let hits = SecretCorpus.scanner.scan(blob: bytes, path: path)
      XCTAssertEqual(hits.map(\.kind.id), row.expected, row.input.text, file: row.file, line: row.line)
    }
  }

  func testRangeIsTheValueAlone() {
    let line = Array(#"let password = "hunter2Z!" // x"#.utf8)
    let hits = SecretCorpus.scanner.scan(blob: line, path: RepositoryPath("a.swift"))
    XCTAssertEqual(hits.map(\.range), [16..<25])
    XCTAssertEqual(hits.map { String(decoding: line[$0.range], as: UTF8.self) }, ["hunter2Z!"])
  }

  func testBytesThatHideALineFromGitHideNothing() {
    let text = "first\nlet password = \"hunter2Z!\"\n"
    func expected(_ start: Int) -> [SecretSpan] {
      [SecretSpan(kind: .password, line: 2, range: start..<(start + 9))]
    }
    let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    let rows: [Row<[UInt8], [SecretSpan]>] = [
      Row(Array(text.utf8), expected(22)),
      Row([0, 0] + Array(text.utf8) + [0], expected(24)),
      Row(Array(text.replacingOccurrences(of: "\n", with: "\r").utf8), expected(22)),
      Row(Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8), expected(23)),
      Row([0xFF, 0xFE] + little, expected(22)),
      Row([0xFE, 0xFF] + big, expected(22)),
      Row(little, expected(22)),
      Row(big, expected(22)),
      Row(little + [0x41], expected(22)),
      Row([0xFF, 0xFE], []),
      Row([], []),
    ]
    for row in rows {
      let hits = SecretCorpus.scanner.scan(blob: row.input, path: RepositoryPath("a.txt"))
      XCTAssertEqual(hits, row.expected, file: row.file, line: row.line)
    }
  }

  func testPrivateKeys() {
    let body = "MIIEXAMPLE+q8z1kV7uT0bR5mW3xY9sD4fG6hJ2kL0pQ8wE5rT7yU1iO3aS6dF9gH"
    let rows: [Row<String, [String]>] = [
      Row("a\n-----BEGIN RSA PRIVATE KEY-----\n\(body)\n-----END RSA PRIVATE KEY-----\nb", ["private-key"]),
      Row("-----BEGIN OPENSSH PRIVATE KEY-----", ["private-key"]),
      Row("\"-----BEGIN PRIVATE KEY-----\\n\(body)\\n-----END PRIVATE KEY-----\\n\"", ["private-key"]),
      Row("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n\(body)\n-----END PGP PRIVATE KEY BLOCK-----", ["private-key"]),
      Row("MIIEpAIBAAKCAQEA\(body)", ["private-key"]),
      Row("-----BEGIN PRIVATE KEY-----\nanything\n-----END PRIVATE KEY-----", []),
      Row("if text.hasPrefix(\"-----BEGIN PRIVATE KEY-----\") {", []),
      Row("-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----", []),
      Row("-----BEGIN CERTIFICATE-----\n\(body)\n-----END CERTIFICATE-----", []),
    ]
    for row in rows {
      let hits = SecretCorpus.scanner.scan(blob: Array(row.input.utf8), path: RepositoryPath("key.txt"))
      XCTAssertEqual(hits.map(\.kind.id), row.expected, row.input, file: row.file, line: row.line)
    }
  }

  func testKubernetesSecrets() {
    let secret = "kind: Secret\nmetadata:\n  name: a\ndata:\n  one: cThFWGExa1Y3dVQw\n  two: short\n"
    let rows: [Row<String, [Int]>] = [
      Row(secret, [5]),
      Row("kind: ConfigMap\n---\n" + secret, [7]),
      Row(secret.replacingOccurrences(of: "kind: Secret", with: "kind: ConfigMap"), []),
      Row(secret.replacingOccurrences(of: "kind: Secret", with: "kind: SecretStore"), []),
    ]
    for row in rows {
      let hits = SecretCorpus.scanner.scan(blob: Array(row.input.utf8), path: RepositoryPath("a.yaml"))
      XCTAssertEqual(hits.map(\.line), row.expected, row.input, file: row.file, line: row.line)
    }
  }
}
