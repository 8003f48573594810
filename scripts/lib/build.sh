# Sourced by the commands in scripts/: the node's binary.
# shellcheck shell=bash

# Sets and exports ESEAL_NODE, the binary to run: what ESEAL_NODE names already, or what is built here from the clone.
build_node() {
	if [ -n "${ESEAL_NODE:-}" ]; then
		[ -x "$ESEAL_NODE" ] || die "ESEAL_NODE names no program: $ESEAL_NODE"
		ESEAL_NODE="$(realpath "$ESEAL_NODE")"
		export ESEAL_NODE
		say "Using $ESEAL_NODE (ESEAL_NODE is set)"
		return 0
	fi
	say "Building eseal-node (the first time takes a quarter of an hour or more; later it takes what changed)"
	(cd "$REPO_ROOT" && cargo build --release --locked -p eseal-node) ||
		die "eseal-node could not be built" "The compiler's message is above. Nothing was started."
	export ESEAL_NODE="$CARGO_TARGET_DIR/release/eseal-node"
}

# Sets and exports ESEAL_NEXT_RUNTIME, the runtime that the upgrade drill votes in: what ESEAL_NEXT_RUNTIME names already, or
# what is built here from the clone.
build_next_runtime() {
	if [ -n "${ESEAL_NEXT_RUNTIME:-}" ]; then
		[ -f "$ESEAL_NEXT_RUNTIME" ] || die "ESEAL_NEXT_RUNTIME names no file: $ESEAL_NEXT_RUNTIME"
		ESEAL_NEXT_RUNTIME="$(realpath "$ESEAL_NEXT_RUNTIME")"
		export ESEAL_NEXT_RUNTIME
		say "Using $ESEAL_NEXT_RUNTIME (ESEAL_NEXT_RUNTIME is set)"
		return 0
	fi
	say "Building the runtime to upgrade to"
	(cd "$REPO_ROOT" && cargo build --release --locked -p eseal-runtime-code --features upgrade-drill) ||
		die "the runtime to upgrade to could not be built" "The compiler's message is above. Nothing was started."
	export ESEAL_NEXT_RUNTIME="$CARGO_TARGET_DIR/release/wbuild/eseal-runtime-code/eseal_runtime_code.compact.compressed.wasm"
}
