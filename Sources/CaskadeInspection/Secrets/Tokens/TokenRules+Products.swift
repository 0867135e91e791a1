import CaskadeSyntax

extension TokenRules {
  /// Everything else that has a shape.
  static let products: [TokenRule] = [
    TokenRule("linear-key", "Linear API key", "lin_api_", [.alnum(40)]),
    TokenRule("linear-oauth", "Linear OAuth token", "lin_oauth_", [.alnum(64)]),
    TokenRule("notion-token", "Notion token", "ntn_", [.digits(11...11), .alnum(35)]),
    TokenRule("notion-legacy-token", "Notion token", "secret_", [.alnum(43)], check: TokenCheck.mixed),
    TokenRule("postman-key", "Postman API key", "PMAK-", [.lowerHex(24), .text("-"), .lowerHex(34)]),
    TokenRule("postman-key", "Postman API key", "PMAK-", [.lowerHex(24), .text("-"), .lowerHex(32)]),
    TokenRule("airtable-token", "Airtable token", "pat", [.alnum(14), .text("."), .lowerHex(64)]),
    TokenRule("asana-token", "Asana personal access token", "1/", [.digits(13...17), .text(":"), .lowerHex(32)]),
    TokenRule("contentful-token", "Contentful token", "CFPAT-", [.url64(43)]),
    TokenRule("typeform-token", "Typeform token", "tfp_", [.run(.dotted, 59)]),
    TokenRule(
      "dropbox-token", "Dropbox short-lived token", "sl.",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-="), 130...1500)]),
    TokenRule("facebook-page-token", "Facebook access token", "EAAC", [.run(.alphanumeric, 60...400)], start: .apart),
    TokenRule("facebook-page-token", "Facebook access token", "EAAM", [.run(.alphanumeric, 60...400)], start: .apart),
    TokenRule(
      "facebook-app-token", "Facebook app token", "|", [.url64(27...28)], before: [.digits(15...16)],
      check: TokenCheck.notFilled),
    TokenRule("mapbox-token", "Mapbox public token", "pk.", [.lower(60), .text("."), .lower(22)], ignoresCase: true),
    TokenRule("mapbox-secret-token", "Mapbox secret token", "sk.eyJ", [.url64(50...120), .text("."), .url64(22)]),
    TokenRule("adafruit-key", "Adafruit IO key", "aio_", [.alnum(28)], check: TokenCheck.mixed),
    TokenRule("adobe-client-secret", "Adobe client secret", "p8e-", [.alnum(32)], ignoresCase: true),
    TokenRule("frameio-token", "Frame.io token", "fio-u-", [.run(.dotted, 64)]),
    TokenRule("figma-token", "Figma token", "figd_", [.url64(40)]),
    TokenRule("intra42-secret", "42 API client secret", "s-s4t2", [.lower(2), .text("-"), .lowerHex(64)]),
    TokenRule("maxmind-key", "MaxMind licence key", "_mmk", [], before: [.alnum(6), .text("_"), .alnum(29)]),
    TokenRule("readme-key", "ReadMe key", "rdme_", [.lower(70)]),
    TokenRule("settlemint-token", "SettleMint token", "sm_pat_", [.alnum(16)], check: TokenCheck.random),
    TokenRule("settlemint-token", "SettleMint application token", "sm_aat_", [.alnum(16)], check: TokenCheck.random),
    TokenRule("settlemint-token", "SettleMint service token", "sm_sat_", [.alnum(16)], check: TokenCheck.random),
    TokenRule(
      "freemius-secret-key", "Freemius secret key", "sk_",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "#&@*$!?%^+=~(){}<>,.;_-"), 29)], check: freemius),
    TokenRule(
      "gocardless-token", "GoCardless token", "live_",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_=-"), 40)], check: TokenCheck.random),
    TokenRule("lob-key", "Lob API key", "live_", [.lowerHex(35)]),
    TokenRule("lob-test-key", "Lob test key", "test_", [.lowerHex(35)]),
    TokenRule("lob-public-key", "Lob publishable key", "live_pub_", [.lowerHex(31)]),
    TokenRule("lob-public-key", "Lob publishable key", "test_pub_", [.lowerHex(31)]),
  ]

  /// Twenty-nine characters with digits and letters in no order.
  @Sendable private static func freemius(_ token: ArraySlice<UInt8>) -> Bool {
    let value = SecretValue(token)
    return value.isInNoOrder && value.digits >= 3 && value.lower >= 3 && !value.readsAsWords
  }
}
