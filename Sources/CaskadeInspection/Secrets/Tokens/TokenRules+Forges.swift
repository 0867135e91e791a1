import CaskadeSyntax

extension TokenRules {
  /// Code hosting and continuous integration.
  static let forges: [TokenRule] = [
    TokenRule("github-pat", "GitHub personal access token", "ghp_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-oauth", "GitHub OAuth token", "gho_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-app-token", "GitHub app user token", "ghu_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-server-token", "GitHub app server token", "ghs_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-refresh-token", "GitHub refresh token", "ghr_", [.alnum(36)], check: TokenCheck.crc32Base62),
    TokenRule("github-fine-grained-pat", "GitHub fine-grained token", "github_pat_", [.run(.word, 82)]),
    TokenRule(
      "gitlab-pat-routable", "GitLab personal access token", "glpat-",
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
    TokenRule(
      "gitlab-runner-token-routable", "GitLab runner token", "glrt-",
      [.url64(27...300), .text("."), .maybe([.lower(2), .text(".")]), .lower(9)]),
    TokenRule("gitlab-runner-token", "GitLab runner token", "glrt-", [.url64(20...50)]),
    TokenRule("gitlab-runner-registration", "GitLab runner registration token", "GR1348941", [.url64(20...50)]),
    TokenRule("gitlab-session", "GitLab session cookie", "_gitlab_session=", [.run(.alphanumeric, 32...32)]),
    TokenRule(
      "bitbucket-app-password", "Bitbucket app password", "ATBB", [.alnum(32)], start: .apart, check: TokenCheck.mixed),
    TokenRule(
      "sourcegraph-token", "Sourcegraph access token", "sgp_",
      [.maybe([.lowerHex(16), .text("_")]), .maybe([.text("local_")]), .hex(40)]),
    TokenRule("sonar-token", "SonarQube token", "squ_", [.lowerHex(40)]),
    TokenRule("sonar-project-token", "SonarQube project token", "sqp_", [.lowerHex(40)]),
    TokenRule("sonar-analysis-token", "SonarQube analysis token", "sqa_", [.lowerHex(40)]),
    TokenRule(
      "circleci-token", "CircleCI token", "CCIPAT_", [.run(.alphanumeric, 22...22), .text("_"), .lowerHex(40)]),
    TokenRule("buildkite-token", "Buildkite token", "bkua_", [.lowerHex(40)]),
    TokenRule(
      "harness-token", "Harness personal access token", "pat.",
      [.url64(22), .text("."), .alnum(24), .text("."), .alnum(20)]),
    TokenRule(
      "harness-service-token", "Harness service account token", "sat.",
      [.url64(22), .text("."), .alnum(24), .text("."), .alnum(20)]),
    TokenRule("octopus-api-key", "Octopus Deploy API key", "API-", [.run(.upperDigits, 26)], check: TokenCheck.random),
  ]
}
