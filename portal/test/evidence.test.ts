// The making of receipts out of what a node has. Against a real network, and byte for byte with `eseal receipt`, in
// tests/e2e/portal.test.mjs; here what is rare there.

import { describe, expect, test } from 'vitest';
import { concat, fromBase64, fromHex, fromUtf8, toBase64, toHex } from '../src/bytes.ts';
import { compact, type UseRecord, useRecord } from '../src/evidence/codec.ts';
import { readJustification } from '../src/evidence/finality.ts';
import * as keys from '../src/evidence/keys.ts';
import { birth, canonical, sentBy } from '../src/evidence/sender.ts';
import { pathInBatch } from '../src/evidence/tree.ts';
import { beforeSeal } from '../src/source/node.ts';
import { vectors } from './vectors.ts';

interface Parts {
	sender: { call: string; extensions: string; signature: string };
	proof: { block?: { leaf: string } };
	evidence: { block: { justification: string } };
}

const good = vectors
	.filter(({ verdict }) => verdict.result === 'valid')
	.map(({ name, receipt }) => [name, JSON.parse(fromUtf8(receipt)) as Parts] as const);

/** Those by the block of the use, whose leaf begins with the record. */
const byBlock = good.flatMap(([name, { sender, proof }]) =>
	proof.block ? [[name, sender, useRecord.dec(fromBase64(proof.block.leaf))] as const] : [],
);

/** An extrinsic of this account, as a block has it. */
function extrinsic(account: Uint8Array, { signature, extensions, call }: Parts['sender']): string {
	const body = concat(Uint8Array.of(0x84, 0), account, fromBase64(signature), fromBase64(extensions), fromBase64(call));
	return `0x${toHex(concat(compact.enc(body.length), body))}`;
}

describe('the extrinsic that made a record', () => {
	test.each(byBlock)('%s', (_, sender, record) => {
		const own = extrinsic(record.account, sender);
		const stranger = extrinsic(new Uint8Array(32).fill(9), sender);
		const inherent = `0x${toHex(Uint8Array.of(3 << 2, 4, 1, 0))}`;
		const sent = sentBy([inherent, stranger, own], record);
		expect(sent && toBase64(sent.call)).toBe(sender.call);
		expect(sent && toBase64(sent.extensions)).toBe(sender.extensions);
		expect(sent && toBase64(sent.signature)).toBe(sender.signature);
		// Another's call that says the same is not it.
		expect(sentBy([inherent, stranger], record)).toBeUndefined();
		// Nor is the same call for another record.
		expect(sentBy([own], { ...record, nonce: record.nonce + 1n } as UseRecord)).toBeUndefined();
		// Nor one with something behind.
		expect(sentBy([`${own}00`], record)).toBeUndefined();
	});

	test('there are all five calls among them', () => {
		const calls = new Set(byBlock.map(([, { call }]) => fromBase64(call)[1]));
		expect([...calls].sort((a = 0, b = 0) => a - b)).toEqual([2, 5, 6, 7, 64]);
	});
});

test('extensions that are longer than they are today are passed over', () => {
	const [[, sender, record] = []] = byBlock;
	if (!sender || !record) {
		throw new Error('no vector');
	}
	const longer = toBase64(concat(fromBase64(sender.extensions), new Uint8Array(33).fill(0x0b)));
	const sent = sentBy([extrinsic(record.account, { ...sender, extensions: longer })], record);
	expect(sent && toBase64(sent.extensions)).toBe(longer);
	expect(sent && toBase64(sent.call)).toBe(sender.call);
});

test('an ECDSA signature in the form that receipts have', () => {
	const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
	const bytesOf = (s: bigint, id: number) =>
		concat(new Uint8Array(32).fill(5), fromHex(`0x${s.toString(16).padStart(64, '0')}`), Uint8Array.of(id));
	const [low, high] = [order / 2n, order - order / 2n];
	for (const [s, id, expectedS, expectedId] of [
		[low, 0, low, 0],
		[low, 28, low, 1],
		[high, 0, low, 1],
		[high, 28, low, 0],
		[order - 1n, 3, 1n, 2],
	] as const) {
		for (const type of ['Ecdsa', 'Ethereum'] as const) {
			expect(canonical({ type, value: bytesOf(s, id) }).value).toEqual(bytesOf(expectedS, expectedId));
		}
	}
	const other = { type: 'Sr25519', value: new Uint8Array(64).fill(0xff) } as const;
	expect(canonical(other)).toEqual(other);
});

test('the block from which on an extrinsic is valid', () => {
	// A period of 64 blocks that begins at 42 in each: the example of the SDK.
	const era = Uint8Array.of(5 + (42 % 16) * 16, 42 / 16);
	for (const [number, expected] of [
		[42, 42],
		[105, 42],
		[106, 106],
		[30, 42],
	] as const) {
		expect(birth(era, number)).toBe(expected);
	}
	expect(birth(Uint8Array.of(0, 4), 1000)).toBe(0);
});

test('the tree of a batch: the example of docs/receipt-format.md', () => {
	const digests = ['00', '01', '03'].map((kind, i) => fromHex(`0x${kind}${`${i + 1}${i + 1}`.repeat(32)}`));
	const [first, third] = [pathInBatch(digests, 0), pathInBatch(digests, 2)];
	const root = '76df05650bc9ec6b8983a0ed1c12ee0de6f07e175801e772dde049e7439ccbeb';
	expect(first.root && toHex(first.root)).toBe(root);
	expect(first.path.map(toHex)).toEqual([
		'586f4b643f7b7fa1b2e29480a17b79a19022fba03d3961128b866dd86c93983e',
		'564c927d30b6a1b41d2c8019905d85fd8c3f2b4e7ff759cec9240924fd4759ea',
	]);
	expect(third.path.map(toHex)).toEqual(['f354cef877e5f4f0c8608ea2d15fc97aed58b6c539c497815938452e145b74b3']);
	expect(pathInBatch(digests.slice(0, 1), 0).path).toEqual([]);
	expect(pathInBatch([], 0).root).toBeUndefined();
});

test('justifications: a good one as it is, one of two votes without the second', () => {
	for (const [name, { evidence }] of good) {
		const bytes = fromBase64(evidence.block.justification);
		expect(toHex(readJustification(bytes).bytes), name).toBe(toHex(bytes));
	}
	const twice = vectors.find(({ name }) => name === 'vote-twice');
	const { evidence } = JSON.parse(fromUtf8(twice?.receipt ?? new Uint8Array())) as Parts;
	const bytes = fromBase64(evidence.block.justification);
	expect(readJustification(bytes).bytes.length).toBeLessThan(bytes.length);
	expect(() => readJustification(bytes.slice(0, -1))).toThrow();
});

test('keys of the state', () => {
	expect(toHex(keys.now)).toBe('f0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb');
	expect(toHex(keys.genesis)).toBe(
		'26aa394eea5630e07c48ae0c9558cef7a44704b568d21667356a5a050c118746b4def25cfda6ef3a00000000',
	);
});

test('right before the uses of an e-seal, in the order of storage', () => {
	expect(beforeSeal(0n)).toBeUndefined();
	expect(beforeSeal(1n)).toEqual({ seal: 2n ** 64n - 256n, index: 2n ** 64n - 1n });
	expect(beforeSeal(256n)).toEqual({ seal: 2n ** 64n - 65_536n, index: 2n ** 64n - 1n });
});
