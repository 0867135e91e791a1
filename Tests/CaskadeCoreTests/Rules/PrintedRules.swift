/// Every identifier that a released version has printed, written down by hand from its code: whoever searches for one has
/// to find it.
enum PrintedRules {
  /// 0.1.0, by what stands before the dot.
  private static let firstRelease: [(group: String, names: String)] = [
    (
      "approval",
      """
      expired closed branch branch-unknown policy-tool self-declared missing group not-pinned difference
      amendment unreadable too-many other-contract other-namespace other-branch signature-expired unknown-signer
      ignored-signer revoked-signer other-key key-validity other-base superseded withdrawn untouched signature
      lower-band
      """
    ),
    (
      "scope",
      """
      outside denied operation link-outside-repository link-endless link-unread link-to-denied link-to-protected
      link-outside-scope nested-repository unreadable-submodule refused-name changed-and-back
      """
    ),
    (
      "protected",
      """
      git-name contracts ci git agent owners policy
      """
    ),
    (
      "budget",
      """
      files lines policy unstated
      """
    ),
    (
      "secrets",
      """
      1password-secret-key 1password-service-token adafruit-credential adafruit-key adobe-client-secret
      age-secret-key airtable-credential airtable-token algolia-credential alibaba-access-key
      anthropic-admin-key anthropic-key anthropic-oauth-token artifactory-api-key artifactory-password
      artifactory-reference-token asana-credential asana-token atlassian-credential atlassian-token authress-key
      aws-access-key aws-bedrock-key aws-bedrock-session-key azure-client-secret azure-devops-token
      azure-storage-key bitbucket-app-password bitbucket-credential bittrex-credential brevo-key brevo-smtp-key
      buildkite-token circleci-token clickhouse-secret-key clojars-token cloudflare-credential
      cloudflare-origin-ca-key codecov-credential coinbase-credential confluent-credential contentful-credential
      contentful-token contribsys-credential curl-credential databricks-token datadog-credential
      defined-networking-token digitalocean-oauth digitalocean-refresh digitalocean-token discord-credential
      discord-token discord-webhook docker-org-token docker-token doppler-token droneci-credential
      dropbox-credential dropbox-token duffel-test-token duffel-token dynatrace-token easypost-key
      easypost-test-key facebook-app-token facebook-page-token fastly-credential figma-token finicity-credential
      finnhub-credential flutterwave-encryption-key flutterwave-key flutterwave-public-key fly-macaroon
      fly-macaroon-2 fly-token frameio-token freemius-secret-key freshbooks-credential gcp-access-token
      gcp-api-key gcp-oauth-secret github-app-token github-fine-grained-pat github-oauth github-pat
      github-refresh-token github-server-token gitlab-agent-token gitlab-deploy-token gitlab-feature-flag-token
      gitlab-feed-token gitlab-incoming-mail-token gitlab-job-token gitlab-oauth-secret gitlab-pat
      gitlab-pat-routable gitlab-runner-registration gitlab-runner-token gitlab-runner-token-routable
      gitlab-scim-token gitlab-session gitlab-trigger-token gitter-credential gocardless-token
      grafana-cloud-token grafana-key grafana-service-token groq-key harness-service-token harness-token
      heroku-api-key huggingface-org-token huggingface-token infracost-key intercom-credential intra42-secret
      json-web-token kraken-credential kubernetes-secret langsmith-key lark-webhook launchdarkly-credential
      linear-key linear-oauth lob-key lob-public-key lob-test-key looker-credential mailchimp-key mailgun-key
      mailgun-public-key mapbox-secret-token mapbox-token mattermost-credential maxmind-key
      messagebird-credential netlify-credential netlify-token newrelic-browser-key newrelic-credential
      newrelic-insert-key newrelic-license-key newrelic-user-key notion-legacy-token notion-token
      npm-legacy-token npm-token nuget-key nvidia-key nytimes-credential octopus-api-key okta-credential
      okta-token openai-key openrouter-key openshift-token password paypal-token perplexity-key pinecone-key
      plaid-credential plaid-token planetscale-oauth planetscale-password planetscale-token postman-key
      prefect-token private-key pulumi-token pypi-test-token pypi-token rapidapi-credential readme-key
      replicate-token resend-key rubygems-token scalingo-token secret-value sendbird-credential sendgrid-key
      sentry-org-token sentry-user-token settlemint-token shippo-key shippo-test-key shopify-access-token
      shopify-custom-token shopify-private-token shopify-shared-secret slack-app-token
      slack-config-refresh-token slack-config-token slack-refresh-token slack-token slack-webhook
      slack-workspace-token sonar-analysis-token sonar-credential sonar-project-token sonar-token
      sourcegraph-token square-access-token square-secret square-token stripe-key stripe-restricted-key
      stripe-restricted-test-key stripe-test-key stripe-webhook-secret sumo-credential supabase-secret-key
      supabase-token tailscale-key teams-webhook telegram-token terraform-token travis-credential
      trello-credential twilio-account twilio-key twitch-credential twitter-credential typeform-token
      url-password vault-batch-token vault-legacy-token vault-recovery-token vault-service-token xai-key
      yandex-api-key yandex-credential yandex-iam-token yandex-secret-key zendesk-credential
      """
    ),
    (
      "integrity",
      """
      test-file-deleted test-file-shrunk test-removed test-disabled test-skipped test-focused assertions-removed
      rows-removed golden-deleted fixture-deleted golden-rewritten threshold-lowered setting-loosened
      configuration-deleted failure-ignored ci-step-removed ci-condition command-changed
      """
    ),
    (
      "validation",
      """
      failed timeout none not-run setup not-isolated interrupted skipped inconclusive base base-passes
      base-fails base-inconclusive carried tree-changed repository-changed left-processes
      """
    ),
    (
      "stop",
      """
      touching area unknown-area unstated
      """
    ),
    (
      "lint",
      """
      blank outcome cut-short duplicate no-paths wide no-match bare-extension shadowed deny-all protected
      protected-pattern tool-conflict policy-tool no-validation missing-program missing-script no-stop
      unknown-area budget policy-budget retired-template no-branch no-expires expired band empty-area band-order
      unused-group misread shallow unsatisfiable no-signer expired-allowance wide-allowance
      """
    ),
    (
      "schema",
      """
      not-a-mapping unknown-key missing-key version type empty unknown-value date duration count limit branch
      tool variable folder principal taken-name repeated several-keys missing-reason
      """
    ),
    (
      "pattern",
      """
      empty nul negation leading-slash dot parent empty-component braces double-star unclosed-bracket
      unknown-class extended-glob regex backslash wide-bracket trailing-backslash slash-after-wildcard
      """
    ),
    (
      "yaml",
      """
      too-long too-deep too-many-nodes too-many-problems encoding control-character hidden-character anchor
      alias tag merge-key directive several-documents no-document complex-key collection-key empty-key
      duplicate-key unprintable-key long-key top-level-indentation no-final-line-break tab indentation
      stray-line list-entry-expected key-expected inline-list nested-mapping multiline-key trailing-text
      text-cut comment-space reserved-character unclosed mismatched-bracket continuation-indentation
      missing-comma empty-entry colon-space escape block-header blank-line split-text
      """
    ),
  ]

  static let ids: [String] = firstRelease.flatMap { group, names in
    names.split { $0 == " " || $0 == "\n" }.map { "\(group).\($0)" }
  }
}
