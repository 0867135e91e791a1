import CaskadeContracts
import CaskadeReport
import CaskadeSyntax
import XCTest

/// A contract to show before it is approved.
struct PageSpecimen {
  let name: String
  let contract: String
  var approval = "approved: its bytes are on main"
  var tracked: [RepositoryPath] = []
  var why: [RepositoryPath] = []

  var page: ContractPage {
    get throws {
      let result = ContractReader.read(SourceText(name: "Contracts/\(name).yaml", contract))
      let contract = try XCTUnwrap(result.contract, "\(result.diagnostics)")
      return ContractPage(
        contract: contract, name: "Contracts/\(name).yaml", approval: approval, policy: BuiltInPolicy.policy,
        tracked: tracked)
    }
  }

  static let all = [
    PageSpecimen(
      name: "full", contract: full,
      tracked: [
        "Sources/Login/Redirect.swift", "Sources/Login/Keychain.swift", "Tests/LoginTests/A.swift",
        "Tests/LoginTests/日本.swift", ".github/workflows/ci.yml", "migrations/1.sql", "README.md",
      ].map { RepositoryPath($0) } + [RepositoryPath(bytes: Array("Sources/Login/caf".utf8) + [0xE9])],
      why: [
        "Sources/Login/Redirect.swift", "Sources/Login/Keychain.swift", "Tests/LoginTests/A.swift",
        ".github/workflows/ci.yml", "migrations/1.sql", "README.md", "new\nline\u{1B}[31m",
      ].map { RepositoryPath($0) }),
    PageSpecimen(name: "least", contract: least, approval: "not approved: nobody has merged it to \u{1B}[31mmain"),
    PageSpecimen(name: "no-proof", contract: least + "validation: []\n", approval: "not approved"),
  ]

  private static let least = """
    caskade: 1
    title: Say hello
    outcome: Hello is said.

    """

  private static let full = """
    caskade: 1
    title: Fix the login redirect loop
    outcome: |
      Signing in from any page returns the person to that page,
      exactly once. @team ::error::x
    ticket: WEB-1423
    owner: dev@example.com
    band: medium
    branch: fix/login-*
    expires: 2026-12-01
    paths:
      allow:
        - Sources/Login/**
        - migrations/**
        - path: Tests/LoginTests/**
          may: [create, modify]
      deny:
        - Sources/Login/Keychain.swift
      checks_may_change:
        - Tests/LoginTests/Legacy/**
    tools:
      allow: [read, search, edit, { shell: swift build * }]
      ask:
        - shell: git commit *
      deny:
        - web
    setup:
      - swift package resolve
    validation:
      - swift test --filter LoginTests
      - name: Redirect regression
        run: swift test --filter RedirectLoopTests
        timeout: 20m
        on_base: fails
        carry: Tests/LoginTests/**
      - name: Still there
        run: grep -q nothing README.md
        expect: 1
        on_base: passes
    stop_when:
      - more_than: 12 files
      - touching: Migrations/**
      - area: secrets
      - The session cookie format has to change.
    notes: |
      The loop only shows
      with a stale cookie.

    """
}
