/// The marks by which a line tells a linter, a type checker, a scanner or a coverage tool to look away.
///
/// Sources: the references of the tools that each line names.
enum Suppression {
  /// Texts that stand in a comment.
  static let comments: [String] = [
    // Python: Flake8, Ruff, mypy, Pyright, Pylint, coverage.py, Bandit.
    "noqa", "type: ignore", "mypy: ignore-errors", "mypy: disable-error-code", "pyright: ignore", "pyright: basic",
    "pylint: disable", "pylint: skip-file", "pragma: no cover", "pragma: no branch", "nosec", "pyre-ignore",
    "pyre-fixme", "pytype: disable",
    // JavaScript and TypeScript, styles.
    "@ts-ignore", "@ts-nocheck", "@ts-expect-error", "eslint-disable", "tslint:disable", "biome-ignore",
    "oxlint-disable", "stylelint-disable", "istanbul ignore", "c8 ignore", "v8 ignore", "$FlowFixMe", "$FlowIgnore",
    "deno-lint-ignore",
    // Go, Rust, Swift, C.
    "nolint", "lint:ignore", "lint:file-ignore", "#nosec", "swiftlint:disable", "swift-format-ignore", "NOLINTNEXTLINE",
    "NOLINTBEGIN", "LCOV_EXCL_", "GCOVR_EXCL_", "cppcheck-suppress", "clang-format off",
    // JVM, .NET, PHP, Ruby, Dart, Elixir, Lua, Haskell.
    "NOSONAR", "NOPMD", "CHECKSTYLE:OFF", "CHECKSTYLE.OFF", "noinspection", "ktlint-disable",
    "ReSharper disable", "phpcs:ignore", "phpcs:disable", "@phpstan-ignore", "@psalm-suppress", "@codeCoverageIgnore",
    "rubocop:disable", "rubocop:todo", "reek:", ":nocov:", "ignore_for_file:", "coverage:ignore", "credo:disable",
    "luacheck: ignore", "luacheck: no",
    // Shells, infrastructure, secrets, scanners.
    "shellcheck disable", "hadolint ignore", "yamllint disable", "markdownlint-disable", "tflint-ignore",
    "tfsec:ignore",
    "trivy:ignore", "checkov:skip", "kics-scan ignore", "gitleaks:allow", "trufflehog:ignore", "ggignore",
    "pragma: allowlist secret", "pragma: allowlist nextline secret", "nosemgrep", "codeql[", "lgtm[", "zizmor: ignore",
    "skipcq",
  ]

  /// Texts that are code by themselves.
  static let code: [String] = [
    "#[allow(", "#![allow(", "#[expect(", "#![expect(", "#[coverage(off)", "@SuppressWarnings(", "@Suppress(",
    "@file:Suppress(", "@SuppressLint(", "@SuppressFBWarnings", "#pragma warning disable",
    "#pragma GCC diagnostic ignored", "#pragma clang diagnostic ignored", "[SuppressMessage(",
    "[ExcludeFromCodeCoverage", "@typing.no_type_check", "@no_type_check", "cfg(not(tarpaulin",
  ]
}
