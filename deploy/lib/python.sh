# The virtual environment: exactly what requirements.lock says, checked by hash.
# shellcheck shell=sh

environment_hash() {
  echo "$(hash_of "$root/requirements.lock" "$root/pyproject.toml") $(python3 -V)" | sha256sum | cut -d ' ' -f 1
}

install_python() {
  environment=$(environment_hash)
  if is_stamped python "$environment"; then return 0; fi
  check_space "$root" 2000
  step "安装 Python 环境（约半分钟）" "Install the Python environment (about half a minute)"
  unstamp python
  logged "$root/.venv/log/venv" "无法创建 Python 环境。" "The Python environment could not be made." -- make_venv
  logged "$root/.venv/log/pip" "取不到 Python 软件包：没有网络，或软件源无法访问。" \
    "The Python packages could not be fetched: no network, or the package index is away." -- sync_packages
  logged "$root/.venv/log/project" "无法安装本项目的命令。" "The project's commands could not be installed." -- \
    "$root/.venv/bin/uv" pip install --python "$root/.venv/bin/python" --no-deps --no-build-isolation -e "$root"
  stamp python "$environment"
}

make_venv() {
  if [ -x "$root/.venv/bin/python" ] && "$root/.venv/bin/python" -m pip --version; then return 0; fi
  rm -rf "$root/.venv/bin" "$root/.venv/lib" "$root/.venv/lib64" "$root/.venv/pyvenv.cfg"
  python3 -m venv "$root/.venv"
}

sync_packages() {
  bootstrap=$root/.venv/uv.lock-lines
  awk '/^uv==/ { found = 1 } found { print } found && !/\\$/ { exit }' "$root/requirements.lock" >"$bootstrap"
  "$root/.venv/bin/python" -m pip install --require-hashes -r "$bootstrap" &&
    "$root/.venv/bin/uv" pip sync --python "$root/.venv/bin/python" --require-hashes "$root/requirements.lock"
}
