# A finished step leaves the hash of its inputs; the same inputs are not worked on twice.
# shellcheck shell=sh

# hash_of FILE-OR-FOLDER...: one hash of all names and contents below.
hash_of() {
  find "$@" \( -name node_modules -o -name dist \) -prune -o -type f ! -name '*.tsbuildinfo' -print0 2>/dev/null |
    LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -d ' ' -f 1
}

# is_stamped NAME HASH
is_stamped() {
  [ -r "$root/.venv/stamps/$1" ] && [ "$(cat "$root/.venv/stamps/$1")" = "$2" ]
}

# stamp NAME HASH: only after success.
stamp() {
  mkdir -p "$root/.venv/stamps"
  echo "$2" >"$root/.venv/stamps/$1.half"
  mv "$root/.venv/stamps/$1.half" "$root/.venv/stamps/$1"
}

unstamp() {
  rm -f "$root/.venv/stamps/$1"
}
