// An export is checked as it arrives, however it is cut; and it is checked by the verifier itself, on the vectors of receipt/vectors.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asCsv, checkExport, ExportError, wholeLines } from '../src/audit/export.ts';
import { fromUtf8, utf8 } from '../src/bytes.ts';
import type { LogCheck } from '../src/verifier/client.ts';
import type { LogVerdicts } from '../src/verifier/engine.ts';
import { engine } from './verifier.ts';

const HEADER = JSON.stringify({ type: 'application/vnd.eseal.log+json;version=4', seal: 7 });

/** A text as a stream of pieces of one size. */
function streamOf(text: string, piece: number): ReadableStream<Uint8Array> {
	const bytes = utf8(text);
	let at = 0;
	return new ReadableStream({
		pull(controller) {
			if (at >= bytes.length) {
				controller.close();
			} else {
				controller.enqueue(bytes.slice(at, at + piece));
				at += piece;
			}
		},
	});
}

async function* pieces(text: string, piece: number) {
	const bytes = utf8(text);
	for (let at = 0; at < bytes.length; at += piece) {
		yield bytes.slice(at, at + piece);
	}
}

test('lines are whole, however a text is cut', async () => {
	const texts = [
		'header\none\ntwo\n',
		'header\none\ntwo',
		'header',
		'header\n',
		'章\n用印\n',
		`a\n${'b'.repeat(100)}\nc\n`,
	];
	for (const text of texts) {
		for (let piece = 1; piece <= text.length; piece++) {
			const lines: string[] = [];
			for await (const line of wholeLines(pieces(text, piece))) {
				lines.push(fromUtf8(line));
			}
			const [first, ...rest] = lines;
			expect(first).toBe(text.split('\n')[0]);
			expect(rest.join('')).toBe(text.slice((first?.length ?? 0) + 1));
			// All but the last end with a line break: no line is in two.
			expect(rest.slice(0, -1).every((line) => line.endsWith('\n'))).toBe(true);
		}
	}
});

/** What stands for the verifier where it is about the reading: it keeps what it is given. */
function keeping() {
	const given: string[] = [];
	let ended = 0;
	const check: LogCheck = {
		take: async (lines) => {
			given.push(fromUtf8(lines));
			return fromUtf8(lines).split('\n').length - 1;
		},
		end: async () => {
			ended += 1;
			return {} as LogVerdicts;
		},
	};
	return { given, ended: () => ended, begin: async () => check };
}

test('what was checked is kept to the byte, and each line is given once', async () => {
	const lines = Array.from({ length: 5_000 }, (_, i) => JSON.stringify({ index: i, filling: 'x'.repeat(i % 300) }));
	const text = `${HEADER}\n${lines.join('\n')}\n`;
	const { given, begin, ended } = keeping();
	let heard = 0;
	const { bytes } = await checkExport(streamOf(text, 65_537), '7', begin, ({ records }) => {
		heard = records;
	});
	expect(given.join('')).toBe(text.slice(HEADER.length + 1));
	expect(await bytes.text()).toBe(text);
	expect([heard, ended()]).toEqual([5_000, 1]);
});

test('a first line from a node stands in place of the index’s, and what goes beyond it is left out', async () => {
	const lines = Array.from({ length: 300 }, (_, i) => JSON.stringify({ index: i }));
	const text = `${HEADER}\n${lines.join('\n')}\n`;
	for (const records of [0, 1, 7, 299, 300, 301]) {
		for (const piece of [5, 64, 100_000]) {
			const { given, begin, ended } = keeping();
			const headers: string[] = [];
			const other = { bytes: utf8(`{"from":"a node","records":${records}}`), records };
			const { bytes } = await checkExport(
				streamOf(text, piece),
				'7',
				(header) => {
					headers.push(fromUtf8(header));
					return begin();
				},
				() => {},
				other,
			);
			const expected = lines.slice(0, records).map((line) => `${line}\n`);
			expect(headers).toEqual([fromUtf8(other.bytes)]);
			expect(given.join('')).toBe(expected.join(''));
			expect(await bytes.text()).toBe(`${fromUtf8(other.bytes)}\n${expected.join('')}`);
			expect(ended()).toBe(1);
		}
	}
});

const failureOf = async (text: ReadableStream<Uint8Array>, begin = keeping().begin) => {
	const error = await checkExport(text, '7', begin, () => {}).catch((error) => error);
	expect(error).toBeInstanceOf(ExportError);
	return (error as ExportError).failure;
};

test('what is no export, or of another e-seal, or breaks off, is told', async () => {
	expect(await failureOf(streamOf('<html>', 3))).toEqual({ is: 'no-export' });
	expect(await failureOf(streamOf('', 3))).toEqual({ is: 'no-export' });
	expect(await failureOf(streamOf('{"type":"application/vnd.eseal.receipt+json","seal":7}\n', 9))).toEqual({
		is: 'no-export',
	});
	expect(await failureOf(streamOf(HEADER.replace('7', '8'), 9))).toEqual({ is: 'other-seal', seal: '8' });
	const { begin, ended } = keeping();
	let pulls = 0;
	const broken = new ReadableStream<Uint8Array>({
		pull(controller) {
			pulls += 1;
			if (pulls === 1) {
				controller.enqueue(utf8(`${HEADER}\n{}\n`));
			} else {
				controller.error(new TypeError('network error'));
			}
		},
	});
	expect(await failureOf(broken, begin)).toEqual({ is: 'cut' });
	expect(ended(), 'the verifier gives its memory back').toBe(1);
	const refusing = async () => Promise.reject(new Error('a trap'));
	expect(await failureOf(streamOf(`${HEADER}\n`, 9), refusing)).toEqual({ is: 'unchecked', why: 'a trap' });
});

test('whoever stops it ends the fetch, too', async () => {
	const { begin, ended } = keeping();
	let cancelled = false;
	const endless = new ReadableStream<Uint8Array>({
		pull(controller) {
			controller.enqueue(utf8(`${HEADER}\n{}\n`));
		},
		cancel() {
			cancelled = true;
		},
	});
	const stop = () => {
		throw new DOMException('stopped', 'AbortError');
	};
	await expect(checkExport(endless, '7', begin, stop)).rejects.toThrow('stopped');
	await Promise.resolve();
	expect([cancelled, ended()]).toEqual([true, 1]);
});

test('CSV has a line for each use, and for a batch that is not listed one', async () => {
	const moment = { ms: 1_795_820_440_001, utc: '2026-11-27T23:00:40Z' };
	const line = { purpose: 'Contract', sender: '5Grw', grant: null, signedAt: moment, recordedAt: moment, block: 15 };
	// Two digests: SHA-256 of ones, SM3 of twos.
	const documents = Buffer.from([8, 0, ...Array(32).fill(1), 1, ...Array(32).fill(2)]).toString('base64');
	const lines = [
		{ ...line, index: 0, count: 1, document: `sha256:0x${'aa'.repeat(32)}`, root: null },
		{ ...line, index: 1, count: 2, document: null, root: '0xbb', documents, grant: 3 },
		{ ...line, index: 3, count: 40, document: null, root: '0xcc', signedAt: { ms: 9e15, utc: null } },
	];
	const csv = await asCsv(new Blob([`${HEADER}\n`, ...lines.map((one) => `${JSON.stringify(one)}\n`)]));
	const tail = '2026-11-27T23:00:40Z,15';
	expect((await csv.text()).split('\r\n')).toEqual([
		'index,document,batch_root,purpose,account,grant,signed_at,recorded_at,block',
		`0,sha256:0x${'aa'.repeat(32)},,Contract,5Grw,,2026-11-27T23:00:40Z,${tail}`,
		`1,sha256:0x${'01'.repeat(32)},0xbb,Contract,5Grw,3,2026-11-27T23:00:40Z,${tail}`,
		`2,sm3:0x${'02'.repeat(32)},0xbb,Contract,5Grw,3,2026-11-27T23:00:40Z,${tail}`,
		`3,40 documents,0xcc,Contract,5Grw,,9000000000000000,${tail}`,
		'',
	]);
});

interface LogVector {
	readonly anchor: string;
	readonly log: string;
	readonly expectedEnterprise?: string;
	readonly verdict: { readonly result: string; readonly checks: readonly [string, string, string][] };
}

const VECTORS = new URL('../../receipt/vectors/', import.meta.url);

test('the verifier says of each vector what the vector says, whole or in pieces', async () => {
	const vectors = readdirSync(VECTORS)
		.map((file) => JSON.parse(readFileSync(new URL(file, VECTORS), 'utf8')) as LogVector)
		.filter(({ log, expectedEnterprise }) => log !== undefined && expectedEnterprise === undefined);
	expect(vectors.length).toBeGreaterThan(5);
	for (const { anchor, log, verdict } of vectors) {
		const begin = async (header: Uint8Array): Promise<LogCheck> => {
			const number = engine.beginLog(header, utf8(anchor));
			return {
				take: async (lines) => engine.takeLog(number, lines),
				end: async () => engine.endLog(number),
			};
		};
		const check = await begin(utf8(log.split('\n')[0] ?? ''));
		const rest = log.slice(log.indexOf('\n') + 1);
		if (log.includes('\n') && rest !== '') {
			await check.take(utf8(rest));
		}
		const { en, zh } = await check.end();
		expect([en.result, en.checks.map(({ check, result, code }) => [check, result, code])]).toEqual([
			verdict.result,
			verdict.checks,
		]);
		expect(zh.result).toBe(en.result);
		expect(zh.summary).toMatch(/\p{Script=Han}/u);
	}
});
