# Sourced by the commands in scripts/: checks what they need and installs what is missing. Safe to run any number of
# times; says what it does; does nothing when all is there.
# shellcheck shell=bash

# shellcheck source=scripts/lib/packages.sh
. "$REPO_ROOT/scripts/lib/packages.sh"
# shellcheck source=scripts/lib/rust.sh
. "$REPO_ROOT/scripts/lib/rust.sh"
# shellcheck source=scripts/lib/javascript.sh
. "$REPO_ROOT/scripts/lib/javascript.sh"
# shellcheck source=scripts/lib/python.sh
. "$REPO_ROOT/scripts/lib/python.sh"

# setup PART...: checks what the parts need, installs all that is missing at once, and makes them ready. Parts:
#
#     build        compiling the node and its runtime
#     lint         formatting and linting, on top of `build`
#     deny         checking what the crates depend on
#     javascript   running what is under tests/
#     python       running the example for Python
#     index        running the auditors' index: its packages, its build, and PostgreSQL
#     portal       building and testing portal/, with the verifier for web pages that is in it
#     browser      the tests of portal/ in a browser, on top of `javascript`
setup() {
	local part
	for part in "$@"; do
		"want_$part"
	done
	install_missing_packages
	for part in "$@"; do
		"ready_$part"
	done
}

want_build() {
	check_rust
	want_command git git
	want_command cc gcc libc6-dev
	# The node's allocator is written in C.
	want_command make make
	# The network library links OpenSSL.
	want_command pkg-config pkg-config
	pkg-config --exists openssl 2>/dev/null || missing_packages+=(libssl-dev)
	# The network's messages are described in protocol buffers.
	want_command protoc protobuf-compiler
}

ready_build() {
	"$REPO_ROOT/scripts/lib/wasm-target"
}

want_lint() {
	check_rust
	check_rust_components
	want_command shellcheck shellcheck
}

ready_lint() {
	:
}

want_deny() {
	check_rust
}

ready_deny() {
	install_cargo_deny
}

want_javascript() {
	check_node_js
	want_command npm npm
}

ready_javascript() {
	install_node_modules tests
}

want_index() {
	want_javascript
	# Debian has the server's programs in no search path.
	local initdb
	for initdb in /usr/lib/postgresql/*/bin/initdb; do
		[ ! -x "$initdb" ] || return 0
	done
	want_command initdb postgresql
}

ready_index() {
	install_node_modules index
	build_index
}

want_python() {
	check_python
	want_command python3 python3 python3-venv
	# Debian has what makes environments in a package of its own.
	! command -v python3 >/dev/null 2>&1 || python3 -c 'import ensurepip' 2>/dev/null || missing_packages+=(python3-venv)
}

ready_python() {
	install_python_packages
}

want_portal() {
	check_node_js
	want_command npm npm
	check_rust
}

ready_portal() {
	"$REPO_ROOT/scripts/lib/wasm-target"
	install_node_modules portal
}

want_browser() {
	want_command chromium chromium
	# Without letters of its own, a browser shows Chinese as boxes.
	want_command fc-list fontconfig
	[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || missing_packages+=(fonts-wqy-microhei)
}

ready_browser() {
	:
}
