# Sourced by scripts/test: what the crates depend on.
# shellcheck shell=bash

# The verifier for web pages is Rust alone: a crate that compiles C wants a C compiler for WebAssembly, which few machines
# have, and sp-io brings such crates and host functions that no web page has.
check_verifier_has_no_c() {
	local tree unwanted
	tree="$(cd "$REPO_ROOT" && cargo tree --locked --package eseal-receipt-wasm --target wasm32v1-none \
		--edges normal,build --prefix none --format '{p}')" || die "cargo could not list what the verifier depends on"
	unwanted="$(grep -E '^(cc|sp-io|[^ ]+-sys) v' <<<"$tree" | sort -u)" || return 0
	die "the verifier for web pages depends on crates that compile C, or need host functions:" "$unwanted" \
		"To see why: cargo tree -p eseal-receipt-wasm --target wasm32v1-none -e normal,build -i CRATE"
}
