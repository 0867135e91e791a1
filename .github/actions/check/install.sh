#!/usr/bin/env bash
# Puts caskade on the PATH: one that is there (BINARY), one that is fetched and has the digest that was told (URL, SHA256),
# or one that is built from the sources that this action lies in.
set -euo pipefail
fail() {
  echo "::error::$1"
  exit 2
}
folder=$RUNNER_TEMP/caskade/bin
mkdir -p "$folder"
if [ -n "${BINARY:-}" ]; then
  [ -x "$BINARY" ] || fail "binary: there is no program at $BINARY"
  cp "$BINARY" "$folder/caskade"
elif [ -n "${URL:-}" ] || [ -n "${SHA256:-}" ]; then
  if [ -z "${URL:-}" ] || [ -z "${SHA256:-}" ]; then
    fail "url and sha256 go together: where the binary is, and its digest"
  fi
  curl --fail --silent --show-error --location --proto '=https' --output "$folder/new" "$URL" ||
    fail "what url names can't be fetched"
  echo "$SHA256  $folder/new" | sha256sum --check --strict --status ||
    fail "what url names has another digest than sha256 says"
  chmod +x "$folder/new"
  mv "$folder/new" "$folder/caskade"
else
  command -v swift >/dev/null || fail "there is no swift here to build caskade with: give url and sha256, or binary"
  sources=$(cd "$ACTION/../../.." && pwd)
  swift build --package-path "$sources" --scratch-path "$RUNNER_TEMP/caskade/build" -c release --product caskade
  cp "$RUNNER_TEMP/caskade/build/release/caskade" "$folder/caskade"
fi
"$folder/caskade" version
echo "$folder" >>"$GITHUB_PATH"
