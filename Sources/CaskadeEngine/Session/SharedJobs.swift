/// Jobs that share a long validation out among machines, and bring it together again: what help shows, and what the tests
/// run step by step.
package enum SharedJobs {
  package static let github = """
    jobs:
      part:
        runs-on: ubuntu-latest
        strategy:
          fail-fast: false
          matrix:
            share: [1/3, 2/3, 3/3]
        steps:
          - uses: actions/checkout@v4
            with:
              ref: ${{ github.event.pull_request.head.sha }}
              fetch-depth: 0
              persist-credentials: false
          - name: Run a share
            env:
              SHARE: ${{ matrix.share }}
              HEAD: ${{ github.event.pull_request.head.sha }}
              BRANCH: ${{ github.event.pull_request.head.ref }}
              SIGNING_KEY: ${{ secrets.CASKADE_KEY }}
            run: |
              base=$(git rev-parse --verify "refs/remotes/origin/$GITHUB_BASE_REF^{commit}")
              set -- check --base "$base" --head "$HEAD" --branch "$BRANCH" --share "$SHARE"
              if [ -n "$SIGNING_KEY" ]; then
                (umask 077 && printf '%s\\n' "$SIGNING_KEY" > "$RUNNER_TEMP/key")
                set -- "$@" --sign "$RUNNER_TEMP/key"
              fi
              unset SIGNING_KEY
              caskade "$@" --evidence "$RUNNER_TEMP/part-${SHARE%/*}.json"
          - uses: actions/upload-artifact@v4
            if: always()
            with:
              name: part-${{ strategy.job-index }}
              path: ${{ runner.temp }}/part-*.json
      join:
        needs: part
        if: always()
        runs-on: ubuntu-latest
        steps:
          - uses: actions/checkout@v4
            with:
              ref: ${{ github.event.pull_request.head.sha }}
              fetch-depth: 0
              persist-credentials: false
          - uses: actions/download-artifact@v4
            with:
              path: ${{ runner.temp }}/parts
              merge-multiple: true
          - name: Judge the whole
            env:
              HEAD: ${{ github.event.pull_request.head.sha }}
              BRANCH: ${{ github.event.pull_request.head.ref }}
            run: |
              base=$(git rev-parse --verify "refs/remotes/origin/$GITHUB_BASE_REF^{commit}")
              caskade check --base "$base" --head "$HEAD" --branch "$BRANCH" --join "$RUNNER_TEMP"/parts/part-*.json
    """

  package static let gitlab = """
    part:
      parallel: 3
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      variables:
        GIT_DEPTH: "0"
      script:
        - |
          target="refs/remotes/origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
          git fetch --quiet --no-tags origin "+refs/heads/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME:$target"
          set -- check --base "$(git rev-parse --verify "$target^{commit}")" --head "$CI_COMMIT_SHA"
          # A variable of the type File: its value is a path.
          if [ -n "$SIGNING_KEY" ]; then
            chmod 600 "$SIGNING_KEY"
            set -- "$@" --sign "$SIGNING_KEY"
          fi
          folder=$(mktemp -d)
          status=0
          caskade "$@" --branch "$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME" --share "$CI_NODE_INDEX/$CI_NODE_TOTAL" \\
            --evidence "$folder/part.json" || status=$?
          mv "$folder/part.json" "part-$CI_NODE_INDEX.json"
          exit "$status"
      artifacts:
        when: always
        paths: [part-*.json]
    join:
      needs: [part]
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
          when: always
      variables:
        GIT_DEPTH: "0"
      script:
        - |
          target="refs/remotes/origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
          git fetch --quiet --no-tags origin "+refs/heads/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME:$target"
          caskade check --base "$(git rev-parse --verify "$target^{commit}")" --head "$CI_COMMIT_SHA" \\
            --branch "$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME" --join part-*.json
    """

  /// For a system that has no job of its own here. It ends as the check ends.
  package static let shell = """
    # TARGET and BRANCH are the system's own words for the target branch and the branch of the work.
    set -eu
    git fetch --quiet --no-tags origin "+refs/heads/$TARGET:refs/remotes/origin/$TARGET"
    base=$(git rev-parse --verify "refs/remotes/origin/$TARGET^{commit}")
    head=$(git rev-parse --verify HEAD)
    folder=$(mktemp -d)
    status=0
    caskade check --base "$base" --head "$head" --branch "$BRANCH" --evidence "$folder/caskade.json" || status=$?
    if [ -s "$folder/caskade.json" ]; then
      mv "$folder/caskade.json" caskade.json
      caskade report caskade.json --format markdown --output caskade.md
      caskade report caskade.json --format junit --output caskade.xml
    fi
    exit "$status"
    """
}
