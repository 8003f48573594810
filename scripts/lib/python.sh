# Sourced by setup.sh: Python, with the packages that tests/examples/requirements.txt names.
# shellcheck shell=bash

PYTHON_WANTED=3.10
PYTHON_HOME="$CACHE_HOME/python"

# Checks that there is Python, recent enough.
check_python() {
	command -v python3 >/dev/null 2>&1 || return 0
	local found
	found="$(python3 -c 'import platform; print(platform.python_version())')" || die "python3 does not run" "Type: python3 --version"
	at_least "$PYTHON_WANTED" "$found" || die "Python $PYTHON_WANTED or later is needed; python3 is $found" \
		"Install it: https://python.org, or Debian 12's or 13's packages python3 and python3-venv."
}

# Makes an environment with the packages, only when their list or python3 changed since the last time.
install_python_packages() {
	local list="$REPO_ROOT/tests/examples/requirements.txt"
	local stamp="$PYTHON_HOME/.installed-from"
	local digest
	digest="$(cat "$list" <(python3 -c 'import sys; print(sys.version, sys.base_prefix)') | sha256sum)"
	if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ]; then
		return 0
	fi
	say "Installing the Python packages of the examples in $PYTHON_HOME"
	rm -rf "$PYTHON_HOME"
	{ python3 -m venv "$PYTHON_HOME" && "$PYTHON_HOME/bin/python" -m pip install --quiet --disable-pip-version-check \
		--only-binary :all: --no-deps --requirement "$list"; } ||
		die "pip could not install the packages that tests/examples/requirements.txt names" \
			"Look at its message above."
	echo "$digest" >"$stamp"
}
