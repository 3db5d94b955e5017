# Everything that must be there before the first process starts: used by run, test and long-test.
# shellcheck shell=sh

umask 022
. "$root/deploy/lib/say.sh"
. "$root/deploy/lib/stamp.sh"
. "$root/deploy/lib/checks.sh"
. "$root/deploy/lib/packages.sh"
. "$root/deploy/lib/python.sh"
. "$root/deploy/lib/console.sh"

# install_all run|test: one at a time in this clone.
install_all() {
  check_system
  check_python
  check_writable "$root"
  mkdir -p "$root/.venv/log"
  exec 9>"$root/.venv/install.lock"
  flock -n 9 || {
    say "另一个安装正在进行，等待它结束……" "Another installation is under way; waiting for it …"
    flock 9
  }
  install_packages "$1" "$root/.venv/log/packages"
  make_system_user
  install_python
  install_exchange
  build_console
  exec 9>&-
}

# install_only_packages run|test: what needs an administrator, for clones of ordinary users.
install_only_packages() {
  check_system
  check_python
  install_packages "$1" "$(mktemp -d)/packages"
  make_system_user
}

install_exchange() {
  recipe=$(hash_of "$root/deploy/asterisk.lock" "$root/deploy/get-asterisk")
  program=$(cat "$root/.venv/asterisk" 2>/dev/null) || program=''
  if [ -x "$program" ] && [ -z "${ASTERISK:-}" ] && is_stamped exchange "$recipe"; then return 0; fi
  step "准备 Asterisk 交换机（约十秒）" "Get the Asterisk exchange (about ten seconds)"
  unstamp exchange
  sh "$root/deploy/get-asterisk" >"$root/.venv/asterisk.half" || exit 1 # it has said why
  tail -n 1 "$root/.venv/asterisk.half" >"$root/.venv/asterisk"
  rm "$root/.venv/asterisk.half"
  stamp exchange "$recipe"
}
