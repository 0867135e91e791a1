import CaskadeSyntax

extension TokenRules {
  /// Messaging and mail.
  static let chat: [TokenRule] = [
    slack("xoxb-"), slack("xoxp-"), slack("xoxs-"), slack("xoxo-"), slack("xoxa-"), slack("xoxr-"), slack("xoxe-"),
    TokenRule(
      "slack-workspace-token", "Slack workspace token", "xoxa-",
      [.maybe([.digits(1...1), .text("-")]), .run(.alphanumeric, 8...48)], check: TokenCheck.random),
    TokenRule(
      "slack-refresh-token", "Slack refresh token", "xoxr-",
      [.maybe([.digits(1...1), .text("-")]), .run(.alphanumeric, 8...48)], check: TokenCheck.random),
    TokenRule(
      "slack-config-token", "Slack configuration token", "xoxe.xoxp-",
      [.digits(1...1), .text("-"), .run(.alphanumeric, 140...170)]),
    TokenRule(
      "slack-config-token", "Slack configuration token", "xoxe.xoxb-",
      [.digits(1...1), .text("-"), .run(.alphanumeric, 140...170)]),
    TokenRule(
      "slack-config-refresh-token", "Slack configuration refresh token", "xoxe-",
      [.digits(1...1), .text("-"), .run(.alphanumeric, 140...170)]),
    TokenRule(
      "slack-app-token", "Slack app token", "xapp-",
      [
        .digits(1...1), .text("-"), .run(.alphanumeric, 1...20), .text("-"), .digits(1...20), .text("-"),
        .run(.alphanumeric, 1...90),
      ],
      check: nil),
    TokenRule(
      "slack-webhook", "Slack webhook", "hooks.slack.com/services/",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "/"), 40...60)],
      check: TokenCheck.mixed),
    TokenRule(
      "slack-webhook", "Slack workflow webhook", "hooks.slack.com/workflows/",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "/"), 40...90)]),
    TokenRule(
      "slack-webhook", "Slack trigger webhook", "hooks.slack.com/triggers/",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "/"), 40...90)]),
    TokenRule(
      "discord-token", "Discord bot token", ".", [.url64(6), .text("."), .url64(27...38)],
      before: [.url64(24...28)], check: TokenCheck.discord),
    TokenRule(
      "discord-webhook", "Discord webhook", "discord.com/api/webhooks/",
      [.digits(17...20), .text("/"), .url64(60...72)]),
    TokenRule(
      "discord-webhook", "Discord webhook", "discordapp.com/api/webhooks/",
      [.digits(17...20), .text("/"), .url64(60...72)]),
    TokenRule(
      "teams-webhook", "Microsoft Teams webhook", ".webhook.office.com/webhookb2/",
      [
        .run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "-@"), 73), .text("/IncomingWebhook/"),
        .run(.alphanumeric, 32), .text("/"), .run(.base64URL, 36),
      ],
      before: [.run(.base64URL, 1...63)]),
    TokenRule("telegram-token", "Telegram bot token", ":A", [.url64(34)], before: [.digits(5...16)]),
    TokenRule(
      "telegram-token", "Telegram bot token", "api.telegram.org/bot", [.digits(5...16), .text(":A"), .url64(34)]),
    TokenRule("twilio-key", "Twilio API key", "SK", [.hex(32)], start: .apart),
    TokenRule("twilio-account", "Twilio account id", "AC", [.lowerHex(32)], start: .apart),
    TokenRule("sendgrid-key", "SendGrid API key", "SG.", [.run(.dotted, 66...69)], check: TokenCheck.sendGrid),
    TokenRule("mailgun-key", "Mailgun private key", "key-", [.lowerHex(32)]),
    TokenRule("mailgun-public-key", "Mailgun public key", "pubkey-", [.lowerHex(32)]),
    TokenRule("mailchimp-key", "Mailchimp API key", "-us", [.digits(1...2)], before: [.lowerHex(32)]),
    TokenRule("brevo-key", "Brevo API key", "xkeysib-", [.lowerHex(64), .text("-"), .alnum(16)], ignoresCase: true),
    TokenRule("brevo-smtp-key", "Brevo SMTP key", "xsmtpsib-", [.lowerHex(64), .text("-"), .alnum(16)]),
    TokenRule("resend-key", "Resend API key", "re_", [.alnum(8), .text("_"), .alnum(24)], check: TokenCheck.mixed),
    TokenRule("lark-webhook", "Lark webhook", "/open-apis/bot/v2/hook/", [.run(.base64URL, 36)], start: .anything),
  ]

  private static func slack(_ prefix: String) -> TokenRule {
    TokenRule(
      "slack-token", "Slack token", prefix, [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "-"), 8...120)],
      check: TokenCheck.slackGroups)
  }
}
