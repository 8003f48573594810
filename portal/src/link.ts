// Links to a check: what the QR code on a certificate carries, in the part of an address that no server sees.
//
//     #/check?document=sha256:…&seal=1&use=17       a document by its digest, a use, or both
//     #/check?receipt=…                             a whole receipt: base64url of its text, packed with DEFLATE (RFC 1951)

import { fromBase64, toBase64 } from './bytes.ts';
import type { Place } from './source/source.ts';
import type { Digest } from './verifier/engine.ts';

/** The most bytes that a receipt may have: docs/receipt-format.md, section 10. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What a link asks to check. */
export interface Link {
	/** The digest of a document, as it is written. Only a plain one: who has the document alone can compare it. */
	readonly document: Digest | undefined;
	readonly use: Place | undefined;
	readonly receipt: Uint8Array | undefined;
}

/** The name of the page that an address is of: what stands between `#/` and a `?`. */
export function pageOf(address: string): string {
	const path = /#\/([^?]*)/.exec(address)?.[1] ?? '';
	return path === '' ? 'check' : path;
}

/** The part of an address that names a document and a use. */
export function linkTo({ document, use }: { document?: Digest | null; use?: { seal: number; index: number } }): string {
	const words = [];
	if (document && !document.startsWith('commitment')) {
		words.push(`document=${document.replace(':0x', ':')}`);
	}
	if (use) {
		words.push(`seal=${use.seal}`, `use=${use.index}`);
	}
	return `#/check?${words.join('&')}`;
}

/** The same with the whole receipt. */
export async function linkWith(receipt: Uint8Array): Promise<string> {
	const packed = await through(receipt, new CompressionStream('deflate-raw'));
	const text = toBase64(packed).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
	return `#/check?receipt=${text}`;
}

/** What a link says; none if it is no such link, or says nothing that can be checked. */
export async function readLink(address: string): Promise<Link | undefined> {
	const query = /#\/check\?(.*)$/s.exec(address)?.[1];
	if (query === undefined) {
		return undefined;
	}
	const words = new URLSearchParams(query);
	const digest = /^(sha256|sm3|blake2b256):(?:0x)?([0-9a-fA-F]{64})$/.exec(words.get('document') ?? '');
	const [seal, index] = [numberIn(words.get('seal')), numberIn(words.get('use'))];
	const link = {
		document: digest?.[2] ? `${digest[1]}:0x${digest[2].toLowerCase()}` : undefined,
		use: seal === undefined || index === undefined ? undefined : { seal, index },
		receipt: await unpacked(words.get('receipt')),
	};
	return link.document || link.use || link.receipt ? link : undefined;
}

/** A number of the chain. Larger ones than JSON has whole are of no use. */
function numberIn(text: string | null): bigint | undefined {
	return text !== null && /^\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text)) ? BigInt(text) : undefined;
}

async function unpacked(text: string | null): Promise<Uint8Array | undefined> {
	if (!text) {
		return undefined;
	}
	try {
		const packed = fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
		return await through(packed, new DecompressionStream('deflate-raw'));
	} catch {
		return undefined;
	}
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
	const reader = new Blob([bytes as BlobPart]).stream().pipeThrough(stream).getReader();
	const pieces: Uint8Array[] = [];
	let length = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) {
			break;
		}
		length += value.length;
		if (length > MOST_BYTES) {
			await reader.cancel();
			throw new RangeError('too long for a receipt');
		}
		pieces.push(value);
	}
	const all = new Uint8Array(length);
	let at = 0;
	for (const piece of pieces) {
		all.set(piece, at);
		at += piece.length;
	}
	return all;
}
