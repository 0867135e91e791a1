/// Every token shape that is known, from the vendors' public documentation of their formats.
enum TokenRules {
  static let all: [TokenRule] = forges + clouds + packages + chat + payment + models + operations + products
}

extension TokenRules {
  /// Code hosting and continuous integration.
  static let forges: [TokenRule] = [
    TokenRule("github-pat", "GitHub personal access token", "ghp_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-oauth", "GitHub OAuth token", "gho_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-app-token", "GitHub app user token", "ghu_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-server-token", "GitHub app server token", "ghs_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-refresh-token", "GitHub refresh token", "ghr_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-fine-grained-pat", "GitHub fine-grained token", "github_pat_", [.run(.word, 82)]),
    TokenRule("gitlab-pat-routable", "GitLab personal access token", "glpat-",
      [.url64(27...300), .text("."), .maybe([.lower(2), .text(".")]), .lower(9)]),
    TokenRule("gitlab-pat", "GitLab personal access token", "glpat-", [.url64(20...50)]),
    TokenRule("gitlab-deploy-token", "GitLab deploy token", "gldt-", [.url64(20...50)]),
    TokenRule("gitlab-feed-token", "GitLab feed token", "glft-", [.url64(20...50)]),
    TokenRule("gitlab-scim-token", "GitLab SCIM token", "glsoat-", [.url64(20...50)]),
    TokenRule("gitlab-feature-flag-token", "GitLab feature flag client token", "glffct-", [.url64(20...50)]),
    TokenRule("gitlab-incoming-mail-token", "GitLab incoming mail token", "glimt-", [.url64(25)]),
    TokenRule("gitlab-agent-token", "GitLab Kubernetes agent token", "glagent-", [.url64(50...1024)]),
    TokenRule("gitlab-oauth-secret", "GitLab OAuth application secret", "gloas-", [.url64(64)]),
    TokenRule("gitlab-job-token", "GitLab CI/CD job token", "glcbt-", [.url64(20...60)]),
    TokenRule("gitlab-trigger-token", "GitLab pipeline trigger token", "glptt-", [.url64(40)]),
    TokenRule("gitlab-runner-token-routable", "GitLab runner token", "glrt-",
      [.url64(27...300), .text("."), .maybe([.lower(2), .text(".")]), .lower(9)]),
    TokenRule("gitlab-runner-token", "GitLab runner token", "glrt-", [.url64(20...50)]),
    TokenRule("gitlab-runner-registration", "GitLab runner registration token", "GR1348941", [.url64(20...50)]),
    TokenRule("gitlab-session", "GitLab session cookie", "_gitlab_session=", [.run(.alphanumeric, 32...32)]),
    TokenRule("bitbucket-app-password", "Bitbucket app password", "ATBB", [.alnum(32)], check: TokenCheck.mixed),
    TokenRule("sourcegraph-token", "Sourcegraph access token", "sgp_",
      [.maybe([.lowerHex(16), .text("_")]), .maybe([.text("local_")]), .hex(40)]),
    TokenRule("sonar-token", "SonarQube token", "squ_", [.lowerHex(40)]),
    TokenRule("sonar-project-token", "SonarQube project token", "sqp_", [.lowerHex(40)]),
    TokenRule("sonar-analysis-token", "SonarQube analysis token", "sqa_", [.lowerHex(40)]),
    TokenRule("circleci-token", "CircleCI token", "CCIPAT_", [.run(.alphanumeric, 22...22), .text("_"), .lowerHex(40)]),
    TokenRule("buildkite-token", "Buildkite token", "bkua_", [.lowerHex(40)]),
    TokenRule("harness-token", "Harness personal access token", "pat.",
      [.url64(22), .text("."), .alnum(24), .text("."), .alnum(20)]),
    TokenRule("harness-service-token", "Harness service account token", "sat.",
      [.url64(22), .text("."), .alnum(24), .text("."), .alnum(20)]),
    TokenRule("octopus-api-key", "Octopus Deploy API key", "API-", [.run(.upperDigits, 26)], check: TokenCheck.random),
  ]

  /// Cloud providers and hosting.
  static let clouds: [TokenRule] = [
    aws("AKIA"), aws("ASIA"), aws("ABIA"), aws("ACCA"),
    TokenRule("aws-access-key", "AWS access key id", "A3T", [.run(.upperDigits, 1), .run(.base32, 16)],
      check: TokenCheck.notAWSExample),
    TokenRule("aws-bedrock-key", "AWS Bedrock API key", "ABSK", [.run(.base64, 109...271)], check: nil),
    TokenRule("aws-bedrock-session-key", "AWS Bedrock session key", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t", [],
      check: nil),
    TokenRule("gcp-api-key", "Google API key", "AIza", [.url64(35)]),
    TokenRule("gcp-oauth-secret", "Google OAuth client secret", "GOCSPX-", [.url64(28)]),
    TokenRule("gcp-access-token", "Google OAuth access token", "ya29.", [.url64(40...400)]),
    TokenRule("azure-client-secret", "Azure client secret", "Q~", [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_~.-"), 31...34)],
      before: [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_~."), 3), .run(.digits, 1)]),
    TokenRule("azure-storage-key", "Azure storage account key", "AccountKey=", [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "+/"), 86), .text("==")]),
    TokenRule("azure-devops-token", "Azure DevOps token", "JQQJ99", [.alnum(26)], before: [.alnum(52)]),
    TokenRule("alibaba-access-key", "Alibaba Cloud access key id", "LTAI", [.run(.alphanumeric, 17...21)],
      check: TokenCheck.random),
    TokenRule("digitalocean-token", "DigitalOcean token", "dop_v1_", [.lowerHex(64)]),
    TokenRule("digitalocean-oauth", "DigitalOcean OAuth token", "doo_v1_", [.lowerHex(64)]),
    TokenRule("digitalocean-refresh", "DigitalOcean refresh token", "dor_v1_", [.lowerHex(64)], ignoresCase: true),
    TokenRule("heroku-api-key", "Heroku API key", "HRKU-AA", [.url64(58)]),
    TokenRule("fly-token", "Fly.io token", "fo1_", [.run(.word, 43)], check: TokenCheck.random),
    TokenRule("fly-macaroon", "Fly.io token", "fm1", [.run(ByteSet("ar"), 0...1), .text("_"), .run(.base64, 100...2000)]),
    TokenRule("fly-macaroon-2", "Fly.io token", "fm2_", [.run(.base64, 100...2000)]),
    TokenRule("cloudflare-origin-ca-key", "Cloudflare origin CA key", "v1.0-", [.lowerHex(24), .text("-"), .lowerHex(146)]),
    TokenRule("netlify-token", "Netlify token", "nfp_", [.alnum(36)]),
    TokenRule("planetscale-token", "PlanetScale token", "pscale_tkn_", [.run(.dotted, 32...64)]),
    TokenRule("planetscale-oauth", "PlanetScale OAuth token", "pscale_oauth_", [.run(.dotted, 32...64)]),
    TokenRule("planetscale-password", "PlanetScale password", "pscale_pw_", [.run(.dotted, 32...64)]),
    TokenRule("supabase-token", "Supabase access token", "sbp_", [.lowerHex(40)]),
    TokenRule("supabase-secret-key", "Supabase secret key", "sb_secret_", [.url64(31...40)]),
    TokenRule("scalingo-token", "Scalingo token", "tk-us-", [.url64(48)]),
    TokenRule("yandex-api-key", "Yandex Cloud API key", "AQVN", [.url64(35...38)]),
    TokenRule("yandex-iam-token", "Yandex Cloud IAM token", "t1.",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-="), 20...300), .text("."), .run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-="), 86...88)]),
    TokenRule("yandex-secret-key", "Yandex Cloud secret key", "YC", [.url64(38)], check: TokenCheck.mixed),
    TokenRule("databricks-token", "Databricks token", "dapi", [.lowerHex(32), .maybe([.text("-"), .digits(1...1)])]),
  ]

  private static func aws(_ prefix: String) -> TokenRule {
    TokenRule("aws-access-key", "AWS access key id", prefix, [.run(.base32, 16)], check: TokenCheck.notAWSExample)
  }

  /// Package registries and artifact stores.
  static let packages: [TokenRule] = [
    TokenRule("npm-token", "npm access token", "npm_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("npm-legacy-token", "npm registry token", "/:_authToken=", [.url64(20...300)]),
    TokenRule("npm-legacy-token", "npm registry token", "/:_authToken = ", [.url64(20...300)]),
    TokenRule("pypi-token", "PyPI token", "pypi-AgEIcHlwaS5vcmc", [.url64(70...1000)]),
    TokenRule("pypi-test-token", "TestPyPI token", "pypi-AgENdGVzdC5weXBpLm9yZw", [.url64(70...1000)]),
    TokenRule("rubygems-token", "RubyGems token", "rubygems_", [.lowerHex(48)]),
    TokenRule("clojars-token", "Clojars token", "CLOJARS_", [.alnum(60)], ignoresCase: true),
    TokenRule("nuget-key", "NuGet API key", "oy2", [.run(.lowerDigits, 43)], check: TokenCheck.random),
    TokenRule("docker-token", "Docker Hub token", "dckr_pat_", [.url64(27)]),
    TokenRule("docker-org-token", "Docker Hub organisation token", "dckr_oat_", [.url64(32)]),
    TokenRule("artifactory-api-key", "Artifactory API key", "AKC", [.run(.alphanumeric, 10...76)], check: artifactory),
    TokenRule("artifactory-password", "Artifactory encrypted password", "AP",
      [.run(ByteSet("0123456789ABCDEF"), 1), .run(.alphanumeric, 10...76)], check: artifactory),
    TokenRule("artifactory-reference-token", "Artifactory reference token", "cmVmd", [.alnum(59)]),
    TokenRule("contribsys-credential", "Sidekiq Enterprise credential", "contribsys__com=",
      [.lowerHex(8), .text(":"), .lowerHex(8)], before: [.run(ByteSet("A"..."Z", "a"..."z", also: "_"), 0...30)], ignoresCase: true),
  ]

  /// An identifier with the same beginning, such as `APConfiguration`, isn't a key.
  @Sendable private static func artifactory(_ token: ArraySlice<UInt8>) -> Bool {
    !SecretValue(token).readsAsWords
  }

  /// Messaging and mail.
  static let chat: [TokenRule] = [
    slack("xoxb-"), slack("xoxp-"), slack("xoxs-"), slack("xoxo-"), slack("xoxa-"), slack("xoxr-"), slack("xoxe-"),
    TokenRule("slack-workspace-token", "Slack workspace token", "xoxa-",
      [.maybe([.digits(1...1), .text("-")]), .run(.alphanumeric, 8...48)], check: TokenCheck.random),
    TokenRule("slack-refresh-token", "Slack refresh token", "xoxr-",
      [.maybe([.digits(1...1), .text("-")]), .run(.alphanumeric, 8...48)], check: TokenCheck.random),
    TokenRule("slack-config-token", "Slack configuration token", "xoxe.xoxp-",
      [.digits(1...1), .text("-"), .run(.alphanumeric, 140...170)]),
    TokenRule("slack-config-token", "Slack configuration token", "xoxe.xoxb-",
      [.digits(1...1), .text("-"), .run(.alphanumeric, 140...170)]),
    TokenRule("slack-config-refresh-token", "Slack configuration refresh token", "xoxe-",
      [.digits(1...1), .text("-"), .run(.alphanumeric, 140...170)]),
    TokenRule("slack-app-token", "Slack app token", "xapp-",
      [.digits(1...1), .text("-"), .run(.alphanumeric, 1...20), .text("-"), .digits(1...20), .text("-"), .run(.alphanumeric, 1...90)],
      check: nil),
    TokenRule("slack-webhook", "Slack webhook", "hooks.slack.com/services/", [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "/"), 40...60)],
      check: TokenCheck.mixed),
    TokenRule("slack-webhook", "Slack workflow webhook", "hooks.slack.com/workflows/", [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "/"), 40...90)]),
    TokenRule("slack-webhook", "Slack trigger webhook", "hooks.slack.com/triggers/", [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "/"), 40...90)]),
    TokenRule("discord-token", "Discord bot token", ".", [.url64(6), .text("."), .url64(27...38)],
      before: [.url64(24...28)], check: TokenCheck.discord),
    TokenRule("discord-webhook", "Discord webhook", "discord.com/api/webhooks/", [.digits(17...20), .text("/"), .url64(60...72)]),
    TokenRule("discord-webhook", "Discord webhook", "discordapp.com/api/webhooks/", [.digits(17...20), .text("/"), .url64(60...72)]),
    TokenRule("teams-webhook", "Microsoft Teams webhook", ".webhook.office.com/webhookb2/",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "-@"), 73), .text("/IncomingWebhook/"), .run(.alphanumeric, 32), .text("/"), .run(.base64URL, 36)],
      before: [.run(.base64URL, 1...63)]),
    TokenRule("telegram-token", "Telegram bot token", ":A", [.url64(34)], before: [.digits(5...16)]),
    TokenRule("telegram-token", "Telegram bot token", "api.telegram.org/bot", [.digits(5...16), .text(":A"), .url64(34)]),
    TokenRule("twilio-key", "Twilio API key", "SK", [.hex(32)]),
    TokenRule("twilio-account", "Twilio account id", "AC", [.lowerHex(32)]),
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
    TokenRule("slack-token", "Slack token", prefix, [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "-"), 8...120)],
      check: TokenCheck.slackGroups)
  }

  /// Payment and shops.
  static let payment: [TokenRule] = [
    TokenRule("stripe-key", "Stripe secret key", "sk_live_", [.run(.alphanumeric, 10...120)]),
    TokenRule("stripe-test-key", "Stripe test key", "sk_test_", [.run(.alphanumeric, 10...120)], check: TokenCheck.random),
    TokenRule("stripe-key", "Stripe secret key", "sk_prod_", [.run(.alphanumeric, 10...120)], check: TokenCheck.random),
    TokenRule("stripe-restricted-key", "Stripe restricted key", "rk_live_", [.run(.alphanumeric, 10...120)]),
    TokenRule("stripe-restricted-test-key", "Stripe restricted test key", "rk_test_", [.run(.alphanumeric, 10...120)],
      check: TokenCheck.random),
    TokenRule("stripe-restricted-key", "Stripe restricted key", "rk_prod_", [.run(.alphanumeric, 10...120)], check: TokenCheck.random),
    TokenRule("stripe-webhook-secret", "Stripe webhook secret", "whsec_", [.run(.base64, 32...70)], check: TokenCheck.mixed),
    TokenRule("shopify-access-token", "Shopify access token", "shpat_", [.hex(32)]),
    TokenRule("shopify-custom-token", "Shopify custom app token", "shpca_", [.hex(32)]),
    TokenRule("shopify-private-token", "Shopify private app token", "shppa_", [.hex(32)]),
    TokenRule("shopify-shared-secret", "Shopify shared secret", "shpss_", [.hex(32)]),
    TokenRule("square-token", "Square access token", "sq0atp-", [.url64(22...60)]),
    TokenRule("square-secret", "Square OAuth secret", "sq0csp-", [.url64(43)]),
    TokenRule("square-access-token", "Square access token", "EAAA", [.url64(22...60)], check: TokenCheck.mixed),
    TokenRule("flutterwave-key", "Flutterwave secret key", "FLWSECK_TEST-", [.lower(32), .text("-X")], ignoresCase: true),
    TokenRule("flutterwave-key", "Flutterwave secret key", "FLWSECK-", [.lower(32), .text("-X")], ignoresCase: true),
    TokenRule("flutterwave-encryption-key", "Flutterwave encryption key", "FLWSECK_TEST-", [.lower(12)], ignoresCase: true),
    TokenRule("flutterwave-public-key", "Flutterwave public key", "FLWPUBK_TEST-", [.lower(32), .text("-X")], ignoresCase: true),
    TokenRule("plaid-token", "Plaid token", "access-sandbox-", uuid),
    TokenRule("plaid-token", "Plaid token", "access-development-", uuid),
    TokenRule("plaid-token", "Plaid token", "access-production-", uuid),
    TokenRule("easypost-key", "EasyPost API key", "EZAK", [.alnum(54)]),
    TokenRule("easypost-test-key", "EasyPost test key", "EZTK", [.alnum(54)]),
    TokenRule("shippo-key", "Shippo API key", "shippo_live_", [.hex(40)]),
    TokenRule("shippo-test-key", "Shippo test key", "shippo_test_", [.hex(40)]),
    TokenRule("duffel-token", "Duffel token", "duffel_live_", [.run(.dotted, 43)]),
    TokenRule("duffel-test-token", "Duffel test token", "duffel_test_", [.run(.dotted, 43)]),
    TokenRule("paypal-token", "PayPal access token", "access_token$production$", [.lower(16), .text("$"), .lowerHex(32)]),
  ]

  static let uuid: [TokenRule.Part] = [
    .hex(8), .text("-"), .hex(4), .text("-"), .hex(4), .text("-"), .hex(4), .text("-"), .hex(12),
  ]

  /// Services that answer with language models.
  static let models: [TokenRule] = [
    TokenRule("openai-key", "OpenAI API key", "T3BlbkFJ", [.url64(20...80)], before: [.url64(23...180)], check: openAI),
    TokenRule("anthropic-key", "Anthropic API key", "sk-ant-api03-", [.url64(95)]),
    TokenRule("anthropic-admin-key", "Anthropic admin key", "sk-ant-admin01-", [.url64(95)]),
    TokenRule("anthropic-oauth-token", "Anthropic OAuth token", "sk-ant-oat01-", [.url64(95)]),
    TokenRule("huggingface-token", "Hugging Face token", "hf_", [.run(.alphanumeric, 34)], check: TokenCheck.random),
    TokenRule("huggingface-org-token", "Hugging Face organisation token", "api_org_", [.run(.alphanumeric, 34)],
      check: TokenCheck.random),
    TokenRule("perplexity-key", "Perplexity API key", "pplx-", [.alnum(48)]),
    TokenRule("groq-key", "Groq API key", "gsk_", [.alnum(52)]),
    TokenRule("xai-key", "xAI API key", "xai-", [.alnum(80)]),
    TokenRule("replicate-token", "Replicate token", "r8_", [.alnum(37)]),
    TokenRule("openrouter-key", "OpenRouter key", "sk-or-v1-", [.lowerHex(64)]),
    TokenRule("langsmith-key", "LangSmith key", "lsv2_pt_", [.lowerHex(32), .text("_"), .lowerHex(10)]),
    TokenRule("langsmith-key", "LangSmith key", "lsv2_sk_", [.lowerHex(32), .text("_"), .lowerHex(10)]),
    TokenRule("pinecone-key", "Pinecone key", "pcsk_", [.run(.word, 60...80)]),
    TokenRule("nvidia-key", "NVIDIA API key", "nvapi-", [.url64(60...70)]),
  ]

  @Sendable private static func openAI(_ token: ArraySlice<UInt8>) -> Bool {
    token.starts(with: "sk-".utf8) && TokenCheck.notFilled(token)
  }

  /// Monitoring, infrastructure, identity.
  static let operations: [TokenRule] = [
    TokenRule("vault-service-token", "Vault service token", "hvs.", [.url64(24...300)], check: TokenCheck.mixed),
    TokenRule("vault-batch-token", "Vault batch token", "hvb.", [.url64(100...400)]),
    TokenRule("vault-recovery-token", "Vault recovery token", "hvr.", [.url64(24...300)], check: TokenCheck.mixed),
    TokenRule("vault-legacy-token", "Vault token", "s.", [.alnum(24)], check: TokenCheck.mixed),
    TokenRule("terraform-token", "Terraform Cloud token", ".atlasv1.", [.run(.dotted, 60...70)], before: [.alnum(14)]),
    TokenRule("doppler-token", "Doppler token", "dp.pt.", [.alnum(43)]),
    TokenRule("doppler-token", "Doppler CLI token", "dp.ct.", [.run(.alphanumeric, 40...44)]),
    TokenRule("doppler-token", "Doppler SCIM token", "dp.scim.", [.run(.alphanumeric, 40...44)]),
    TokenRule("doppler-token", "Doppler audit token", "dp.audit.", [.run(.alphanumeric, 40...44)]),
    TokenRule("doppler-token", "Doppler service token", "dp.st.",
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
    TokenRule("sentry-org-token", "Sentry organisation token", "sntrys_eyJ", [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "+/=_-"), 80...400)]),
    TokenRule("dynatrace-token", "Dynatrace token", "dt0c01.", [.alnum(24), .text("."), .alnum(64)]),
    TokenRule("pulumi-token", "Pulumi token", "pul-", [.lowerHex(40)]),
    TokenRule("openshift-token", "OpenShift token", "sha256~", [.url64(43)]),
    TokenRule("prefect-token", "Prefect token", "pnu_", [.lower(36)]),
    TokenRule("infracost-key", "Infracost key", "ico-", [.alnum(32)], check: TokenCheck.mixed),
    TokenRule("defined-networking-token", "Defined Networking token", "dnkey-", [.lower(26), .text("-"), .lower(52)]),
    TokenRule("tailscale-key", "Tailscale key", "tskey-", [.lowerDash(3...20), .run(.alphanumeric, 8...20), .text("-"), .run(.alphanumeric, 20...40)]),
    TokenRule("1password-service-token", "1Password service account token", "ops_eyJ", [.run(.base64, 250...3000)]),
    TokenRule("1password-secret-key", "1Password secret key", "A3-",
      [.run(.upperDigits, 6), .text("-"), .maybe([.run(.upperDigits, 11)]), .maybe([.run(.upperDigits, 6), .text("-"), .run(.upperDigits, 5)]),
        .text("-"), .run(.upperDigits, 5), .text("-"), .run(.upperDigits, 5), .text("-"), .run(.upperDigits, 5)],
      check: TokenCheck.random),
    TokenRule("age-secret-key", "age secret key", "AGE-SECRET-KEY-1", [.run(ByteSet("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"), 58)]),
    TokenRule("okta-token", "Okta token", "SSWS 00", [.url64(40)]),
    TokenRule("atlassian-token", "Atlassian API token", "ATATT3", [.run(.dotted, 180...200)]),
    TokenRule("clickhouse-secret-key", "ClickHouse Cloud secret key", "4b1d", [.alnum(38)], check: TokenCheck.mixed),
    TokenRule("authress-key", "Authress service client key", ".acc", [.run(ByteSet("-_"), 1), .run(.base64URL, 10...32), .text("."), .run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "+/_=-"), 30...120)],
      before: [.run(ByteSet("0"..."9", "a"..."z", also: "_"), 8...40), .text("."), .run(.lowerDigits, 4...6)], ignoresCase: true),
    TokenRule("json-web-token", "JSON web token", "eyJ", [.run(.base64URL, 8...4000), .text("."), .run(.base64URL, 2...8000), .maybe([.text("."), .run(.base64URL, 0...4000)])],
      check: TokenCheck.webToken),
    TokenRule("json-web-token", "JSON web token in base 64", "ZXlK", [.run(.base64, 40...8000)], check: wrappedWebToken),
  ]

  /// Base 64 of a web token: decoded, it begins as one.
  @Sendable private static func wrappedWebToken(_ token: ArraySlice<UInt8>) -> Bool {
    guard let inner = Base64.decode(token) else { return false }
    return inner.starts(with: "eyJ".utf8) && inner.prefix(20).allSatisfy(ByteSet.base64URL.contains)
  }

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
    TokenRule("dropbox-token", "Dropbox short-lived token", "sl.", [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_-="), 130...1500)]),
    TokenRule("facebook-page-token", "Facebook access token", "EAAC", [.run(.alphanumeric, 60...400)]),
    TokenRule("facebook-page-token", "Facebook access token", "EAAM", [.run(.alphanumeric, 60...400)]),
    TokenRule("facebook-app-token", "Facebook app token", "|", [.url64(27...28)], before: [.digits(15...16)], check: TokenCheck.notFilled),
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
    TokenRule("freemius-secret-key", "Freemius secret key", "sk_",
      [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "#&@*$!?%^+=~(){}<>,.;_-"), 29)], check: freemius),
    TokenRule("gocardless-token", "GoCardless token", "live_", [.run(ByteSet("0"..."9", "a"..."z", "A"..."Z", also: "_=-"), 40)], check: TokenCheck.random),
    TokenRule("lob-key", "Lob API key", "live_", [.lowerHex(35)]),
    TokenRule("lob-test-key", "Lob test key", "test_", [.lowerHex(35)]),
    TokenRule("lob-public-key", "Lob publishable key", "live_pub_", [.lowerHex(31)]),
    TokenRule("lob-public-key", "Lob publishable key", "test_pub_", [.lowerHex(31)]),
  ]

  /// Twenty-nine characters with digits and letters in no order.
  @Sendable private static func freemius(_ token: ArraySlice<UInt8>) -> Bool {
    let value = SecretValue(token)
    return value.digits >= 3 && value.lower >= 3 && !value.readsAsWords
  }
}

extension TokenRule.Part {
  /// One lower-case word and the `-` after it.
  fileprivate static func lowerDash(_ lengths: ClosedRange<Int>) -> Self {
    .maybe([.run(.lower, lengths), .text("-")])
  }
}
