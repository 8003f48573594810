# Sourced by setup.sh: Debian packages that are missing, and their installation.
# shellcheck shell=bash

missing_packages=()

# want_command COMMAND PACKAGE...: notes the packages as missing if there is no such command.
want_command() {
	local command="$1"
	shift
	command -v "$command" >/dev/null 2>&1 || missing_packages+=("$@")
}

# Prints how root rights are to be had: nothing for root, `sudo` for others. Fails if there is no way.
root_prefix() {
	if [ "$(id -u)" -eq 0 ]; then
		return 0
	fi
	# sudo may ask for a password only where somebody can type one.
	if command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
		echo sudo
		return 0
	fi
	return 1
}

# Installs what `want_command` found missing; ends the command with a clear error where it may not.
install_missing_packages() {
	if [ "${#missing_packages[@]}" -eq 0 ]; then
		return 0
	fi
	local list="${missing_packages[*]}"
	local by_hand="apt-get update && apt-get install $list"
	say "Missing: $list (Debian packages)"
	if [ -n "${ESEAL_NO_INSTALL:-}" ]; then
		die "these packages are missing: $list" \
			"ESEAL_NO_INSTALL is set, so nothing is installed. Type, as root: $by_hand"
	fi
	if ! command -v apt-get >/dev/null 2>&1; then
		die "these packages are missing: $list" \
			"There is no apt-get here. Install what your system calls by these Debian names, then try again."
	fi
	local prefix
	prefix="$(root_prefix)" || die "these packages are missing, and only root may install them: $list" \
		"Type, as root: $by_hand"
	local -a apt=(${prefix:+"$prefix"} env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0)
	local -a install=("${apt[@]}" install --yes --no-install-recommends "${missing_packages[@]}")
	say "Installing them: ${install[*]}"
	# Package lists may be old or absent: fetch them only then.
	"${install[@]}" || { "${apt[@]}" update && "${install[@]}"; } ||
		die "these packages could not be installed: $list" "Type, as root: $by_hand"
	missing_packages=()
}
