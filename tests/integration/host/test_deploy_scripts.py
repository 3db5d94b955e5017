"""The shell of deploy/: each refusal is one sentence, faults planted with stand-ins on the path."""

import os
import re
import shlex
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dispatch.adapters.host.layout import PROJECT

DEPLOY = PROJECT / "deploy"
SCRIPTS = sorted(
    path
    for path in (*DEPLOY.glob("*"), *(DEPLOY / "lib").glob("*.sh"), PROJECT / ".ci" / "run")
    if path.is_file()
    and path.read_text(encoding="utf-8").startswith(("#!/bin/sh", "# "))
    and path.suffix in {"", ".sh"}
)
ABSENT_ON_A_BARE_SYSTEM = re.compile(
    r"(?:^|[|;&(]\s*|\b(?:then|do|else)\s+)(ps|ss|curl|wget|openssl|make)\s"
)
REGISTRIES = re.compile(r"https?://|pypi\.|npmjs|\.debian\.org", re.IGNORECASE)


@dataclass
class Shell:
    """Runs a few lines with the library loaded and stand-ins first on the path."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def stand_in(self, name: str, script: str) -> None:
        """Put a program of our own before the system's."""
        (self.folder / "bin").mkdir(exist_ok=True)
        program = self.folder / "bin" / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def run(self, lines: str, *, language: str = "C") -> subprocess.CompletedProcess[str]:
        """Run lines under `set -eu`, as the commands do."""
        head = f"set -eu\nroot={shlex.quote(str(self.folder))}\n"
        names = ("say", "stamp", "checks", "packages", "tiers")
        loads = "".join(f". {DEPLOY}/lib/{name}.sh\n" for name in names)
        path = f"{self.folder}/bin:{os.environ['PATH']}"
        return subprocess.run(
            ["sh", "-c", head + loads + lines],
            env={"PATH": path, "LC_ALL": language, **self.environment},
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def refusal(self, lines: str, *, language: str = "C") -> str:
        """Run lines that must be refused; give the one sentence."""
        done = self.run(lines, language=language)
        assert done.returncode == 1, done
        sentences = done.stderr.splitlines()
        assert len(sentences) == 1, sentences
        return sentences[0]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_script_is_plain_sh_that_needs_nothing_a_bare_system_lacks(path: Path) -> None:
    done = subprocess.run(["dash", "-n", path], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    text = path.read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    assert not ABSENT_ON_A_BARE_SYSTEM.search(code)
    assert not REGISTRIES.search(text)


@pytest.mark.parametrize("name", ["run", "test"])
def test_help_needs_nothing_installed(name: str) -> None:
    done = subprocess.run(
        ["sh", DEPLOY / name, "--help"], capture_output=True, text=True, timeout=10, check=False
    )
    assert done.returncode == 0
    assert f"sh deploy/{name}" in done.stdout


@pytest.mark.parametrize(
    "release",
    ["ID=debian\nVERSION_ID=12", 'ID=debian\nVERSION_ID="13"', 'ID=ubuntu\nVERSION_ID="24.04"'],
)
def test_supported_systems_pass(shell: Shell, release: str) -> None:
    (shell.folder / "release").write_text(release)
    assert shell.run("check_system ./release").returncode == 0


@pytest.mark.parametrize(
    "release", ["ID=debian\nVERSION_ID=11", "ID=ubuntu\nVERSION_ID=22.04", "ID=alpine", ""]
)
def test_other_systems_are_refused(shell: Shell, release: str) -> None:
    (shell.folder / "release").write_text(release)
    assert "not supported" in shell.refusal("check_system ./release")


def test_a_chinese_terminal_reads_chinese(shell: Shell) -> None:
    assert "不支持的系统" in shell.refusal("check_system ./none", language="zh_CN.UTF-8")


def test_an_old_python_is_refused(shell: Shell) -> None:
    shell.stand_in("python3", "case $2 in *exit*) exit 1 ;; *) echo 3.10 ;; esac")
    assert "Python 3.10 is too old" in shell.refusal("check_python")


def test_a_missing_python_is_refused(shell: Shell) -> None:
    assert "python3 is missing" in shell.refusal("check_python no-such-python")


def test_a_full_disk_is_refused(shell: Shell) -> None:
    shell.stand_in("df", "echo head; echo /dev/x 100 90 10240 90% /")
    assert "has 10 MB left; 1500 MB are needed" in shell.refusal("check_space / 1500")


def test_a_folder_of_somebody_else_is_refused(shell: Shell) -> None:
    assert "You may not write" in shell.refusal("check_writable ./none")


def _without_packages(shell: Shell) -> None:
    shell.stand_in("dpkg-query", "exit 1")
    shell.stand_in("id", "case ${1:-} in -u) echo 1000 ;; *) exit 0 ;; esac")


def test_without_root_and_sudo_the_administrator_is_told_the_command(shell: Shell) -> None:
    _without_packages(shell)
    (shell.folder / "bin" / "sudo").unlink(missing_ok=True)
    lines = "system=debian; command() { [ $2 != sudo ]; }; install_packages run log"
    told = shell.refusal(lines)
    assert "ca-certificates" in told
    assert "sh deploy/run --packages as root" in told


def test_without_network_nothing_is_installed(shell: Shell) -> None:
    _without_packages(shell)
    shell.stand_in("sudo", 'echo "$@" >>asked; case "$*" in *update*) exit 100 ;; esac')
    done = shell.run("system=debian; install_packages run log")
    assert done.returncode == 1
    assert "no network, or the archive is away" in done.stderr
    assert "install" not in (shell.folder / "asked").read_text().replace("--no-install", "")


def test_no_main_cluster_is_made_and_the_word_is_taken_back(shell: Shell) -> None:
    _without_packages(shell)
    shell.stand_in("sudo", 'echo "$@" >>asked; exit 0')
    shell.stand_in("apt-cache", "echo '  Depends: postgresql-15'")
    done = shell.run("has_postgis() { return 1; }; system=debian; install_packages run log")
    assert done.returncode == 0, done.stderr
    asked = (shell.folder / "asked").read_text().splitlines()
    drop_in = "/etc/postgresql-common/createcluster.d/dispatch120.conf"
    install = next(index for index, line in enumerate(asked) if " install " in line)
    assert f"tee {drop_in}" in asked[:install]
    assert asked[install + 1] == f"rm -f {drop_in}"
    assert "postgresql-15 postgresql-15-postgis-3" in asked[install]


def test_a_system_with_an_old_postgresql_is_refused(shell: Shell) -> None:
    shell.stand_in("apt-cache", "echo '  Depends: postgresql-14'")
    assert "no PostgreSQL 15" in shell.refusal("postgresql_packages")


def test_a_step_is_stamped_by_its_inputs(shell: Shell) -> None:
    (shell.folder / "input").write_text("one")
    lines = (
        "h=$(hash_of input); is_stamped x $h || echo new; stamp x $h; is_stamped x $h && echo kept"
    )
    assert shell.run(lines).stdout == "new\nkept\n"
    (shell.folder / "input").write_text("two")
    assert shell.run("is_stamped x $(hash_of input) || echo changed").stdout == "changed\n"


def test_results_of_a_build_do_not_count_as_its_inputs(shell: Shell) -> None:
    (shell.folder / "pages" / "src").mkdir(parents=True)
    (shell.folder / "pages" / "src" / "a.ts").write_text("a")
    before = shell.run("hash_of pages").stdout
    for made in ("dist", "node_modules"):
        (shell.folder / "pages" / made).mkdir()
        (shell.folder / "pages" / made / "b.js").write_text("b")
    assert shell.run("hash_of pages").stdout == before


def _report(shell: Shell, name: str, **counts: int) -> None:
    results = shell.folder / "var" / "test"
    results.mkdir(parents=True, exist_ok=True)
    words = " ".join(f'{key}="{value}"' for key, value in counts.items())
    suite = f'<testsuite name="pytest" {words} time="1"></testsuite>'
    text = f'<?xml version="1.0"?><testsuites name="x">{suite}</testsuites>'
    (results / f"{name}.xml").write_text(text)


def test_the_last_line_sums_every_tier(shell: Shell) -> None:
    _report(shell, "unit", errors=0, failures=0, skipped=1, tests=10)
    _report(shell, "browser", errors=1, failures=2, skipped=0, tests=5)
    done = shell.run("close_run")
    assert done.stdout.splitlines()[-1] == "11 passed, 3 failed, 1 skipped"
    assert done.returncode == 1


def test_a_failed_check_counts_and_the_next_tier_runs(shell: Shell) -> None:
    lines = "bad() { check false; check true; }; tier static 2 bad; tier unit 1 echo ran; close_run"
    done = shell.run(lines)
    assert "FAILED  false" in done.stdout
    assert "ran" in done.stdout
    assert done.stdout.splitlines()[-1] == "1 passed, 1 failed, 0 skipped"
    assert done.returncode == 1


def test_a_tier_that_dies_without_a_report_is_a_failure(shell: Shell) -> None:
    (shell.folder / "tests").mkdir()
    (shell.folder / "tests" / "test_x.py").write_text("")
    (shell.folder / ".venv" / "bin").mkdir(parents=True)
    python = shell.folder / ".venv" / "bin" / "python"
    python.write_text("#!/bin/sh\nkill -9 $$\n")
    python.chmod(0o755)
    done = shell.run("mkdir -p $results; tier unit 1 run_pytest unit 60 0 tests; close_run")
    assert "FAILED  pytest tests" in done.stdout
    assert done.stdout.splitlines()[-1] == "0 passed, 1 failed, 0 skipped"
    assert done.returncode == 1


def test_a_tier_over_its_budget_is_named(shell: Shell) -> None:
    shell.stand_in("date", "cat clock 2>/dev/null || echo 0; echo 100 >clock")
    assert "100 s, OVER its budget of 60 s" in shell.run("tier unit 1 true").stdout
