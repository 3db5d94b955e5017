# Test tiers: each is timed beside its budget, each runs to its end, and every failure is counted.
# shellcheck shell=sh

results=${DISPATCH120_RESULTS:-$root/var/test}
failed_checks=0
passed_checks=0
tiers_run=''

# tier NAME MINUTES COMMAND...: the command may fail; the tiers after it still run.
tier() {
  tier_name=$1 budget_min=$2
  shift 2
  say "== $tier_name（预算 $budget_min 分钟）" "== $tier_name (budget $budget_min min)"
  began=$(date +%s)
  "$@" || true
  took=$(($(date +%s) - began))
  verdict=within
  [ "$took" -le $((budget_min * 60)) ] || verdict=OVER
  say "== $tier_name：用时 $took 秒，预算 $((budget_min * 60)) 秒" \
    "== $tier_name: $took s, $verdict its budget of $((budget_min * 60)) s"
  tiers_run="$tiers_run$tier_name $took/$((budget_min * 60)) s; "
}

# check COMMAND...: one check of the static tier. Its output is shown only when it fails.
check() {
  mkdir -p "$results"
  if timeout -k 10 600 "$@" >"$results/check.log" 2>&1; then
    passed_checks=$((passed_checks + 1))
    echo "ok      $*"
  else
    failed_checks=$((failed_checks + 1))
    cat "$results/check.log"
    echo "FAILED  $*"
  fi
}

# run_pytest NAME TIMEOUT_S PROCESSES FOLDER...: pytest over the folders that hold tests. A file's tests stay
# in one process; more processes than one where tests wait more than they work.
run_pytest() {
  run_name=$1 limit_s=$2 processes=$3
  shift 3
  folders=''
  for folder in "$@"; do
    [ -z "$(find "$root/$folder" -name 'test_*.py' 2>/dev/null | head -n 1)" ] || folders="$folders $folder"
  done
  [ -n "$folders" ] || { echo "no tests in $*" && return 0; }
  # shellcheck disable=SC2086  # folder names without blanks
  MISSION_REPORT="$results/$run_name.mission.json" timeout -k 30 "$limit_s" \
    "$root/.venv/bin/python" -m pytest -q -n "$processes" --dist loadfile --no-loadscope-reorder \
    --junit-xml="$results/$run_name.xml" $folders && return 0
  ended=$?
  [ "$ended" != 1 ] || ! passes_alone "$run_name" "$limit_s" "$folders" || return 0
  # A run that was cut off, crashed or found no test left no failed test behind to be counted.
  case $ended in 0 | 1) ;; *) failed_checks=$((failed_checks + 1)) && echo "FAILED  pytest $*: exit $ended" ;; esac
}

# passes_alone NAME TIMEOUT_S FOLDERS: what failed is run once more, without the rest of the tier beside
# it. What then passes depended on the machine's load: it is named, and not counted as a failure.
passes_alone() {
  say "== $1：失败的测试单独再运行一次" "== $1: what failed is run once more, alone"
  # shellcheck disable=SC2086  # folder names without blanks
  MISSION_REPORT="$results/$1-alone.mission.json" timeout -k 30 "$2" \
    "$root/.venv/bin/python" -m pytest -q --last-failed --last-failed-no-failures none -p no:randomly $3 || return 1
  say "== $1：单独运行时全部通过，与机器负载有关" "== $1: alone all of them passed: they depend on the machine's load"
  sed -i 's/ failures="[0-9]*"/ failures="0"/; s/ errors="[0-9]*"/ errors="0"/' "$results/$1.xml"
}

# total ATTRIBUTE: its sum over the reports of this run.
total() {
  cat "$results"/*.xml 2>/dev/null | grep -o '<testsuite [^>]*>' | grep -o " $1=\"[0-9]*\"" |
    tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

# The last line: what a person and a machine read first.
close_run() {
  bad=$(($(total failures) + $(total errors) + failed_checks))
  skipped=$(total skipped)
  good=$(($(total tests) - $(total failures) - $(total errors) - skipped + passed_checks))
  echo "$tiers_run"
  echo "$good passed, $bad failed, $skipped skipped"
  [ "$bad" = 0 ]
}
