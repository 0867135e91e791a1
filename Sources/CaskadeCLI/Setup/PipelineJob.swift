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

  /// Of a queue's run, else of a pull request's.
  private static let head = "${{ github.event.merge_group.head_sha || github.event.pull_request.head.sha }}"

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
    on: [pull_request, merge_group]
    permissions:
      contents: read
      pull-requests: read
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
          # All branches as they are now: the event's own id of the base may be older than the contract that counts.
          - uses: actions/checkout@v4
            with:
              ref: \(head)
              fetch-depth: 0
              persist-credentials: false
          # A queue's ref names the pull request, and not its branch. No code of the branch runs beside this token.
          - name: Branch
            id: queue
            if: github.event_name == 'merge_group'
            env:
              GH_TOKEN: ${{ github.token }}
            run: |
              pull=${GITHUB_REF##*/pr-}
              branch=$(gh pr view "${pull%%-*}" --repo "$GITHUB_REPOSITORY" --json headRefName --jq .headRefName) || branch=
              echo "branch=$branch" >> "$GITHUB_OUTPUT"
          - name: Check
            env:
              QUEUE_BASE: ${{ github.event.merge_group.base_sha }}
              HEAD: \(head)
              BRANCH: ${{ github.event.pull_request.head.ref || steps.queue.outputs.branch }}
            run: |
              base=$QUEUE_BASE
              if [ -z "$base" ]; then
                base=$(git rev-parse --verify "refs/remotes/origin/$GITHUB_BASE_REF^{commit}")
              fi
              caskade check --base "$base" --head "$HEAD" ${BRANCH:+--branch "$BRANCH"} --format markdown \\
                >> "$GITHUB_STEP_SUMMARY"

    """
}
