import CaskadeSyntax

extension TokenRules {
  /// Cloud providers and hosting.
  static let clouds: [TokenRule] = [
    aws("AKIA"), aws("ASIA"), aws("ABIA"), aws("ACCA"),
    TokenRule(
      "aws-access-key", "AWS access key id", "A3T", [.run(.upperDigits, 1), .run(.base32, 16)],
      check: TokenCheck.notAWSExample),
    TokenRule("aws-bedrock-key", "AWS Bedrock API key", "ABSK", [.run(.base64, 109...271)], check: nil),
    TokenRule(
      "aws-bedrock-session-key", "AWS Bedrock session key", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t", [],
      check: nil),
    TokenRule("gcp-api-key", "Google API key", "AIza", [.url64(35)], context: FirebaseKey.isSecret),
    TokenRule("gcp-oauth-secret", "Google OAuth client secret", "GOCSPX-", [.url64(28)]),
    TokenRule("gcp-access-token", "Google OAuth access token", "ya29.", [.url64(40...400)]),
    TokenRule(
      "azure-client-secret", "Azure client secret", "Q~",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_~.-"), 31...34)],
      before: [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_~."), 3), .run(.digits, 1)]),
    TokenRule(
      "azure-storage-key", "Azure storage account key", "AccountKey=",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "+/"), 86), .text("==")]),
    TokenRule("azure-devops-token", "Azure DevOps token", "JQQJ99", [.alnum(26)], before: [.alnum(52)]),
    TokenRule(
      "alibaba-access-key", "Alibaba Cloud access key id", "LTAI", [.run(.alphanumeric, 17...21)],
      check: TokenCheck.random),
    TokenRule("digitalocean-token", "DigitalOcean token", "dop_v1_", [.lowerHex(64)]),
    TokenRule("digitalocean-oauth", "DigitalOcean OAuth token", "doo_v1_", [.lowerHex(64)]),
    TokenRule("digitalocean-refresh", "DigitalOcean refresh token", "dor_v1_", [.lowerHex(64)], ignoresCase: true),
    TokenRule("heroku-api-key", "Heroku API key", "HRKU-AA", [.url64(58)]),
    TokenRule("fly-token", "Fly.io token", "fo1_", [.run(.word, 43)], check: TokenCheck.random),
    TokenRule(
      "fly-macaroon", "Fly.io token", "fm1", [.run(ByteSet("ar"), 0...1), .text("_"), .run(.base64, 100...2000)]),
    TokenRule("fly-macaroon-2", "Fly.io token", "fm2_", [.run(.base64, 100...2000)]),
    TokenRule(
      "cloudflare-origin-ca-key", "Cloudflare origin CA key", "v1.0-", [.lowerHex(24), .text("-"), .lowerHex(146)]),
    TokenRule("netlify-token", "Netlify token", "nfp_", [.alnum(36)]),
    TokenRule("planetscale-token", "PlanetScale token", "pscale_tkn_", [.run(.dotted, 32...64)]),
    TokenRule("planetscale-oauth", "PlanetScale OAuth token", "pscale_oauth_", [.run(.dotted, 32...64)]),
    TokenRule("planetscale-password", "PlanetScale password", "pscale_pw_", [.run(.dotted, 32...64)]),
    TokenRule("supabase-token", "Supabase access token", "sbp_", [.lowerHex(40)]),
    TokenRule("supabase-secret-key", "Supabase secret key", "sb_secret_", [.url64(31...40)]),
    TokenRule("scalingo-token", "Scalingo token", "tk-us-", [.url64(48)]),
    TokenRule("yandex-api-key", "Yandex Cloud API key", "AQVN", [.url64(35...38)], start: .apart),
    TokenRule(
      "yandex-iam-token", "Yandex Cloud IAM token", "t1.",
      [
        .run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-="), 20...300), .text("."),
        .run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-="), 86...88),
      ]),
    TokenRule(
      "yandex-secret-key", "Yandex Cloud secret key", "YC", [.url64(38)], start: .apart, check: TokenCheck.mixed),
    TokenRule("databricks-token", "Databricks token", "dapi", [.lowerHex(32), .maybe([.text("-"), .digits(1...1)])]),
  ]

  private static func aws(_ prefix: String) -> TokenRule {
    TokenRule("aws-access-key", "AWS access key id", prefix, [.run(.base32, 16)], check: TokenCheck.notAWSExample)
  }
}
