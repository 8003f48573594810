# Sourced by the commands in scripts/: what is built from the clone.
# shellcheck shell=bash

# The node, the commands for people and operators and the benchmark are built together, so that what they depend on is
# compiled once.
BINARIES=(-p eseal-node -p eseal-cli -p eseal-operator -p eseal-bench)

# Sets and exports ESEAL_NODE, the node to run.
build_node() {
	build_program ESEAL_NODE eseal-node
}

# Sets and exports ESEAL_BENCH, the benchmark to run.
build_bench() {
	build_program ESEAL_BENCH eseal-bench
}

# build_program VARIABLE PROGRAM: sets and exports the variable: what it names already, or what is built here from the clone.
build_program() {
	local variable="$1" path="${!1:-}"
	if [ -n "$path" ]; then
		[ -x "$path" ] || die "$variable names no program: $path"
		path="$(realpath "$path")"
		say "Using $path ($variable is set)"
	else
		build_binaries
		path="$CARGO_TARGET_DIR/release/$2"
	fi
	export "$variable=$path"
}

built_binaries=
build_binaries() {
	# Whoever needs two of them builds once.
	[ -z "$built_binaries" ] || return 0
	say "Building eseal-node, eseal, eseal-operator and eseal-bench (the first time takes a quarter of an hour or more; later it takes what changed)"
	(cd "$REPO_ROOT" && cargo build --release --locked "${BINARIES[@]}") ||
		die "the programs could not be built" "The compiler's message is above. Nothing was started."
	built_binaries=yes
}

# Sets and exports ESEAL_RECEIPT_WASM, the verifier of receipts for web pages.
build_receipt_wasm() {
	say "Building the verifier of receipts for web pages"
	(cd "$REPO_ROOT" && cargo build --profile web --locked -p eseal-receipt-wasm --target wasm32v1-none) ||
		die "the verifier could not be built" "The compiler's message is above."
	export ESEAL_RECEIPT_WASM="$CARGO_TARGET_DIR/wasm32v1-none/web/eseal_receipt_wasm.wasm"
}

# Sets and exports ESEAL_PORTAL, the directory of the built page where anyone checks a seal: what it names already, or what is built
# here from the clone.
build_portal() {
	if [ -n "${ESEAL_PORTAL:-}" ]; then
		[ -f "$ESEAL_PORTAL/index.html" ] || die "ESEAL_PORTAL names no built portal: $ESEAL_PORTAL"
		ESEAL_PORTAL="$(realpath "$ESEAL_PORTAL")"
		say "Using $ESEAL_PORTAL (ESEAL_PORTAL is set)"
	else
		build_receipt_wasm
		say "Building the portal"
		(cd "$REPO_ROOT/portal" && npm run --silent build) ||
			die "the portal could not be built" "The message is above."
		ESEAL_PORTAL="$REPO_ROOT/portal/dist"
	fi
	export ESEAL_PORTAL
}

# Sets and exports ESEAL_NEXT_RUNTIME, the runtime that the upgrade drill votes in.
build_next_runtime() {
	build_runtime ESEAL_NEXT_RUNTIME eseal-runtime-next "the runtime to upgrade to"
}

# Sets and exports ESEAL_SOLOCHAIN_RUNTIME, the runtime of stock pallets that the benchmark compares with.
build_solochain_runtime() {
	build_runtime ESEAL_SOLOCHAIN_RUNTIME eseal-bench-solochain "the runtime of stock pallets"
}

# build_runtime VARIABLE PACKAGE WHAT: sets and exports the variable: what it names already, or what is built here from the clone.
build_runtime() {
	local variable="$1" package="$2" what="$3" path="${!1:-}"
	if [ -n "$path" ]; then
		[ -f "$path" ] || die "$variable names no file: $path"
		path="$(realpath "$path")"
		say "Using $path ($variable is set)"
	else
		say "Building $what"
		(cd "$REPO_ROOT" && cargo build --release --locked -p "$package") ||
			die "$what could not be built" "The compiler's message is above. Nothing was started."
		path="$CARGO_TARGET_DIR/release/wbuild/$package/${package//-/_}.compact.compressed.wasm"
	fi
	export "$variable=$path"
}
