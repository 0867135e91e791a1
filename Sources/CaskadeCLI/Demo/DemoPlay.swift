import CaskadeEngine

/// The story that `caskade demo` tells: one bug, one contract, one honest run and one careless one.
struct DemoPlay {
  let stage: DemoStage

  func perform() throws(CommandError) {
    try setTheStage()
    try draft()
    try honestRun()
    try carelessRun()
  }

  private func setTheStage() throws(CommandError) {
    try stage.say("1. A small project with a bug: prices are printed without cents.\n")
    try stage.git(["init", "-q", "-b", "main"])
    try stage.write("src/price.sh", Self.buggy)
    try stage.write("tests/price_test.sh", Self.oldTest)
    try stage.write(".github/workflows/ci.yml", "on: push\njobs:\n  test:\n    steps:\n      - run: make test\n")
    try stage.write("Makefile", "test:\n\tfor test in tests/*_test.sh; do sh $$test || exit 1; done\n")
    try stage.commit("Print prices")
  }

  private func draft() throws(CommandError) {
    try stage.say(
      "2. Before the run: a person writes down what the agent may do, and merges it. That is the approval.\n")
    try stage.write("ticket.txt", "Prices are printed with two decimals, so 5 becomes 5.00.\n")
    try stage.caskade([
      "draft", "Print prices with cents", "--ticket", "ticket.txt", "--allow", "src/**", "--allow", "tests/**",
      "--validate", "make test", "--no-input",
    ])
    try stage.remove("ticket.txt")
    try stage.write("Contracts/print-prices-with-cents.yaml", Self.contract)
    try stage.say("   (The person fills in the blanks and adds a command that must fail without the fix.)\n")
    try stage.caskade(["show", "print-prices-with-cents"])
    try stage.say("$ git add Contracts && git commit -m 'Approve: print prices with cents'\n")
    try stage.commit("Approve: print prices with cents")
  }

  private func honestRun() throws(CommandError) {
    try stage.say("3. An honest agent fixes the bug on its branch, and adds the test.\n")
    try stage.git(["switch", "-q", "-c", "fix/price-cents"])
    try stage.write("src/price.sh", Self.fixed)
    try stage.write("tests/cents_test.sh", Self.newTest)
    try stage.commit("Print cents")
    try stage.caskade(["check"])
    try stage.say("   The report for the pull request:\n")
    try stage.caskade(["report"])
  }

  private func carelessRun() throws(CommandError) {
    try stage.say("4. A careless agent makes everything green: it drops a test and edits the CI job.\n")
    try stage.git(["switch", "-q", "-c", "fix/price-quick", "main"])
    try stage.write("src/price.sh", Self.buggy + "# TODO: cents\n")
    try stage.remove("tests/price_test.sh")
    try stage.write("tests/cents_test.sh", "exit 0\n")
    try stage.write(".github/workflows/ci.yml", "on: push\njobs:\n  test:\n    steps:\n      - run: 'true'\n")
    try stage.commit("Fix prices. All tests pass.")
    try stage.caskade(["check"])
    try stage.say("   The report for the pull request:\n")
    try stage.caskade(["report"])
  }

  private static let buggy = """
    # Prints a price in euros.
    price() { echo "$1"; }

    """

  private static let fixed = """
    # Prints a price in euros, with cents.
    price() { printf '%s.00\\n' "$1"; }

    """

  private static let oldTest = """
    . ./src/price.sh
    case "$(price 7)" in 7*) ;; *) exit 1 ;; esac

    """

  private static let newTest = """
    . ./src/price.sh
    test "$(price 5)" = 5.00

    """

  private static let contract = """
    caskade: 1
    title: Print prices with cents
    outcome: |
      Prices are printed with two decimals, so 5 becomes 5.00.
    branch: fix/price-*

    paths:
      allow:
        - src/**
        - path: tests/**
          may: [create, modify]   # a fix needs no test less

    tools:
      allow: [read, search, edit, { shell: make test }]
      deny: [web, { shell: git push * }]

    validation:
      - make test
      - name: The new test tells the fix from the bug
        run: sh tests/cents_test.sh
        on_base: fails            # proves that the test tests something
        carry: tests/cents_test.sh

    stop_when:
      - more_than: 5 files
      - area: [billing, secrets]
      - The format of a price is used by somebody else too.

    """
}
