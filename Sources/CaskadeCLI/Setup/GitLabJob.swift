import CaskadeSyntax

/// The CI job that judges merge requests on GitLab, as `init` writes it.
///
/// Every value of a merge request is a variable that the shell reads and never runs. The base is the target's tip as it was
/// just fetched: the variable for it names the commit that the branch went out from.
enum GitLabJob {
  static let path = RepositoryPath(".gitlab/caskade.yml")
  static let include = RepositoryPath(".gitlab-ci.yml")

  static let includeText = "include:\n  - local: /\(path.display)\n"

  static let text = """
    # Judges every merge request by the contract that its target branch holds.
    #
    # A branch can edit this file, so define the job where it can't: a pipeline execution policy, or a project that only
    # you can write and that this one includes. The validation runs the branch's own code, and must not see a secret.
    #
    # Two variables of the project (Settings, CI/CD, Variables) say where caskade is:
    #   \(PipelineJob.address)     the address of the binary
    #   \(PipelineJob.digest)  what 'sha256sum caskade' prints for it
    caskade:
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
      variables:
        GIT_DEPTH: "0"
      script:
        - |
          if [ -z "$\(PipelineJob.address)" ] || [ -z "$\(PipelineJob.digest)" ]; then
            echo "set the project's variables \(PipelineJob.address) and \(PipelineJob.digest): where the binary is, and its digest"
            exit 1
          fi
          folder="$(mktemp -d)"
          curl --fail --silent --show-error --location --proto '=https' --output "$folder/caskade" "$\(PipelineJob.address)"
          if ! echo "$\(PipelineJob.digest)  $folder/caskade" | sha256sum --check --strict --status; then
            echo "what \(PipelineJob.address) names has another digest than \(PipelineJob.digest) says"
            exit 1
          fi
          chmod +x "$folder/caskade"
          target="refs/remotes/origin/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
          git fetch --quiet --no-tags origin "+refs/heads/$CI_MERGE_REQUEST_TARGET_BRANCH_NAME:$target"
          base="$(git rev-parse --verify "$target^{commit}")"
          status=0
          "$folder/caskade" check --base "$base" --head "$CI_COMMIT_SHA" --branch "$CI_MERGE_REQUEST_SOURCE_BRANCH_NAME" \\
            --evidence "$folder/caskade.json" || status=$?
          # What the merge request shows beside the change.
          if [ -s "$folder/caskade.json" ]; then
            "$folder/caskade" report "$folder/caskade.json" --format gitlab --output caskade-quality.json
            "$folder/caskade" report "$folder/caskade.json" --format junit --output caskade.xml
            mv "$folder/caskade.json" caskade.json
          fi
          exit "$status"
      artifacts:
        when: always
        paths: [caskade.json]
        reports:
          codequality: caskade-quality.json
          junit: caskade.xml

    """
}
