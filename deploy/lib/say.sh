# Words for the person at the terminal: Chinese where the system speaks Chinese, else English.
# shellcheck shell=sh

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
  zh*) language=zh ;;
  *) language=en ;;
esac

# say CHINESE ENGLISH
say() {
  if [ "$language" = zh ]; then echo "$1"; else echo "$2"; fi
}

# One clear sentence, and nothing more is done.
refuse() {
  say "$@" >&2
  exit 1
}

# step CHINESE ENGLISH: the next long step, numbered.
step() {
  step_number=$((${step_number:-0} + 1))
  say "[$step_number] $1" "[$step_number] $2"
}

# logged LOG CHINESE ENGLISH -- COMMAND...: run quietly; on failure refuse and name the log.
logged() {
  log_file=$1 chinese=$2 english=$3
  shift 4
  mkdir -p "$(dirname "$log_file")"
  if "$@" >"$log_file" 2>&1; then return 0; fi
  refuse "$chinese（详情见 $log_file）" "$english (all of it: $log_file)"
}
