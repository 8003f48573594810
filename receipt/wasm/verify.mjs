#!/usr/bin/env node
// Verifies a receipt with the WebAssembly module, and shows how to: `load` and `verify` run as they are in a web page,
// with the response of `fetch` instead of a file.
//
//   node verify.mjs eseal_receipt_wasm.wasm DOCUMENT RECEIPT ANCHOR [--by USCC] [--lang en|zh]
//
// Prints the verdict. Exits with 0 for valid, 1 for invalid, 2 for indeterminate, 3 if there is no verdict.

/**
 * @typedef {object} Wish
 * @property {string} [enterprise] the Unified Social Credit Code of the enterprise that is expected to have sealed
 * @property {string} [language] `en` or `zh`: the language of the summary and the texts; English if none is named
 */

/**
 * @typedef {object} Verdict what a verification says; receipt/README.md describes it
 * @property {"valid" | "invalid" | "indeterminate"} result
 * @property {string} language
 * @property {string} summary
 * @property {{check: string, result: string, code: string, text: string}[]} checks each with the fields of its reason beside
 * @property {object | null} facts
 */

/**
 * @typedef {(document: Uint8Array, receipt: Uint8Array, anchor: Uint8Array, wish?: Wish) => Verdict} Verify
 */

/**
 * What the module exports. An address is a number of bytes from the beginning of its memory.
 *
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {(size: number) => number} eseal_alloc gives the address of so many bytes
 * @property {(address: number, size: number) => void} eseal_free
 * @property {(...addressesAndSizes: number[]) => number} eseal_verify gives the address of the verdict, or 0
 */

/**
 * @param {BufferSource} bytes the module
 * @returns {Promise<{verify: Verify}>}
 */
export async function load(bytes) {
	// No imports: the module can do nothing but compute.
	const { instance } = await WebAssembly.instantiate(bytes, {});
	const { memory, eseal_alloc, eseal_free, eseal_verify } = /** @type {Exports} */ (
		/** @type {unknown} */ (instance.exports)
	);

	/** @type {Verify} */
	function verify(document, receipt, anchor, { enterprise = '', language = 'en' } = {}) {
		const words = [enterprise, language].map((word) => new TextEncoder().encode(word));
		const parts = [document, receipt, anchor, ...words].map((bytes) => {
			const address = eseal_alloc(bytes.length);
			// After every allocation: memory that grew has a new buffer.
			new Uint8Array(memory.buffer).set(bytes, address);
			return [address, bytes.length];
		});
		const answer = eseal_verify(...parts.flat()) >>> 0;
		for (const [address, size] of parts) eseal_free(address, size);
		if (answer === 0) {
			throw new RangeError(`no Unified Social Credit Code (${enterprise}), or no language that is known (${language})`);
		}
		const length = new DataView(memory.buffer).getUint32(answer, true);
		const json = new TextDecoder().decode(new Uint8Array(memory.buffer, answer + 4, length));
		eseal_free(answer, length + 4);
		return JSON.parse(json);
	}
	return { verify };
}

const EXIT_CODES = { valid: 0, invalid: 1, indeterminate: 2 };

/** @param {string[]} args */
async function main(args) {
	const { parseArgs } = await import('node:util');
	const { readFile } = await import('node:fs/promises');
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: { by: { type: 'string' }, lang: { type: 'string' } },
	});
	if (positionals.length !== 4) {
		console.error('usage: node verify.mjs MODULE DOCUMENT RECEIPT ANCHOR [--by USCC] [--lang en|zh]');
		return 3;
	}
	const [module, document, receipt, anchor] = await Promise.all(positionals.map((path) => readFile(path)));
	const { verify } = await load(module);
	const verdict = verify(document, receipt, anchor, { enterprise: values.by, language: values.lang });
	console.log(JSON.stringify(verdict, null, 2));
	return EXIT_CODES[verdict.result] ?? 3;
}

// Only when run, not when imported; a web page has no `process`.
if (typeof process !== 'undefined' && process.argv[1]) {
	const { pathToFileURL } = await import('node:url');
	const { realpath } = await import('node:fs/promises');
	if (import.meta.url === pathToFileURL(await realpath(process.argv[1])).href) {
		process.exitCode = await main(process.argv.slice(2)).catch((error) => {
			console.error(String(error));
			return 3;
		});
	}
}
