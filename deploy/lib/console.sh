# The pages: built with the Node of the virtual environment, never the machine's.
# shellcheck shell=sh

console=$root/dispatch/console

in_console() {
  (cd "$console" && PATH="$root/.venv/bin:$PATH" "$@")
}

install_console() {
  packages_hash=$(hash_of "$console/package.json" "$console/package-lock.json" "$root/requirements.lock")
  if [ -d "$console/node_modules" ] && is_stamped console-packages "$packages_hash"; then return 0; fi
  check_space "$root" 1000
  step "安装页面工具（约半分钟）" "Install the tools of the pages (about half a minute)"
  unstamp console-packages
  logged "$root/.venv/log/npm" "取不到页面工具：没有网络，或软件源无法访问。" \
    "The tools of the pages could not be fetched: no network, or the package index is away." -- \
    in_console npm ci --no-audit --no-fund
  stamp console-packages "$packages_hash"
}

build_console() {
  pages_hash=$(hash_of "$console")
  if [ -f "$console/dist/index.html" ] && is_stamped console "$pages_hash"; then return 0; fi
  install_console
  step "生成页面（约十秒）" "Build the pages (about ten seconds)"
  unstamp console
  logged "$root/.venv/log/console" "页面生成失败。" "The pages could not be built." -- in_console npm run build
  stamp console "$pages_hash"
}
