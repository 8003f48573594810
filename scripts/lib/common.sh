# Sourced by the commands in scripts/: where things are, and how they speak to the person who typed them.
# shellcheck shell=bash

: "${HOME:?HOME is not set: the build directory and the development network live under it}"

REPO_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}/eseal-chain"

# The build directory lies outside the clone, so that a second clone does not compile everything again.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$CACHE_HOME/target}"
# With a build directory outside the workspace, the runtime's build script cannot find the workspace by itself.
export WASM_BUILD_WORKSPACE_HINT="$REPO_ROOT"

# Compiling a runtime takes a node seconds, so all that these scripts start share what was compiled.
export ESEAL_COMPILED_RUNTIMES="${ESEAL_COMPILED_RUNTIMES:-$CACHE_HOME/compiled}"

# say TEXT...: what is being done, one line.
say() {
	printf '==> %s\n' "$*"
}

# die TEXT [NEXT...]: what went wrong, then, one line each, what to do about it.
die() {
	printf 'error: %s\n' "$1" >&2
	shift
	if [ $# -gt 0 ]; then
		printf '       %s\n' "$@" >&2
	fi
	exit 1
}

# at_least WANTED FOUND: whether the version FOUND is WANTED or later.
at_least() {
	[ "$(printf '%s\n%s\n' "$1" "$2" | sort --version-sort | head -n 1)" = "$1" ]
}
