import CaskadeInspection
import CaskadeSyntax
import TestSupport
import XCTest

final class SecretMaskTests: XCTestCase {
  func testMasking() {
    let body = "MIIEXAMPLE+q8z1kV7uT0bR5mW3xY9sD4fG6hJ2kL0pQ8wE5rT7yU1iO3aS6dF9gH"
    let rows: [Row<String, String>] = [
      Row("nothing here", "nothing here"),
      Row("", ""),
      Row(#"password = "hunter2Z!";"#, #"password = "<masked: password>";"#),
      Row(
        "a postgres://app:q8EXq1kV@db.internal.net b AKIAQJ7EXAMPREFYAD5B c",
        "a postgres://app:<masked: url-password>@db.internal.net b <masked: aws-access-key> c"),
      Row(
        "x\n-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----\ny",
        "x\n<masked: private-key>-----END PRIVATE KEY-----\ny"),
    ]
    let mask = SecretMask(SecretCorpus.scanner)
    for row in rows {
      let masked = mask.masking(Array(row.input.utf8), path: RepositoryPath("log.txt"))
      XCTAssertEqual(String(decoding: masked, as: UTF8.self), row.expected, file: row.file, line: row.line)
    }
  }

  func testMaskedTextHasNoSecretsLeft() throws {
    assertNothingIsLeft(try SecretCorpus.ours())
  }

  func testMaskedTextOfOthersHasNoSecretsLeft() throws {
    assertNothingIsLeft(try SecretCorpus.gitleaks() + SecretCorpus.detectSecrets())
  }

  private func assertNothingIsLeft(_ samples: [SecretSample], file: StaticString = #filePath, line: UInt = #line) {
    let mask = SecretMask(SecretCorpus.scanner)
    for sample in samples where sample.isSecret {
      let masked = mask.masking(sample.text, path: sample.path)
      XCTAssertEqual(
        SecretCorpus.scanner.scan(blob: masked, path: sample.path), [], sample.id, file: file, line: line)
    }
  }
}
