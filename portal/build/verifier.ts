// The verifier's module and worker: files beside the page, or within the one-file page.

import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const MODULE = 'virtual:eseal-verifier';
const WORKER = 'virtual:eseal-worker';

/** Where the module was built: what ESEAL_RECEIPT_WASM names, or what ./scripts/test leaves in the build directory. */
export function modulePath(): string {
	const { ESEAL_RECEIPT_WASM, CARGO_TARGET_DIR, XDG_CACHE_HOME } = process.env;
	const target = CARGO_TARGET_DIR ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'eseal-chain', 'target');
	const path = ESEAL_RECEIPT_WASM ?? join(target, 'wasm32v1-none', 'web', 'eseal_receipt_wasm.wasm');
	if (!existsSync(path)) {
		throw new Error(
			`there is no ${path}. Build it: cargo build --profile web --locked -p eseal-receipt-wasm --target wasm32v1-none`,
		);
	}
	return path;
}

export function verifierModule({ isInline }: { isInline: boolean }): Plugin {
	let isBuild = false;
	return {
		name: 'eseal:verifier',
		configResolved({ command }) {
			isBuild = command === 'build';
		},
		resolveId: (id) => (id === MODULE || id === WORKER ? `\0${id}` : undefined),
		load(id) {
			if (id === `\0${WORKER}`) {
				return `export { default } from '/src/verifier/worker.ts?worker${isInline ? '&inline' : ''}';`;
			}
			if (id !== `\0${MODULE}`) {
				return undefined;
			}
			if (isInline) {
				const packed = gzipSync(readFileSync(modulePath()), { level: 9 }).toString('base64');
				return `export const url = undefined; export const packed = ${JSON.stringify(packed)};`;
			}
			if (!isBuild) {
				return `export const url = ${JSON.stringify(`/@fs${modulePath()}`)}; export const packed = undefined;`;
			}
			const name = 'verifier.wasm';
			const file = this.emitFile({ type: 'asset', name, source: readFileSync(modulePath()) });
			return `export const url = import.meta.ROLLUP_FILE_URL_${file}; export const packed = undefined;`;
		},
	};
}
