#!/usr/bin/env bash
# Judges HEAD against BASE, and says so where reviewers look: the job's summary, annotations at the lines, and outputs. Ends
# as caskade ends: 0 kept, 1 broken or unproven, 2 where it could not judge.
set -euo pipefail
fail() {
  echo "::error::$1"
  exit 2
}
folder=$RUNNER_TEMP/caskade
mkdir -p "$folder"
key=
if [ -n "${SIGNING_KEY:-}" ]; then
  key=$folder/key
  (umask 077 && printf '%s\n' "$SIGNING_KEY" >"$key")
fi
unset SIGNING_KEY
trap 'rm -f "$folder/key"' EXIT

git rev-parse --git-dir >/dev/null 2>&1 || fail "there is no checkout here: run actions/checkout before this action"
[ "$(git rev-parse --is-shallow-repository)" = false ] ||
  fail "the checkout is shallow, so nobody can say where the branch began: give actions/checkout 'fetch-depth: 0'"
if [ -z "${BASE:-}" ]; then
  target=${GITHUB_BASE_REF:-}
  [ -n "$target" ] || fail "this run has no base: start it by pull_request or merge_group, or give the input 'base'"
  # The tip as it is now: the event's own id of the base may be older than the contract that counts.
  BASE=$(git rev-parse --verify --quiet "refs/remotes/origin/$target^{commit}") ||
    fail "the checkout has no origin/$target to compare with: give actions/checkout 'fetch-depth: 0'"
fi
if [ -z "${HEAD:-}" ]; then HEAD=$(git rev-parse --verify HEAD); fi
git rev-parse --verify --quiet "$HEAD^{commit}" >/dev/null ||
  fail "the checkout lacks the commit $HEAD: give it to actions/checkout as 'ref'"

rm -f "$folder/evidence.json"
set -- check --base "$BASE" --head "$HEAD" --evidence "$folder/evidence.json" --format markdown --output "$folder/report.md"
[ -z "${BRANCH:-}" ] || set -- "$@" --branch "$BRANCH"
if [ -n "${PARTS:-}" ]; then
  parts=("$PARTS"/*.json)
  [ -e "${parts[0]}" ] || fail "parts: no evidence lies in $PARTS"
  set -- "$@" --join "${parts[@]}"
elif [ -n "${SHARE:-}" ]; then
  set -- "$@" --share "$SHARE"
fi
[ "${MERGED:-}" != true ] || set -- "$@" --merged
[ -z "$key" ] || set -- "$@" --sign "$key"
status=0
caskade "$@" || status=$?
[ -s "$folder/evidence.json" ] || exit "$status"

# What the evidence says is escaped for where it goes by caskade itself.
caskade report "$folder/evidence.json" --format github
cat "$folder/report.md" >>"$GITHUB_STEP_SUMMARY"
word() { sed -n "s/^  \"$1\": \"\{0,1\}\([a-z]*\)\"\{0,1\},\{0,1\}$/\1/p" "$folder/evidence.json" | head -n 1; }
{
  echo "verdict=$(word verdict)"
  echo "eligible=$(word eligible)"
  echo "file=$folder/evidence.json"
} >>"$GITHUB_OUTPUT"
exit "$status"
