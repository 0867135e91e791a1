/// What git runs before it pushes (githooks(5), "pre-push"): a fast word on each branch, before the forge has the last one.
///
/// It is printed and never installed: what runs in a person's checkout is theirs to put there.
enum PushHook {
  static let command = "caskade init --pre-push > \"$(git rev-parse --git-path hooks)/pre-push\""

  static let text = """
    #!/bin/sh
    # Judges each branch that is pushed by its contract, without running its validation; the forge's own check does that.
    # Of 'local-ref local-id remote-ref remote-id' the id of a deleted branch has only zeros (githooks(5)).
    status=0
    while read -r local_ref local_id remote_ref remote_id; do
      case $local_id in *[!0]*) ;; *) continue ;; esac
      # Other things than branches, and the branches that work is merged to, are nobody's work.
      case $remote_ref in
        refs/heads/main | refs/heads/master) continue ;;
        refs/heads/*) ;;
        *) continue ;;
      esac
      caskade check --head "$local_id" --branch "${remote_ref#refs/heads/}" --skip-validation </dev/null >&2 || status=1
    done
    exit "$status"

    """
}
