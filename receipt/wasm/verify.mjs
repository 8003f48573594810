#!/usr/bin/env node
// Verifies a receipt with the WebAssembly module, and shows how to: `load` and `verify` run as they are in a web page,
// with the response of `fetch` instead of a file.
//
//   node verify.mjs eseal_receipt_wasm.wasm DOCUMENT RECEIPT ANCHOR
//
// Prints the verdict. Exits with 0 for valid, 1 for invalid, 2 for indeterminate, 3 if there is no verdict.

/**
 * @param {BufferSource} bytes the module
 * @returns a verifier: `verify(document, receipt, anchor)`, each a Uint8Array, gives the verdict
 */
export async function load(bytes) {
	// No imports: the module can do nothing but compute.
	const { instance } = await WebAssembly.instantiate(bytes, {});
	const { memory, eseal_alloc, eseal_free, eseal_verify } = instance.exports;

	function verify(document, receipt, anchor) {
		const parts = [document, receipt, anchor].map((bytes) => {
			const address = eseal_alloc(bytes.length);
			// After every allocation: memory that grew has a new buffer.
			new Uint8Array(memory.buffer).set(bytes, address);
			return [address, bytes.length];
		});
		const answer = eseal_verify(...parts.flat()) >>> 0;
		const length = new DataView(memory.buffer).getUint32(answer, true);
		const json = new TextDecoder().decode(new Uint8Array(memory.buffer, answer + 4, length));
		eseal_free(answer, length + 4);
		for (const [address, size] of parts) eseal_free(address, size);
		return JSON.parse(json);
	}
	return { verify };
}

const EXIT_CODES = { valid: 0, invalid: 1, indeterminate: 2 };

async function main(paths) {
	if (paths.length !== 4) {
		console.error("usage: node verify.mjs MODULE DOCUMENT RECEIPT ANCHOR");
		return 3;
	}
	const { readFile } = await import("node:fs/promises");
	const [module, document, receipt, anchor] = await Promise.all(paths.map((path) => readFile(path)));
	const { verify } = await load(module);
	const verdict = verify(document, receipt, anchor);
	console.log(JSON.stringify(verdict, null, 2));
	return EXIT_CODES[verdict.result] ?? 3;
}

// Only when run, not when imported; a web page has no `process`.
if (typeof process !== "undefined" && process.argv[1]) {
	const { pathToFileURL } = await import("node:url");
	const { realpath } = await import("node:fs/promises");
	if (import.meta.url === pathToFileURL(await realpath(process.argv[1])).href) {
		process.exitCode = await main(process.argv.slice(2)).catch((error) => {
			console.error(String(error));
			return 3;
		});
	}
}
