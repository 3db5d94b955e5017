# System packages: only what is truly missing, only from the system's own archive.
# shellcheck shell=sh

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

is_installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# PostgreSQL counts with PostGIS of the same version only.
has_postgis() {
  for control in /usr/share/postgresql/*/extension/postgis.control; do
    number=${control#/usr/share/postgresql/} number=${number%%/*}
    if [ -e "$control" ] && [ -x "/usr/lib/postgresql/$number/bin/postgres" ]; then return 0; fi
  done
  return 1
}

# The version the system ships, after the package lists are there.
postgresql_version() {
  apt-cache depends postgresql 2>/dev/null | sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$/\1/p' | head -n 1
}

# missing_packages run|test: names on one line; "postgresql" stands for server and PostGIS.
missing_packages() {
  missing=''
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing='python3-venv'
  has_postgis || missing="$missing postgresql"
  wanted='ca-certificates fonts-noto-cjk debian-archive-keyring'
  [ "$1" = run ] || wanted="$wanted chromium iproute2 libatomic1 libfaketime libnss3-tools"
  if [ "$system" = ubuntu ]; then
    wanted=$(echo "$wanted" | sed 's/debian-archive-keyring/ubuntu-keyring/; s/chromium/chromium-browser/')
  fi
  for package in $wanted; do
    is_installed "$package" || missing="$missing $package"
  done
  echo $missing
}

# install_packages run|test LOG
install_packages() {
  missing=$(missing_packages "$1")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    refuse "缺少系统软件包（$missing），而当前用户不是 root，也没有 sudo：请让管理员以 root 运行 sh deploy/$1 --packages。" \
      "System packages are missing ($missing), you are not root and there is no sudo: let an administrator run sh deploy/$1 --packages as root."
  fi
  check_space / 1500
  step "安装系统软件包：$missing（约一分钟）" "Install system packages: $missing (about a minute)"
  logged "$2" "取不到软件包列表：没有网络，或软件源无法访问。" \
    "The package lists could not be fetched: no network, or the archive is away." -- \
    as_root apt-get -q -o DPkg::Lock::Timeout=300 -o APT::Update::Error-Mode=any update
  case " $missing " in
    *" postgresql "*) missing="$missing $(postgresql_packages)" ;;
  esac
  without_main_cluster logged "$2" "系统软件包安装失败。" "The system packages could not be installed." -- \
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
    --no-install-recommends install $missing
}

postgresql_packages() {
  number=$(postgresql_version)
  if [ -n "$number" ] && [ "$number" -ge 15 ]; then
    echo "postgresql-$number postgresql-$number-postgis-3"
  else
    refuse "系统软件源中没有 PostgreSQL 15 及以上版本。" "The system's archive has no PostgreSQL 15 or newer."
  fi
}

# The machine gets no cluster and no running server from us; the word is taken back afterwards.
without_main_cluster() {
  drop_in=/etc/postgresql-common/createcluster.d/dispatch120.conf
  as_root mkdir -p "$(dirname "$drop_in")"
  echo 'create_main_cluster = false' | as_root tee "$drop_in" >/dev/null
  trap 'as_root rm -f "$drop_in"' EXIT
  "$@"
  as_root rm -f "$drop_in"
  trap - EXIT
}

# PostgreSQL and Asterisk never run as root.
make_system_user() {
  if [ "$(id -u)" != 0 ] || id dispatch120 >/dev/null 2>&1; then return 0; fi
  useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dispatch120 ||
    refuse "无法创建系统用户 dispatch120。" "The system user dispatch120 could not be created."
}
