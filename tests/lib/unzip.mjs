// What a ZIP file has, with the portal's own library for them.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { unzipSync } = createRequire(new URL('../../portal/package.json', import.meta.url))('fflate');

/**
 * @param {Uint8Array} bytes
 * @param {string} directory  where it goes
 */
export function unzip(bytes, directory) {
	for (const [name, content] of Object.entries(unzipSync(bytes))) {
		const path = join(directory, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, /** @type {Uint8Array} */ (content));
	}
}
