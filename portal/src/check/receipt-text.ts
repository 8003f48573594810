// What of a receipt's text the page itself reads. All else is the verifier's to read.

import { fromBase64, fromUtf8 } from '../bytes.ts';

/** What a file is taken for. */
export type Paper = 'receipt' | 'anchor' | 'log';

/** The most bytes of a file that are looked at to tell what it is; receipts and anchors have no more. */
export const MOST_BYTES = 4 * 1024 * 1024;

/** What a JSON text says that it is; none if it says nothing of the kind. */
export function paperOf(text: string): Paper | undefined {
	const named = /"type"\s*:\s*"application\/vnd\.eseal\.(receipt|anchor|log)\+json/.exec(text.slice(0, 4096));
	return named?.[1] as Paper | undefined;
}

/** The salt in a receipt, if it has one that can be read. */
export function saltOf(receipt: Uint8Array): Uint8Array | undefined {
	try {
		const { salt } = JSON.parse(fromUtf8(receipt)) as { salt?: unknown };
		return typeof salt === 'string' ? fromBase64(salt) : undefined;
	} catch {
		return undefined;
	}
}
