import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

/// Secrets in the many ways in which files hold them, and what looks like one and isn't.
final class SecretPlaceTests: XCTestCase {
  /// Made up here.
  private static let value = "q8EXq1kV7uT0bR5mW3xY9sD4"
  private static let long = value + "fG6hJ2kL0pQ8"

  private func base64(_ text: String) -> String { Base64.encode(Array(text.utf8)) }

  private func assertKinds(_ rows: [Row<(path: String, text: String), [String]>]) {
    for row in rows {
      let spans = SecretCorpus.scanner.scan(blob: Array(row.input.text.utf8), path: RepositoryPath(row.input.path))
      XCTAssertEqual(
        spans.map { "\($0.kind.id) \($0.line)" }, row.expected, row.input.text, file: row.file, line: row.line)
    }
  }

  func testSettings() {
    let (v, long) = (Self.value, Self.long)
    assertKinds([
      Row((".env", "DB_PASSWORD=Summer2024!\n"), ["password 1"]),
      Row(("a.yml", "password: Summer2024!  # of the shop\n"), ["password 1"]),
      Row((".env", "DB_PASSWORD=Welcome!\n"), []),
      Row(("a.yml", "password: !vault x9\nsecret: *anchor9!\npwd: [a9!]\n"), []),
      Row((".netrc", "machine api.example.net\n  login me\n  password \(v)\n"), ["password 3"]),
      Row(("notes", "machine api.example.net login me password \(v)\n"), ["password 1"]),
      Row(("notes", "default login anonymous password user9@site\n"), []),
      Row((".pgpass", "# host\ndb.example.net:5432:app:app:\(v)\n"), ["password 2"]),
      Row(("a.txt", "db.example.net:5432:app:app:words\n"), []),
      Row(("config.json", "{\"auths\":{\"r\":{\"auth\":\"\(base64("bot:\(v)"))\"}}}"), ["basic-credential 1"]),
      Row(("config.json", "{\"auth\": \"\(base64("no pair of words"))\"}"), []),
      Row(("a.env", "API_TOKEN=Zexample\(long)\n"), ["secret-value 1"]),
      Row(("a.env", "API_TOKEN=example-\(v)\nTOKEN=\(v)EXAMPLEKEY\n"), []),
      Row(("a.json", "{\"Db\": \"Server=x;User Id=sa;Password=Tr0ub4dor&3;\"}"), ["password 1"]),
      Row(("a.json", "{\"Db\": \"Server=x;User Id=sa;Password={pass9};\"}"), []),
    ])
  }

  func testMarkup() {
    let v = Self.value
    assertKinds([
      Row(("settings.xml", "<server>\n  <password>\(v)</password>\n</server>\n"), ["password 2"]),
      Row(("settings.xml", "<ns:apiToken x=\"y\">\n  \(v)\n</ns:apiToken>\n"), ["secret-value 2"]),
      Row(("settings.xml", "<password><![CDATA[\(v)]]></password>\n"), ["password 1"]),
      Row(("a.plist", "<key>API_KEY</key>\n<string>\(v)</string>\n"), ["password 2"]),
      Row(("site.xml", "<name>s3.secret.key</name>\n<value>\(v)</value>\n"), ["password 2"]),
      Row(("strings.xml", "<string name=\"api_key\">\(v)</string>\n"), ["password 1"]),
      Row(("app.xml", "<setting name=\"ApiToken\" as=\"String\">\n<value>\(v)</value>\n"), ["secret-value 2"]),
      Row(("a.xml", "<password>${env.PASS}</password><token>changeme</token><secret>some words</secret>"), []),
      Row(("a.ts", "type A = Promise<Token>; const x: Map<string, Secret> = make<Password>(1);"), []),
    ])
  }

  func testNextLine() {
    let v = Self.value
    assertKinds([
      Row(("c.yaml", "db:\n  password:\n    \(v)\n"), ["password 3"]),
      Row(("c.yaml", "db:\n  password: >-\n    \(v)\n"), ["password 3"]),
      Row(("c.yaml", "db:\n  password:\n    \"\(v)\"\n"), ["password 3"]),
      Row(("c.yaml", "db:\n  password:\n  \(v)\n"), []),
      Row(("c.yaml", "password:\n  secretKeyRef:\n    name: db-9x7\n"), []),
      Row(("c.yaml", "password:\n  \"a9b8c7d6e5f4\": 1\n"), []),
      Row(("a.py", "API_KEY = (\n    \"\(v)\"\n)\n"), ["password 2"]),
      Row(("a.py", "API_KEY = (\"\(v)\")\n"), ["password 1"]),
      Row(("a.py", "API_KEY = \\\n    \"\(v)\"\n"), ["password 2"]),
      Row(("a.js", "const apiKey =\n  \"\(v)\";\n"), ["password 2"]),
      Row(("a.js", "const apiKey =\n  readKey(\(v));\n"), []),
      Row(("v.tf", "variable \"db_password\" {\n  type    = string\n  default = \"\(v)\"\n}\n"), ["password 3"]),
      Row(("v.tf", "variable \"db_password\" {\n}\nvariable \"x\" {\n  default = \"\(v)\"\n}\n"), []),
    ])
  }

  func testCommands() {
    let v = Self.value
    assertKinds([
      Row(("Dockerfile", "FROM x\nENV API_TOKEN \(v)\n"), ["secret-value 2"]),
      Row(("Dockerfile", "ENV API_TOKEN $TOKEN\nENV PASSWORD_FILE /run/secrets/x9\nARG TOKEN\n"), []),
      Row(("a.fish", "set -gx API_KEY \(v)\n"), ["password 1"]),
      Row(("a.sh", "mysql -uroot -p\(v) db\n"), ["command-password 1"]),
      Row(("a.sh", "sshpass -p '\(v)' ssh h\n"), ["command-password 1"]),
      Row(("a.sh", "docker login -u bot -p \(v) r\n"), ["command-password 1"]),
      Row(("a.sh", "tool --password \(v) x\n"), ["password 1"]),
      Row(("a.sh", "mysql -p\"$PASS\" db; mysql -ppassword; docker run -p 8080:80 x; tool --password word\n"), []),
      Row(("a.py", "h = {\"Authorization\": \"Bearer \(v)\"}\n"), ["secret-value 1"]),
      Row(("a.py", "h = {\"Authorization\": \"Basic \(base64("bot:\(v)"))\"}\n"), ["basic-credential 1"]),
    ])
  }

  func testKeysInOddPlaces() {
    let body = String(repeating: Self.value, count: 4)
    let pem = "-----BEGIN RSA PRIVATE KEY-----\n\(body)\n-----END RSA PRIVATE KEY-----\n"
    assertKinds([
      Row(("a.js", "k = [\"-----BEGIN RSA PRIVATE KEY-----\",\n  \"\(body)\"]"), ["private-key 1"]),
      Row(("a.js", "k = [\"-----BEGIN RSA PRIVATE KEY-----\", \"-----END RSA PRIVATE KEY-----\"]"), []),
      Row(("a.yaml", "tls:\n  key: |\n    \(pem.replacingOccurrences(of: "\n", with: "\n    "))"), ["private-key 3"]),
      Row(("a.txt", base64(pem + pem)), ["private-key 1"]),
      Row(("a.txt", base64(pem.replacingOccurrences(of: "PRIVATE", with: "PUBLIC") + pem)), []),
      Row(("a.ppk", "PuTTY-User-Key-File-3: ssh-rsa\nComment: x\nPrivate-Lines: 14\nAAAA\n"), ["private-key 1"]),
    ])
  }

  func testKubernetes() {
    let v = base64("q8EXq1kV7uT0 bR5m")
    assertKinds([
      Row(("k.json", "{\"kind\": \"Secret\",\n \"data\": {\"a\": \"\(v)\"}}"), ["kubernetes-secret 2"]),
      Row(("k.yaml", "kind: Secret\nstringData:\n  conn: \(Self.value)\n  user: operator\n"), ["kubernetes-secret 3"]),
      Row(("k.yaml", "kind: Secret\ndata:\n  note: \(base64("changeme"))\n"), []),
      Row(("k.yaml", "kind: SealedSecret\nspec:\n  encryptedData:\n    a: \(v)\n"), []),
    ])
  }

  /// The same value twice in a line, or a key over several lines, is one secret.
  func testOneSecretIsOneFinding() {
    let v = Self.value
    let body = String(repeating: v, count: 3)
    let token = "xoxb-27800560886-384196284194-qCsyNbUxFLkpkQUeXImKuEAT"
    assertKinds([
      Row(("a.py", "password = \"\(v)\" if password != \"\(v)\" else \"\""), ["password 1"]),
      Row(("a.py", "password = \"\(v)\"\npassword = \"\(v)\"\n"), ["password 1", "password 2"]),
      Row(("a.key", "-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\(body)\n\(body)\n"), ["private-key 1"]),
      Row(("a.py", "T = (\"\(token.prefix(20))\"\n     \"\(token.dropFirst(20))\")"), ["slack-token 1"]),
      Row(("a.js", "t = '\(token.prefix(20))' +\n  '\(token.dropFirst(20))'"), ["slack-token 1"]),
      Row(("a.js", "t = ['\(token.prefix(20))', '\(token.dropFirst(20))']"), []),
    ])
    let text = Array("password = \"\(v)\" if password != \"\(v)\"".utf8)
    let masked = SecretMask(SecretCorpus.scanner).masking(text, path: RepositoryPath("a.py"))
    XCTAssertFalse(String(decoding: masked, as: UTF8.self).contains(v), "each place is masked")
  }

  /// What people see as noise: passwords that a test makes up, mocks, keys that are public by design.
  func testHarmless() {
    let firebase = "AIza\(Self.value)fG6hJ2kL0pQ"
    // HS256 of jwt.io's sample by the key shown there, cut.
    let sample = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64("{\"sub\":\"1234567890\"}") + ".SflKxwRJ"
    assertKinds([
      Row(("tests/login.spec.ts", "fill('#password', 'Test1234!'); const password = 'Secr3t!9';"), []),
      Row(("src/login.test.js", "const user = { password: 'Passw0rd!' };"), []),
      Row(("src/LoginTests.swift", "let password = \"hunter2Z!\""), []),
      Row(("src/Login.stories.tsx", "args: { email: 'a@b.c', password: 'Str0ngP@ss' }"), []),
      Row(("cypress/e2e/login.cy.ts", "cy.login({ password: 's3cr3tPass1' })"), []),
      Row(("cypress.env.json", "{\"password\": \"s3cr3tPass!\"}"), []),
      Row(("src/mocks/handlers.ts", "const token = 'abc123def456ghi789jkl0';"), []),
      Row(("src/auth.ts", "const mockToken = 'a1b2c3d4e5f6g7h8i9';"), []),
      Row(("a.js", "const token = '\(sample.replacingOccurrences(of: "=", with: ""))';"), []),
      Row(("src/firebase.ts", "x = {\n  apiKey: \"\(firebase)\",\n  authDomain: \"x.example.com\"\n};"), []),
      Row((".env", "VITE_FIREBASE_API_KEY=\(firebase)\n"), []),
      // What nobody makes up for a test, and the same key elsewhere.
      Row(("src/maps.ts", "x = { apiKey: \"\(firebase)\" };"), ["gcp-api-key 1"]),
      Row(("tests/login.spec.ts", "const password = '\(Self.value)';"), ["password 1"]),
      Row(("tests/a.txt", "xoxb-27800560886-384196284194-qCsyNbUxFLkpkQUeXImKuEAT"), ["slack-token 1"]),
      Row(("src/latest.ts", "const password = 'Secr3t!9';"), ["password 1"]),
    ])
  }

  func testNames() {
    let token = "xoxb-27800560886-384196284194-qCsyNbUxFLkpkQUeXImKuEAT"
    let rows: [Row<String, String?>] = [
      Row("src/\(token).txt", "slack-token src/<masked: slack-token>.txt"),
      Row("\(token)/b", "slack-token <masked: slack-token>/b"),
      Row("src/password=\(Self.value)", "secret-value"),
      Row("src/Secrets/SecretToken.swift", nil),
      Row("assets/index-4f9a8b7c6d5e4f3a2b1c.js", nil),
    ]
    for row in rows {
      let found = SecretCorpus.scanner.secretName(RepositoryPath(row.input))
      let text = found.map { "\($0.kind.id) \($0.masked)" }
      if row.expected == "secret-value" {
        XCTAssertEqual(text?.contains(Self.value), false, row.input, file: row.file, line: row.line)
      } else {
        XCTAssertEqual(text, row.expected, row.input, file: row.file, line: row.line)
      }
    }
  }
}
