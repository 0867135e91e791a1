#!/usr/bin/env bash
# A queue's ref names the pull request, and not its branch: gh-readonly-queue/main/pr-12-0f3c. Where nobody tells, the branch
# stays unknown, and the check says what that means.
set -euo pipefail
pull=${GITHUB_REF##*/pr-}
branch=$(gh pr view "${pull%%-*}" --repo "$GITHUB_REPOSITORY" --json headRefName --jq .headRefName) || branch=
case $branch in
*$'\n'*) branch= ;;
esac
echo "branch=$branch" >>"$GITHUB_OUTPUT"
