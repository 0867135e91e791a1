#!/usr/bin/env bash
# Keeps one comment of a pull request in step with EVIDENCE, in a job that may write and runs nothing of the branch: all but
# the validation is computed anew (verify), and the validation is the evidence's word. A comment that says the same already
# is left alone, so that nobody is told twice. PULL is the number; gh asks by GH_TOKEN.
set -euo pipefail
fail() {
  echo "::error::$1"
  exit 2
}
[ -s "$EVIDENCE" ] || fail "there is no evidence at $EVIDENCE: the check could not judge, and its own job says why"
case ${PULL:-} in
"" | *[!0-9]*) fail "there is no pull request to write to: start it by pull_request" ;;
esac
folder=$RUNNER_TEMP/caskade
mkdir -p "$folder"
set -- verify "$EVIDENCE"
[ -z "${BASE:-}" ] || set -- "$@" --base "$BASE"
[ -z "${HEAD:-}" ] || set -- "$@" --head "$HEAD"
verified=0
caskade "$@" >"$folder/verified.txt" 2>&1 || verified=$?
# By its name alone: where the file lies here is nothing for a comment.
(cd "$(dirname "$EVIDENCE")" && caskade report "$(basename "$EVIDENCE")" --format markdown) >"$folder/report.md"
sed '1{/^<!--/d;}' "$folder/report.md" >"$folder/body.md"
if [ "$verified" -ne 0 ]; then
  # Text that is fenced can't end its fence: the lines are indented code.
  {
    echo "**What was told and what is there differ: this evidence doesn't hold.**"
    echo
    sed 's/^/    /' "$folder/verified.txt"
    echo
    cat "$folder/body.md"
  } >"$folder/whole.md"
  mv "$folder/whole.md" "$folder/body.md"
fi
# Times change with each run, and are no news.
digest=$(sed -e '/^<details>/,$d' "$folder/body.md" | sed -E 's/[0-9]+(\.[0-9]+)? (ms|s|min)//g' | sha256sum | cut -c 1-32)
marker="<!-- caskade:report $digest -->"
{
  echo "$marker"
  cat "$folder/body.md"
} >"$folder/comment.md"

said() { echo "::notice::$1"; }
comments="repos/$GITHUB_REPOSITORY/issues/$PULL/comments"
found=$(gh api "$comments" --paginate --jq '.[] | select(.body | startswith("<!-- caskade:report ")) | "\(.id) \(.body[0:56])"') || {
  said "the pull request's comments can't be read with this token, so nothing is written to it; the job's summary has it all"
  exit "$verified"
}
first=${found%%$'\n'*}
if [ -z "$first" ]; then
  gh api "$comments" --method POST -F body=@"$folder/comment.md" --silent || said "this token may not write a comment (a fork's never may); the job's summary has it all"
elif [ "${first#* }" = "$marker" ]; then
  echo "the comment says the same already"
else
  gh api "repos/$GITHUB_REPOSITORY/issues/comments/${first%% *}" --method PATCH -F body=@"$folder/comment.md" --silent ||
    said "this token may not change a comment (a fork's never may); the job's summary has it all"
fi
if [ -n "${LABEL:-}" ]; then
  if [ "${ELIGIBLE:-}" = true ] && [ "$verified" -eq 0 ]; then
    gh api "repos/$GITHUB_REPOSITORY/issues/$PULL/labels" --method POST -f "labels[]=$LABEL" --silent ||
      said "this token may not set a label"
  else
    gh api "repos/$GITHUB_REPOSITORY/issues/$PULL/labels/$(jq -rn --arg name "$LABEL" '$name | @uri')" --method DELETE \
      --silent 2>/dev/null || true
  fi
fi
exit "$verified"
