# Sourced by setup.sh: Node.js, and the packages that lock files name.
# shellcheck shell=bash

NODE_WANTED=20.19.0

# Checks that there is Node.js, recent enough.
check_node_js() {
	local hint="Install Node.js $NODE_WANTED or later with npm: https://nodejs.org, or Debian 13's packages nodejs and npm."
	command -v node >/dev/null 2>&1 || die "there is no Node.js (node, version $NODE_WANTED or later)" "$hint"
	local found
	found="$(node --version)" || die "node does not run" "Type: node --version"
	at_least "$NODE_WANTED" "${found#v}" || die "Node.js $NODE_WANTED or later is needed; node is ${found#v}" "$hint"
}

# install_node_modules DIRECTORY: installs its packages, only when the lock file changed since the last time.
install_node_modules() {
	local directory="$1"
	local lock="$REPO_ROOT/$directory/package-lock.json"
	local stamp="$REPO_ROOT/$directory/node_modules/.installed-from"
	local digest
	digest="$(sha256sum <"$lock")"
	if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ]; then
		return 0
	fi
	say "Installing the JavaScript packages of $directory/: npm ci"
	(cd "$REPO_ROOT/$directory" && npm ci --no-audit --no-fund) ||
		die "npm could not install the packages that $directory/package-lock.json names" \
			"Look at npm's message above; type: cd $directory && npm ci"
	echo "$digest" >"$stamp"
}

# Builds the auditors' index: a matter of seconds.
build_index() {
	(cd "$REPO_ROOT/index" && npm run --silent build) || die "the index could not be built" "The compiler's message is above."
}
