// Everything needed to check elsewhere, in one ZIP file: the receipt, the anchor, the verifier, and how to use them. All but the
// document, which whoever checks has.

import { zipSync } from 'fflate';
import glue from '../../receipt/wasm/verifier.mjs?raw';
import command from '../../receipt/wasm/verify.mjs?raw';
import { anchorHash, parseAnchor } from './anchor.ts';
import { utf8 } from './bytes.ts';
import { CATALOGUES } from './i18n/catalogues.ts';
import { LANGUAGES } from './i18n/language.ts';
import type { Verdicts } from './verifier/engine.ts';

export interface Content {
	/** The document's name. */
	readonly document: string;
	/** The receipt as of the check. */
	readonly receipt: Uint8Array;
	/** The one that was put in, if that is another. */
	readonly given: Uint8Array | undefined;
	readonly verdicts: Verdicts;
	/** The anchor's text. */
	readonly anchor: string;
	readonly origin: string;
	/** Where the page is published; empty if nowhere. */
	readonly address: string;
	readonly module: Uint8Array;
}

/** The bytes of the ZIP file. */
export function bundle(content: Content): Uint8Array {
	const anchor = parseAnchor(content.anchor);
	const about = {
		document: content.document,
		receipt: `${content.document}.eseal`,
		hash: anchor ? anchorHash(anchor) : '',
		origin: content.origin,
		address: content.address,
	};
	const text = LANGUAGES.map((language) => CATALOGUES[language].bundle(about).join('\r\n')).join('\r\n\r\n\r\n');
	return zipSync(
		{
			// With a mark of its encoding: some editors take Chinese for something else without.
			'README.txt': utf8(`\u{feff}${text}\r\n`),
			[about.receipt]: content.receipt,
			...(content.given && { [`as-given/${about.receipt}`]: content.given }),
			'anchor.json': utf8(`${content.anchor}\n`),
			...Object.fromEntries(
				LANGUAGES.map((language) => [
					`verdict.${language}.json`,
					utf8(`${JSON.stringify(content.verdicts[language], null, 2)}\n`),
				]),
			),
			'verifier/eseal_receipt_wasm.wasm': content.module,
			'verifier/verifier.mjs': utf8(glue),
			'verifier/verify.mjs': utf8(command),
		},
		{ level: 9 },
	);
}
