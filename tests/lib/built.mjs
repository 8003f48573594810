// The programs under test.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * A program: the one that a variable of the environment names, or what the build left in the build directory.
 *
 * @param {string} name
 * @param {string} variable
 */
export function builtBinary(name, variable) {
	const { CARGO_TARGET_DIR, XDG_CACHE_HOME, HOME = '', [variable]: named } = process.env;
	const target = CARGO_TARGET_DIR ?? join(XDG_CACHE_HOME ?? join(HOME, '.cache'), 'eseal-chain', 'target');
	const binary = resolve(named ?? join(target, 'release', name));
	if (!existsSync(binary)) {
		throw new Error(
			`there is no ${binary}. Build it: cargo build --release --locked -p eseal-node -p eseal-cli -p eseal-operator -p eseal-bench`,
		);
	}
	return binary;
}
