# Sourced by the commands in scripts/: checks what they need and installs what is missing. Safe to run any number of
# times; says what it does; does nothing when all is there.
# shellcheck shell=bash

# shellcheck source=scripts/lib/packages.sh
. "$REPO_ROOT/scripts/lib/packages.sh"
# shellcheck source=scripts/lib/rust.sh
. "$REPO_ROOT/scripts/lib/rust.sh"
# shellcheck source=scripts/lib/javascript.sh
. "$REPO_ROOT/scripts/lib/javascript.sh"

# What running JavaScript needs.
setup_javascript() {
	check_node_js
	want_command npm npm
	install_missing_packages
	install_node_modules
}

# What compiling the node and its runtime needs.
setup_build() {
	check_rust
	want_command git git
	want_command cc gcc libc6-dev
	# The runtime's builder compiles wasm-opt, which is C++.
	want_command c++ g++
	# The network library compiles OpenSSL, whose build is in Perl and make.
	want_command make make
	perl -MFindBin -MIPC::Cmd -e 1 >/dev/null 2>&1 || missing_packages+=(perl)
	# The network's messages are described in protocol buffers.
	want_command protoc protobuf-compiler
	install_missing_packages
	"$REPO_ROOT/scripts/lib/wasm-target"
}

# What formatting and linting needs, on top of `setup_build`.
setup_lint() {
	check_rust
	check_rust_components
	install_missing_packages
}
