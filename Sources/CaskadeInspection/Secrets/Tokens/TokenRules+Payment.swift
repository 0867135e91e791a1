import CaskadeSyntax

extension TokenRules {
  /// Payment and shops.
  static let payment: [TokenRule] = [
    TokenRule("stripe-key", "Stripe secret key", "sk_live_", [.run(.alphanumeric, 10...120)]),
    TokenRule(
      "stripe-test-key", "Stripe test key", "sk_test_", [.run(.alphanumeric, 10...120)], check: TokenCheck.random),
    TokenRule("stripe-key", "Stripe secret key", "sk_prod_", [.run(.alphanumeric, 10...120)], check: TokenCheck.random),
    TokenRule("stripe-restricted-key", "Stripe restricted key", "rk_live_", [.run(.alphanumeric, 10...120)]),
    TokenRule(
      "stripe-restricted-test-key", "Stripe restricted test key", "rk_test_", [.run(.alphanumeric, 10...120)],
      check: TokenCheck.random),
    TokenRule(
      "stripe-restricted-key", "Stripe restricted key", "rk_prod_", [.run(.alphanumeric, 10...120)],
      check: TokenCheck.random),
    TokenRule(
      "stripe-webhook-secret", "Stripe webhook secret", "whsec_", [.run(.base64, 32...70)], check: TokenCheck.mixed),
    TokenRule("shopify-access-token", "Shopify access token", "shpat_", [.hex(32)]),
    TokenRule("shopify-custom-token", "Shopify custom app token", "shpca_", [.hex(32)]),
    TokenRule("shopify-private-token", "Shopify private app token", "shppa_", [.hex(32)]),
    TokenRule("shopify-shared-secret", "Shopify shared secret", "shpss_", [.hex(32)]),
    TokenRule("square-token", "Square access token", "sq0atp-", [.url64(22...60)]),
    TokenRule("square-secret", "Square OAuth secret", "sq0csp-", [.url64(43)]),
    TokenRule(
      "square-access-token", "Square access token", "EAAA", [.url64(22...60)], start: .apart, check: TokenCheck.mixed),
    TokenRule(
      "flutterwave-key", "Flutterwave secret key", "FLWSECK_TEST-", [.lower(32), .text("-X")], ignoresCase: true),
    TokenRule("flutterwave-key", "Flutterwave secret key", "FLWSECK-", [.lower(32), .text("-X")], ignoresCase: true),
    TokenRule(
      "flutterwave-encryption-key", "Flutterwave encryption key", "FLWSECK_TEST-", [.lower(12)], ignoresCase: true),
    TokenRule(
      "flutterwave-public-key", "Flutterwave public key", "FLWPUBK_TEST-", [.lower(32), .text("-X")], ignoresCase: true),
    TokenRule("plaid-token", "Plaid token", "access-sandbox-", uuid),
    TokenRule("plaid-token", "Plaid token", "access-development-", uuid),
    TokenRule("plaid-token", "Plaid token", "access-production-", uuid),
    TokenRule("easypost-key", "EasyPost API key", "EZAK", [.alnum(54)]),
    TokenRule("easypost-test-key", "EasyPost test key", "EZTK", [.alnum(54)]),
    TokenRule("shippo-key", "Shippo API key", "shippo_live_", [.hex(40)]),
    TokenRule("shippo-test-key", "Shippo test key", "shippo_test_", [.hex(40)]),
    TokenRule("duffel-token", "Duffel token", "duffel_live_", [.run(.dotted, 43)]),
    TokenRule("duffel-test-token", "Duffel test token", "duffel_test_", [.run(.dotted, 43)]),
    TokenRule(
      "paypal-token", "PayPal access token", "access_token$production$", [.lower(16), .text("$"), .lowerHex(32)]),
  ]

  static let uuid: [TokenRule.Part] = [
    .hex(8), .text("-"), .hex(4), .text("-"), .hex(4), .text("-"), .hex(4), .text("-"), .hex(12),
  ]
}
