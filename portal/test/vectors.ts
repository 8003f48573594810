// The test vectors of receipt/vectors: an anchor, a receipt, a document, and the verdict that they come to.

import { readdirSync, readFileSync } from 'node:fs';
import { utf8 } from '../src/bytes.ts';
import type { Result } from '../src/verifier/types.ts';

const DIRECTORY = new URL('../../receipt/vectors/', import.meta.url);

export interface Vector {
	readonly name: string;
	readonly anchor: Uint8Array;
	readonly receipt: Uint8Array;
	readonly document: Blob;
	readonly expected: string;
	readonly verdict: { readonly result: Result; readonly checks: readonly [string, Result, string][] };
}

/** Those of receipts. */
export const vectors: readonly Vector[] = readdirSync(DIRECTORY)
	.map((file) => ({ name: file.replace(/\.json$/, ''), ...JSON.parse(readFileSync(new URL(file, DIRECTORY), 'utf8')) }))
	.filter(({ receipt }) => receipt !== undefined)
	.map(({ name, anchor, receipt, spaces = 0, document, expectedEnterprise = '', verdict }) => ({
		name,
		anchor: utf8(anchor),
		receipt: utf8(receipt + ' '.repeat(spaces)),
		document: new Blob([Buffer.from(document, 'base64')]),
		expected: expectedEnterprise,
		verdict,
	}));

export function vector(name: string): Vector {
	const found = vectors.find((one) => one.name === name);
	if (!found) {
		throw new Error(`there is no vector ${name}`);
	}
	return found;
}
