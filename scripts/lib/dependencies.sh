# Sourced by scripts/test: what the crates depend on.
# shellcheck shell=bash

# Holds licences, sources and versions against deny.toml, and advisories where their database can be had.
check_dependencies() {
	# Some packages in the registry have a manifest that cargo-deny cannot read, and that nothing here depends on.
	local -a deny=(cargo deny --locked check --allow parse-error --hide-inclusion-graph)
	"${deny[@]}" licenses bans sources || die "deny.toml does not allow a dependency" \
		"cargo-deny's message is above: choose another crate, or say in deny.toml why this one is right."
	if timeout 120 cargo deny fetch db >/dev/null 2>&1; then
		"${deny[@]}" advisories || die "a dependency has an advisory against it" \
			"cargo-deny's message is above: update the dependency, or say in deny.toml why it does no harm."
	else
		say "The database of advisories cannot be fetched here: known weaknesses of dependencies were NOT looked for"
	fi
}

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
