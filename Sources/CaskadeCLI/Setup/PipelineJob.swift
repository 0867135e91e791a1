import CaskadeEngine
import CaskadeSyntax

/// The CI job that judges pull requests, as `init` writes it.
///
/// No value of a pull request and none of a variable stands in a script: each comes through the environment, where a shell
/// doesn't read it as code. Where the program comes from, and its digest, are the repository's variables: a branch can't
/// edit them, and nobody has to edit the file.
enum PipelineJob {
  static let path = RepositoryPath(".github/workflows/caskade.yml")
  /// Where the binary is, by https.
  static let address = "CASKADE_URL"
  /// Its SHA-256, in hexadecimal.
  static let digest = "CASKADE_SHA256"

  private static let words = CISystem.gitHubPullRequest

  static let text = """
    # Judges every pull request by the contract that its base holds.
    #
    # A branch can edit this file, so let a ruleset require this workflow from a branch that it can't edit. Never start it
    # by pull_request_target: the validation runs the branch's own code, and must not see a secret.
    #
    # Two variables of the repository (Settings, Secrets and variables, Actions, Variables) say where caskade is:
    #   \(address)     the address of the binary
    #   \(digest)  what 'sha256sum caskade' prints for it
    name: caskade
    on: pull_request
    permissions:
      contents: read
    jobs:
      check:
        runs-on: ubuntu-latest
        steps:
          - name: Install
            env:
              URL: ${{ vars.\(address) }}
              SHA256: ${{ vars.\(digest) }}
            run: |
              if [ -z "$URL" ] || [ -z "$SHA256" ]; then
                echo "::error::set the repository's variables \(address) and \(digest): where the binary is, and its digest"
                exit 1
              fi
              folder="$RUNNER_TEMP/caskade"
              mkdir -p "$folder"
              curl --fail --silent --show-error --location --proto '=https' --output "$folder/caskade" "$URL"
              if ! echo "$SHA256  $folder/caskade" | sha256sum --check --strict --status; then
                echo "::error::what \(address) names has another digest than \(digest) says"
                exit 1
              fi
              chmod +x "$folder/caskade"
              echo "$folder" >> "$GITHUB_PATH"
          - uses: actions/checkout@v4
            with:
              ref: \(words.head)
              fetch-depth: 0
              persist-credentials: false
          - name: Check
            env:
              BASE: \(words.base)
              HEAD: \(words.head)
              BRANCH: \(words.branch)
            run: |
              caskade check --base "$BASE" --head "$HEAD" --branch "$BRANCH" --format markdown >> "$GITHUB_STEP_SUMMARY"

    """
}
