# Sourced by setup.sh: Node.js and the packages that tests/package-lock.json names.
# shellcheck shell=bash

NODE_WANTED=20.10.0

# Checks that there is Node.js, recent enough.
check_node_js() {
	local hint="Install Node.js $NODE_WANTED or later with npm: https://nodejs.org, or Debian 13's packages nodejs and npm."
	command -v node >/dev/null 2>&1 || die "there is no Node.js (node, version $NODE_WANTED or later)" "$hint"
	local found
	found="$(node --version)" || die "node does not run" "Type: node --version"
	at_least "$NODE_WANTED" "${found#v}" || die "Node.js $NODE_WANTED or later is needed; node is ${found#v}" "$hint"
}

# Installs the packages of tests/, only when the lock file changed since the last time.
install_node_modules() {
	local lock="$REPO_ROOT/tests/package-lock.json"
	local stamp="$REPO_ROOT/tests/node_modules/.installed-from"
	local digest
	digest="$(sha256sum <"$lock")"
	if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ]; then
		return 0
	fi
	say "Installing the JavaScript packages of tests/: npm ci"
	(cd "$REPO_ROOT/tests" && npm ci --no-audit --no-fund) ||
		die "npm could not install the packages that tests/package-lock.json names" \
			"Look at npm's message above; type: cd tests && npm ci"
	echo "$digest" >"$stamp"
}
