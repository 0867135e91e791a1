import CaskadeSyntax

extension TokenRules {
  /// Monitoring, infrastructure, identity.
  static let operations: [TokenRule] = [
    TokenRule("vault-service-token", "Vault service token", "hvs.", [.url64(24...300)], check: TokenCheck.mixed),
    TokenRule("vault-batch-token", "Vault batch token", "hvb.", [.url64(100...400)]),
    TokenRule("vault-recovery-token", "Vault recovery token", "hvr.", [.url64(24...300)], check: TokenCheck.mixed),
    TokenRule("vault-legacy-token", "Vault token", "s.", [.alnum(24)], start: .apart, check: TokenCheck.mixed),
    TokenRule("terraform-token", "Terraform Cloud token", ".atlasv1.", [.run(.dotted, 60...70)], before: [.alnum(14)]),
    TokenRule("doppler-token", "Doppler token", "dp.pt.", [.alnum(43)]),
    TokenRule("doppler-token", "Doppler CLI token", "dp.ct.", [.run(.alphanumeric, 40...44)]),
    TokenRule("doppler-token", "Doppler SCIM token", "dp.scim.", [.run(.alphanumeric, 40...44)]),
    TokenRule("doppler-token", "Doppler audit token", "dp.audit.", [.run(.alphanumeric, 40...44)]),
    TokenRule(
      "doppler-token", "Doppler service token", "dp.st.",
      [.maybe([.run(.base64URL, 2...35), .text(".")]), .run(.alphanumeric, 40...44)]),
    TokenRule("doppler-token", "Doppler service account token", "dp.sa.", [.run(.alphanumeric, 40...44)]),
    TokenRule("grafana-key", "Grafana API key", "eyJrIjoi", [.run(.base64, 70...400)]),
    TokenRule("grafana-cloud-token", "Grafana Cloud token", "glc_", [.run(.base64, 32...400)], check: TokenCheck.mixed),
    TokenRule("grafana-service-token", "Grafana service account token", "glsa_", [.alnum(32), .text("_"), .hex(8)]),
    TokenRule("newrelic-user-key", "New Relic user key", "NRAK-", [.alnum(27)]),
    TokenRule("newrelic-insert-key", "New Relic insert key", "NRII-", [.url64(32)]),
    TokenRule("newrelic-browser-key", "New Relic browser key", "NRJS-", [.lowerHex(19)]),
    TokenRule("newrelic-license-key", "New Relic licence key", "NRAL", [], before: [.lowerHex(36)]),
    TokenRule("sentry-user-token", "Sentry user token", "sntryu_", [.lowerHex(64)]),
    TokenRule(
      "sentry-org-token", "Sentry organisation token", "sntrys_eyJ",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "+/=_-"), 80...400)]),
    TokenRule("dynatrace-token", "Dynatrace token", "dt0c01.", [.alnum(24), .text("."), .alnum(64)]),
    TokenRule("pulumi-token", "Pulumi token", "pul-", [.lowerHex(40)]),
    TokenRule("openshift-token", "OpenShift token", "sha256~", [.url64(43)]),
    TokenRule("prefect-token", "Prefect token", "pnu_", [.lower(36)]),
    TokenRule("infracost-key", "Infracost key", "ico-", [.alnum(32)], check: TokenCheck.mixed),
    TokenRule("defined-networking-token", "Defined Networking token", "dnkey-", [.lower(26), .text("-"), .lower(52)]),
    TokenRule(
      "tailscale-key", "Tailscale key", "tskey-",
      [.lowerDash(3...20), .run(.alphanumeric, 8...20), .text("-"), .run(.alphanumeric, 20...40)]),
    TokenRule("1password-service-token", "1Password service account token", "ops_eyJ", [.run(.base64, 250...3000)]),
    TokenRule(
      "1password-secret-key", "1Password secret key", "A3-",
      [
        .run(.upperDigits, 6), .text("-"), .maybe([.run(.upperDigits, 11)]),
        .maybe([.run(.upperDigits, 6), .text("-"), .run(.upperDigits, 5)]),
        .text("-"), .run(.upperDigits, 5), .text("-"), .run(.upperDigits, 5), .text("-"), .run(.upperDigits, 5),
      ],
      check: TokenCheck.random),
    TokenRule(
      "age-secret-key", "age secret key", "AGE-SECRET-KEY-1", [.run(ByteSet("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"), 58)]),
    TokenRule("okta-token", "Okta token", "SSWS 00", [.url64(40)]),
    TokenRule("atlassian-token", "Atlassian API token", "ATATT3", [.run(.dotted, 180...200)]),
    TokenRule(
      "clickhouse-secret-key", "ClickHouse Cloud secret key", "4b1d", [.alnum(38)], start: .apart,
      check: TokenCheck.mixed),
    TokenRule(
      "authress-key", "Authress service client key", ".acc",
      [
        .run(ByteSet("-_"), 1), .run(.base64URL, 10...32), .text("."),
        .run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "+/_=-"), 30...120),
      ],
      before: [.run(ByteSet("0"..."9", "a"..."z", also: "_"), 8...40), .text("."), .run(.lowerDigits, 4...6)],
      ignoresCase: true),
    TokenRule(
      "json-web-token", "JSON web token", "eyJ",
      [
        .run(.base64URL, 8...4000), .text("."), .run(.base64URL, 2...8000),
        .maybe([.text("."), .run(.base64URL, 0...4000)]),
      ],
      check: TokenCheck.webToken, context: { _, _, file in !file.isTest }),
    TokenRule(
      "json-web-token", "JSON web token in base 64", "ZXlK", [.run(.base64, 40...8000)], check: wrappedWebToken),
  ]

  /// Base 64 of a web token: decoded, it begins as one.
  @Sendable private static func wrappedWebToken(_ token: ArraySlice<UInt8>) -> Bool {
    guard let inner = Base64.decode(token: token) else { return false }
    return inner.starts(with: "eyJ".utf8) && inner.prefix(10).allSatisfy(ByteSet.base64URL.contains)
  }
}

extension TokenRule.Part {
  /// One lower-case word and the `-` after it.
  fileprivate static func lowerDash(_ lengths: ClosedRange<Int>) -> Self {
    .maybe([.run(.lower, lengths), .text("-")])
  }
}
