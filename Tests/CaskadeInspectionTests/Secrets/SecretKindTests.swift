import CaskadeSyntax
import TestSupport
import XCTest

@testable import CaskadeInspection

/// Every kind of secret, by texts made here: one that is found, and one beside it that isn't. Token rules have theirs in
/// `rule-examples.tsv`.
final class SecretKindTests: XCTestCase {
  private struct Pair {
    let path: String
    let secret: String
    let harmless: String
  }

  func testEveryKindHasASecretAndAHarmlessText() {
    let body = "MIIEXAMPLE+q8z1kV7uT0bR5mW3xY9sD4fG6hJ2kL0pQ8wE5rT7yU1iO3aS6dF9gH"
    let manifest = "kind: Secret\ndata:\n  one: cThFWGExa1Y3dVQw\n"
    let rows: [Row<Pair, SecretKind>] = [
      Row(
        Pair(
          path: "key.pem", secret: "-----BEGIN PRIVATE KEY-----\n\(body)\n-----END PRIVATE KEY-----",
          harmless: "-----BEGIN PUBLIC KEY-----\n\(body)\n-----END PUBLIC KEY-----"), .privateKey),
      Row(
        Pair(
          path: "app.yml", secret: "postgres://app:q8EXq1kV@db.example.net/app",
          harmless: "postgres://app:$PASSWORD@db.example.net/app"), .urlPassword),
      Row(
        Pair(
          path: "get.sh", secret: "curl -u admin:q8EXq1kV https://example.net",
          harmless: "curl -u \"$USER:$PASSWORD\" https://example.net"), .curlCredential),
      Row(
        Pair(
          path: "a.yaml", secret: manifest, harmless: manifest.replacing("Secret", with: "ConfigMap")),
        .kubernetesSecret),
      Row(
        Pair(path: "a.swift", secret: #"let password = "hunter2Z!""#, harmless: #"let password = "<password>""#),
        .password),
      Row(
        Pair(path: "a.yml", secret: "api_token: q8EXq1kV7uT0bR5m", harmless: "api_token: ${{ secrets.API_TOKEN }}"),
        .token),
    ]
    for row in rows {
      let path = RepositoryPath(row.input.path)
      let found = SecretCorpus.scanner.scan(blob: Array(row.input.secret.utf8), path: path)
      XCTAssertEqual(found.map(\.kind), [row.expected], file: row.file, line: row.line)
      let miss = SecretCorpus.scanner.scan(blob: Array(row.input.harmless.utf8), path: path)
      XCTAssertEqual(miss, [], file: row.file, line: row.line)
    }
  }

  /// A vendor's credential is known by its length and letters beside the vendor's name, and only there.
  func testEveryVendorShape() throws {
    XCTAssertGreaterThan(VendorShape.all.count, 30)
    for shape in VendorShape.all {
      let value = try XCTUnwrap(value(of: shape), shape.vendor)
      let path = RepositoryPath("settings.py")
      let found = SecretCorpus.scanner.scan(blob: Array("\(shape.vendor)_key = '\(value)'".utf8), path: path)
      XCTAssertEqual(found.map(\.kind), [shape.kind], "\(shape.vendor): \(value)")
      let other = SecretCorpus.scanner.scan(blob: Array("\(shape.vendor)_checksum = '\(value)'".utf8), path: path)
      XCTAssertFalse(other.contains { $0.kind == shape.kind }, "\(shape.vendor): \(value)")
    }
  }

  /// The first text of random letters that has the shape.
  private func value(of shape: VendorShape) -> String? {
    var random = RepeatableRandom(seed: 9)
    for letters in ["0123456789abcdef", "0123456789abcdefghijklmnopqrstuvwxyz"].map(Array.init) {
      for length in 10...100 {
        for _ in 0..<20 {
          let value = String((0..<length).compactMap { _ in letters.randomElement(using: &random) })
          if shape.matches(Array(value.utf8)[...]) { return value }
        }
      }
    }
    return nil
  }
}
