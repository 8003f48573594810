#!/usr/bin/env node
// Verifies a receipt with the WebAssembly module, as a web page does: what it uses is in `verifier.mjs`.
//
//   node verify.mjs eseal_receipt_wasm.wasm DOCUMENT RECEIPT ANCHOR [--by USCC] [--lang en|zh]
//
// Prints the verdict. Exits with 0 for valid, 1 for invalid, 2 for indeterminate, 3 if there is no verdict.

import { load } from './verifier.mjs';

export * from './verifier.mjs';

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

// Only when run, not when imported.
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
