// What is dropped: which file is what, and which belong together.

import { expect, test } from 'vitest';
import { fromUtf8 } from '../src/bytes.ts';
import { type Intake, sort } from '../src/check/intake.ts';
import { MOST_BYTES } from '../src/check/receipt-text.ts';
import { vector } from './vectors.ts';
import { verifier } from './verifier.ts';

const { anchor, receipt, document } = vector('good-state');
const { receipt: sm3 } = vector('good-document-sm3');

const file = (name: string, ...content: BlobPart[]) => new File(content, name);
const sealed = (name: string) => file(name, document);
const paper = (name: string, bytes: Uint8Array) => file(name, fromUtf8(bytes));

const take = (...files: File[]) => sort(files, verifier, anchor);

/** Each item by its name, and which receipt it has. */
const pairs = ({ items }: Intake) =>
	Object.fromEntries(items.map(({ name, job }) => [name, job.receipt && fromUtf8(job.receipt)]));

test('by name, whatever the order', async () => {
	const taken = await take(
		paper('b.pdf.eseal', sm3),
		sealed('a.pdf'),
		file('b.pdf', 'another'),
		paper('a.pdf.eseal', receipt),
	);
	expect(pairs(taken)).toEqual({ 'a.pdf': fromUtf8(receipt), 'b.pdf': fromUtf8(sm3) });
});

test('one of each, whatever they are called, also if it is not the right one', async () => {
	const taken = await take(file('scan.pdf', 'changed'), paper('proof.json', receipt));
	expect(pairs(taken)).toEqual({ 'scan.pdf': fromUtf8(receipt) });
});

test('several, by their digests; what is left stands alone', async () => {
	const taken = await take(
		file('stranger.pdf', 'not sealed'),
		sealed('scan.pdf'),
		paper('one.eseal', receipt),
		paper('two.eseal', vector('seal-signature').receipt),
		paper('mangled.eseal', new TextEncoder().encode('{')),
	);
	const { 'scan.pdf': found, 'stranger.pdf': none, ...alone } = pairs(taken);
	expect(found).toBeDefined();
	expect(none).toBeUndefined();
	expect(Object.keys(alone)).toContain('mangled.eseal');
	expect(taken.items.find(({ name }) => name === 'mangled.eseal')?.job.document).toBeUndefined();
});

test('anchors and logs are no documents; what is too long or cannot be read is told of', async () => {
	const log = '{"type":"application/vnd.eseal.log+json;version=4"}';
	const broken = sealed('gone.pdf');
	broken.slice = () => {
		throw new Error('gone');
	};
	const taken = await take(
		paper('anchor.json', anchor),
		file('log.jsonl', log),
		file('huge.eseal', fromUtf8(receipt), ' '.repeat(MOST_BYTES)),
		broken,
		sealed('a.pdf'),
	);
	expect(Object.keys(pairs(taken))).toEqual(['a.pdf']);
	expect(taken.anchors).toEqual([{ name: 'anchor.json', text: fromUtf8(anchor) }]);
	expect(taken.logs).toEqual(['log.jsonl']);
	expect(taken.tooLarge).toEqual(['huge.eseal']);
	expect(taken.unreadable).toEqual(['gone.pdf']);
});

test('a document that only looks like one of ours', async () => {
	// Large files are never read as text, however they are called.
	const large = file('large.eseal', new Uint8Array(MOST_BYTES + 1));
	expect(Object.keys(pairs(await take(large)))).toEqual(['large.eseal']);
	expect((await take(large)).items[0]?.job.document).toBeDefined();
	// A text that speaks of receipts further on is a document.
	const essay = file('essay.txt', 'x'.repeat(5000), '"type":"application/vnd.eseal.receipt+json;version=4"');
	expect((await take(essay)).items[0]?.job.receipt).toBeUndefined();
});
