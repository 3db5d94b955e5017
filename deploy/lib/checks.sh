# What must hold before anything is changed. Each refusal is one sentence.
# shellcheck shell=sh

# check_system [OS-RELEASE]
check_system() {
  release=${1:-/etc/os-release}
  system='' version=''
  if [ -r "$release" ]; then
    # shellcheck disable=SC1090  # the system's own description
    system=$(. "$release" && echo "${ID:-}") version=$(. "$release" && echo "${VERSION_ID:-}")
  fi
  case $system:${version%%.*} in
    debian:12 | debian:13) return ;;
    ubuntu:2[4-9] | ubuntu:[3-9][0-9]) return ;;
  esac
  refuse "不支持的系统：${system:-未知} ${version}。请使用 Debian 12、13 或 Ubuntu 24.04 及以上版本。" \
    "${system:-This} ${version:-system} is not supported: use Debian 12 or 13, or Ubuntu 24.04 or newer."
}

# check_python [PROGRAM]
check_python() {
  python=${1:-python3}
  command -v "$python" >/dev/null ||
    refuse "没有 python3，请先安装：apt-get install python3" "python3 is missing: apt-get install python3"
  found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') || found=?
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    refuse "Python $found 太旧，需要 3.11 及以上版本。" "Python $found is too old: 3.11 or newer is needed."
}

# check_writable FOLDER
check_writable() {
  [ -w "$1" ] || refuse "当前用户没有 $1 的写权限，请用拥有该目录的用户运行。" \
    "You may not write to $1: run this as the user who owns it."
}

# check_space FOLDER MEGABYTES
check_space() {
  free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge "$2" ] || refuse "$1 所在磁盘只剩 $free MB，需要 $2 MB。" \
    "The disk of $1 has $free MB left; $2 MB are needed."
}
