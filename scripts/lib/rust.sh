# Sourced by setup.sh: the Rust toolchain.
# shellcheck shell=bash

RUST_WANTED=1.88.0
CARGO_DENY=0.20.2
TOOLS="$CACHE_HOME/tools"

# Checks that there is a Rust toolchain, recent enough.
check_rust() {
	if ! command -v cargo >/dev/null 2>&1 && [ -x "$HOME/.cargo/bin/cargo" ]; then
		PATH="$HOME/.cargo/bin:$PATH"
	fi
	if ! command -v cargo >/dev/null 2>&1 || ! command -v rustc >/dev/null 2>&1; then
		die "there is no Rust toolchain (cargo and rustc, version $RUST_WANTED or later)" \
			"Install one as https://rustup.rs says, open a new shell, then try again."
	fi
	local found
	found="$(rustc --version | cut -d ' ' -f 2)" || die "rustc does not run" "Type: rustc --version"
	if ! at_least "$RUST_WANTED" "${found%%-*}"; then
		die "Rust $RUST_WANTED or later is needed; rustc is $found" \
			"With rustup, type: rustup update stable && rustup default stable"
	fi
}

# Checks that cargo can format and lint, and adds what is missing.
check_rust_components() {
	add_rust_component fmt rustfmt rustfmt
	add_rust_component clippy clippy rust-clippy
}

# add_rust_component SUBCOMMAND COMPONENT PACKAGE: the subcommand of cargo, its component in rustup, its Debian package.
add_rust_component() {
	if cargo "$1" --version >/dev/null 2>&1; then
		return 0
	fi
	if command -v rustup >/dev/null 2>&1; then
		say "Adding the Rust component $2: rustup component add $2"
		rustup component add "$2" || die "rustup could not add $2" "Type: rustup component add $2"
	else
		missing_packages+=("$3")
	fi
}

# Sees to it that there is cargo-deny: one that is there already, or one that is compiled once and kept.
install_cargo_deny() {
	PATH="$TOOLS/bin:$PATH"
	if cargo deny --version >/dev/null 2>&1; then
		return 0
	fi
	say "Compiling cargo-deny $CARGO_DENY (once; it is kept in $TOOLS)"
	# It reads a few files: optimizing it would take longer than it ever runs.
	CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=64 \
		CARGO_TARGET_DIR="$TOOLS/target" cargo install cargo-deny --version "$CARGO_DENY" --locked --quiet --root "$TOOLS" ||
		die "cargo-deny could not be installed" "Cargo's message is above."
	rm -rf "$TOOLS/target"
}
