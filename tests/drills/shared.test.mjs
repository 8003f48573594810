// What the drills compute without any node.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsU8a, cryptoWaitReady, signatureVerify } from '@polkadot/util-crypto';
import {
	ANY_NUMBER,
	anyBytes,
	aroundNonce,
	extrinsic,
	listing,
	numbered,
	quickSigner,
	senderOf,
	signerOf,
} from './shared/extrinsics.mjs';
import { counted, quantile } from './shared/figures.mjs';
import { reasonOf } from './shared/link.mjs';
import { mostUntil } from './shared/toll.mjs';
import { usesByRight } from './shared/uses.mjs';

const frame = {
	signed: /** @type {[Uint8Array, Uint8Array]} */ ([Uint8Array.of(1), Uint8Array.of(2, 3)]),
	sent: /** @type {[Uint8Array, Uint8Array]} */ ([Uint8Array.of(4), Uint8Array.of(5)]),
};
const signer = quickSigner(new Uint8Array(32).fill(7));

/**
 * Whether an extrinsic's signature is the signer's over these bytes.
 *
 * @param {string} hex
 * @param {number} prefix  how many bytes its length takes
 * @param {Uint8Array} signed
 */
function verifies(hex, prefix, signed) {
	const signature = hexToU8a(hex).slice(prefix + 34, prefix + 99);
	return signatureVerify(signed, signature, signer.publicKey).isValid;
}

test('an extrinsic is put together around the nonce, and signed', async () => {
	await cryptoWaitReady();
	const call = Uint8Array.of(9, 9, 9);
	const hex = extrinsic(frame, signer, 70, call);
	// 70 takes two bytes, and so does a length above 63.
	assert.ok(hex.endsWith(`04${'1901'}05090909`));
	assert.ok(verifies(hex, 2, Uint8Array.of(9, 9, 9, 1, 0x19, 0x01, 2, 3)));
	assert.ok(!verifies(hex, 2, Uint8Array.of(9, 9, 9, 1, 0x1d, 0x01, 2, 3)));
});

test('what is long is signed by its digest', async () => {
	await cryptoWaitReady();
	const call = new Uint8Array(20_000).fill(9);
	const hex = extrinsic(frame, signer, 0, call);
	assert.ok(verifies(hex, 4, blake2AsU8a(u8aConcat(call, Uint8Array.of(1, 0, 2, 3)), 256)));
});

test('who signed an extrinsic is read from it, whatever its length', () => {
	for (const length of [1, 100, 20_000, 1_100_000]) {
		const hex = extrinsic(frame, signer, 3, new Uint8Array(length));
		assert.deepEqual(senderOf(hex), { signer: u8aToHex(signer.publicKey), bytes: (hex.length - 2) / 2 });
	}
	assert.deepEqual(senderOf(`0x280501000b${'00'.repeat(6)}`), { signer: undefined, bytes: 11 });
});

test('an account of polkadot.js signs as well', async () => {
	await cryptoWaitReady();
	const { account } = await import('../lib/accounts.mjs');
	const pair = account('//Anyone');
	const hex = extrinsic(frame, signerOf(pair), 0, Uint8Array.of(9));
	assert.equal(senderOf(hex).signer, u8aToHex(pair.publicKey));
	assert.ok(signatureVerify(Uint8Array.of(9, 1, 0, 2, 3), hexToU8a(hex).slice(36, 101), pair.publicKey).isValid);
});

test('what is around the nonce is what does not change with it', () => {
	assert.deepEqual(aroundNonce(Uint8Array.of(1, 0, 2), Uint8Array.of(1, 4, 2)), [Uint8Array.of(1), Uint8Array.of(2)]);
	for (const other of [
		Uint8Array.of(1, 4, 3),
		Uint8Array.of(1, 0, 2),
		Uint8Array.of(1, 4, 2, 2),
		Uint8Array.of(1, 5, 2),
	]) {
		assert.throws(() => aroundNonce(Uint8Array.of(1, 0, 2), other));
	}
});

test('a call is numbered anew each time', () => {
	const call = hexToU8a(`0x0102${anyBytes(10).slice(2)}03`);
	const next = numbered(call);
	assert.equal(u8aToHex(next(258)), '0x01020201000000000000000003');
	assert.equal(u8aToHex(next(1)), '0x01020100000000000000000003');
	assert.throws(() => numbered(Uint8Array.of(1, 2, 3)));
	assert.throws(() => numbered(hexToU8a(`${anyBytes(8)}${anyBytes(8).slice(2)}`)));
	assert.equal(Buffer.from(hexToU8a(anyBytes(8))).readBigUInt64LE(), ANY_NUMBER);
});

test('a batch gets its documents', () => {
	const digests = ['11', '22'].map((byte) => byte.repeat(32));
	const [signature, documents] = ['01'.repeat(65), digests.map((digest) => ({ Sm3: `0x${digest}` }))];
	const call = hexToU8a(`0x0b0500${signature}`);
	assert.equal(
		u8aToHex(listing(call, documents)),
		`0x0b0508${digests.map((digest) => `01${digest}`).join('')}${signature}`,
	);
	assert.throws(() => listing(hexToU8a(`0x0b0504${signature}`), documents));
});

test('how many uses an operator has is in what a node says of its right', () => {
	assert.equal(usesByRight('0x00'), 0);
	assert.equal(usesByRight('0x01000500000000000000'), 5);
	assert.equal(usesByRight('0x010107000000000000000201000000000000'), 258);
});

test('a refusal is told in a word or two', () => {
	assert.equal(reasonOf('1010: Invalid Transaction: Custom error: 8'), 'OverBudget');
	assert.equal(reasonOf('1010: Invalid Transaction: Transaction is outdated'), 'nonce used');
	assert.equal(reasonOf('1012: Transaction is temporarily banned'), 'the same was refused before');
	assert.equal(reasonOf('1014: Priority is too low: (5 vs 5): The transaction has…'), 'another waits in its place');
	assert.equal(reasonOf('1016: Immediately Dropped: The transaction couldn’t enter the pool'), 'pool full');
	assert.equal(reasonOf('no such thing\nFailed WS Request: {"params":["Custom error: 8"]}'), 'no such thing');
});

test('figures', () => {
	const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
	assert.equal(quantile(hundred, 0.99), 99);
	assert.equal(quantile(hundred, 0.5), 50);
	assert.equal(quantile([7], 0.99), 7);
	assert.ok(Number.isNaN(quantile([], 0.5)));
	assert.equal(
		counted(
			new Map([
				['a', 1],
				['b', 3],
			]),
		),
		'b 3, a 1',
	);
	const allowance = { from: 10, left: { weight: 5, bytes: 7 }, perBlock: { weight: 2, bytes: 3 } };
	assert.deepEqual(mostUntil(allowance, 10), { weight: 5, bytes: 7 });
	assert.deepEqual(mostUntil(allowance, 14), { weight: 13, bytes: 19 });
});
