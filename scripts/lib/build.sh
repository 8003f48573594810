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
