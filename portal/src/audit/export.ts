// An exported log (docs/receipt-format.md, sections 2 and 9), read while it arrives: checked line by line, and kept as it was checked.

import { concat, fromBase64, fromUtf8 } from '../bytes.ts';
import { digests } from '../evidence/codec.ts';
import type { LogCheck } from '../verifier/client.ts';
import { type LogVerdicts, written } from '../verifier/engine.ts';

/** What the first line may have, in bytes: proofs and justifications are far shorter. */
const LONGEST_HEADER = 16 * 1024 * 1024;

/** How much is given to the verifier at once, in bytes, unless a line is longer. */
const PIECE = 256 * 1024;

const BREAK = 10;

/** Why an export was not checked to its end. */
export type ExportFailure =
	/** It is of another e-seal. */
	| { readonly is: 'other-seal'; readonly seal: string }
	/** It is none. */
	| { readonly is: 'no-export' }
	/** It broke off. */
	| { readonly is: 'cut' }
	/** The verifier could not check it. */
	| { readonly is: 'unchecked'; readonly why: string };

export class ExportError extends Error {
	constructor(readonly failure: ExportFailure) {
		super(failure.is);
	}
}

export interface Checked {
	readonly verdicts: LogVerdicts;
	/** What was checked, to the byte. */
	readonly bytes: Blob;
}

export interface Progress {
	readonly records: number;
	readonly bytes: number;
}

/**
 * Cuts bytes that arrive in pieces into whole lines, several at once.
 *
 * @yields the first line alone, without its line break, then the others with theirs
 */
export async function* wholeLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let [rest, isFirst]: [Uint8Array, boolean] = [new Uint8Array(), true];
	let waiting: Uint8Array[] = [];
	let length = 0;
	for await (const piece of pieces) {
		// What waits has no line break that was not looked at: only this piece is looked through.
		const at = isFirst ? piece.indexOf(BREAK) : piece.lastIndexOf(BREAK);
		if (at < 0) {
			waiting.push(piece);
			length += piece.length;
			if (isFirst && length > LONGEST_HEADER) {
				throw new ExportError({ is: 'no-export' });
			}
			continue;
		}
		if (isFirst) {
			yield concat(...waiting, piece.subarray(0, at));
			isFirst = false;
			rest = piece.subarray(at + 1);
			const last = rest.lastIndexOf(BREAK);
			waiting = [rest.subarray(last + 1)];
			length = rest.length - last - 1;
			if (last >= 0) {
				yield rest.slice(0, last + 1);
			}
			continue;
		}
		yield concat(...waiting, piece.subarray(0, at + 1));
		waiting = [piece.subarray(at + 1)];
		length = piece.length - at - 1;
	}
	if (length > 0) {
		yield concat(...waiting);
	}
}

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = stream.getReader();
	try {
		for (;;) {
			let read: ReadableStreamReadResult<Uint8Array>;
			try {
				read = await reader.read();
			} catch {
				throw new ExportError({ is: 'cut' });
			}
			if (read.done) {
				return;
			}
			yield read.value;
		}
	} finally {
		// Whoever stops early ends the fetch, too.
		reader.cancel().catch(() => {});
	}
}

/** The number of the e-seal that the first line of an export names; nothing if it is no export. */
function sealIn(header: Uint8Array): string | undefined {
	try {
		const { type, seal } = JSON.parse(fromUtf8(header));
		return typeof type === 'string' && type.startsWith('application/vnd.eseal.log+json') ? String(seal) : undefined;
	} catch {
		return undefined;
	}
}

/** A first line from elsewhere, and how many records it speaks of. */
export interface OtherHeader {
	readonly bytes: Uint8Array;
	readonly records: number;
}

/**
 * Checks an export while it is read.
 *
 * @param seal the e-seal that it must be of
 * @param begin begins the check with the first line
 * @param told hears how far it is, and may stop it by throwing
 * @param other stands in place of the export's own first line; records beyond those of which it speaks are left out
 * @throws {ExportError}
 */
export async function checkExport(
	stream: ReadableStream<Uint8Array>,
	seal: string,
	begin: (header: Uint8Array) => Promise<LogCheck>,
	told: (progress: Progress) => void,
	other?: OtherHeader,
): Promise<Checked> {
	let check: LogCheck | undefined;
	const kept: BlobPart[] = [];
	let [records, bytes] = [0, 0];
	let left = other?.records ?? Number.POSITIVE_INFINITY;
	const verifying = async <T>(step: () => Promise<T>): Promise<T> => {
		try {
			return await step();
		} catch (error) {
			throw new ExportError({ is: 'unchecked', why: error instanceof Error ? error.message : String(error) });
		}
	};
	try {
		for await (const lines of wholeLines(piecesOf(stream))) {
			bytes += lines.length;
			if (check === undefined) {
				const named = sealIn(lines);
				if (named === undefined) {
					throw new ExportError({ is: 'no-export' });
				}
				if (named !== seal) {
					throw new ExportError({ is: 'other-seal', seal: named });
				}
				const header = other?.bytes ?? lines;
				check = await verifying(() => begin(header));
				kept.push(header as BlobPart, '\n');
			} else {
				const [wanted, taken] = firstLines(lines, left);
				left -= taken;
				kept.push(wanted as BlobPart);
				const checking = check;
				for (const piece of inPieces(wanted)) {
					records += await verifying(() => checking.take(piece));
				}
				told({ records, bytes });
			}
			if (left <= 0) {
				break;
			}
		}
		if (check === undefined) {
			throw new ExportError({ is: 'no-export' });
		}
		const ending = check;
		check = undefined;
		return { verdicts: await verifying(() => ending.end()), bytes: new Blob(kept) };
	} finally {
		// What was not ended gives its memory back.
		check?.end().catch(() => {});
	}
}

/** The first so many of some lines, and how many these are. */
function firstLines(lines: Uint8Array, most: number): [Uint8Array, number] {
	let count = 0;
	for (let at = 0; at < lines.length; count++) {
		if (count === most) {
			return [lines.subarray(0, at), count];
		}
		const end = lines.indexOf(BREAK, at);
		at = end < 0 ? lines.length : end + 1;
	}
	return [lines, count];
}

/** The same lines, not too many at once. */
function* inPieces(lines: Uint8Array): Generator<Uint8Array> {
	for (let from = 0; from < lines.length; ) {
		const end = from + PIECE >= lines.length ? -1 : lines.indexOf(BREAK, from + PIECE);
		const to = end < 0 ? lines.length : end + 1;
		yield lines.slice(from, to);
		from = to;
	}
}

const COLUMNS = [
	...['index', 'document', 'batch_root', 'purpose', 'account', 'grant', 'signed_at', 'recorded_at', 'block'],
] as const;

interface Line {
	readonly index: number;
	readonly block: number;
	readonly count: number;
	readonly document: string | null;
	readonly root: string | null;
	readonly documents?: string;
	readonly purpose: string;
	readonly sender: string;
	readonly grant: number | null;
	readonly signedAt: { readonly utc: string | null; readonly ms: number };
	readonly recordedAt: { readonly utc: string | null; readonly ms: number };
}

/**
 * An export that was checked as CSV (RFC 4180), a line for each use: of a batch whose documents the chain has not, one line.
 */
export async function asCsv(checked: Blob): Promise<Blob> {
	const parts: string[] = [`${COLUMNS.join(',')}\r\n`];
	let isFirst = true;
	for await (const lines of wholeLines(piecesOf(checked.stream()))) {
		if (isFirst) {
			isFirst = false;
			continue;
		}
		for (const line of fromUtf8(lines).split('\n')) {
			if (line !== '') {
				parts.push(...rowsOf(JSON.parse(line)));
			}
		}
	}
	return new Blob(parts, { type: 'text/csv' });
}

function rowsOf({
	index,
	count,
	document,
	root,
	documents,
	purpose,
	sender,
	grant,
	signedAt,
	recordedAt,
	block,
}: Line): string[] {
	const listed =
		document !== null
			? [document]
			: documents === undefined
				? [`${count} documents`]
				: digests.dec(fromBase64(documents)).flatMap((digest) => written(digest));
	const moment = ({ utc, ms }: Line['signedAt']) => utc ?? String(ms);
	return listed.map(
		(one, place) =>
			`${[index + place, one, root ?? '', purpose, sender, grant ?? '', moment(signedAt), moment(recordedAt), block].join(',')}\r\n`,
	);
}
