# What a long run showed, with the commit and the machine: one JSON file a run, to be committed.
# shellcheck shell=sh

# evidence NAME SECONDS PASSED FAILED WORDS
evidence() {
  commit=$(git -C "$root" rev-parse HEAD 2>/dev/null) || commit=unknown
  [ -z "$(git -C "$root" status --porcelain 2>/dev/null)" ] || commit="$commit with changes"
  memory_mb=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
  mkdir -p "$root/deploy/evidence"
  cat >"$root/deploy/evidence/$1.json.half" <<END
{
  "name": "$1",
  "commit": "$commit",
  "began_at": "$began_at",
  "machine": {"system": "$system $version", "cores": $(nproc), "memory_mb": $memory_mb},
  "seconds": $2,
  "passed": $3,
  "failed": $4,
  "what": "$5"
}
END
  mv "$root/deploy/evidence/$1.json.half" "$root/deploy/evidence/$1.json"
  say "== $1：通过 $3，失败 $4，用时 $2 秒 → deploy/evidence/$1.json" \
    "== $1: $3 passed, $4 failed in $2 s → deploy/evidence/$1.json"
}
