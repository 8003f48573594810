import assert from 'node:assert/strict';
import { test } from 'node:test';
import { birth, canonical } from './senders.js';

const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** An ECDSA signature with this s and recovery id. */
const ecdsa = (s: bigint, recovery: number) =>
	Buffer.concat([
		Buffer.from([2]),
		Buffer.alloc(32, 7),
		Buffer.from(s.toString(16).padStart(64, '0'), 'hex'),
		Buffer.from([recovery]),
	]);

test('signatures of ECDSA get the one form that receipts take', () => {
	const low = ecdsa(5n, 1);
	assert.deepEqual(canonical(low), low);
	assert.deepEqual(canonical(ecdsa(ORDER - 5n, 0)), low);
	assert.deepEqual(canonical(ecdsa(5n, 28)), low);
	assert.deepEqual(canonical(ecdsa(ORDER - 5n, 27)), low);
	const half = ORDER / 2n;
	assert.deepEqual(canonical(ecdsa(half, 0)), ecdsa(half, 0));
	assert.deepEqual(canonical(ecdsa(half + 1n, 0)), ecdsa(half, 1));
	const others = Buffer.concat([Buffer.from([1]), Buffer.alloc(64, 255)]);
	assert.deepEqual(canonical(others), others);
});

test('an extrinsic is valid from the block on that its era names', () => {
	assert.equal(birth(Buffer.from([0, 4]), 99), 0, 'immortal');
	// A period of 64 blocks (5 in the lower bits), phase 14.
	const era = Buffer.alloc(2);
	era.writeUInt16LE(5 | (14 << 4));
	assert.equal(birth(era, 15), 14);
	assert.equal(birth(era, 77), 14);
	assert.equal(birth(era, 78), 78);
	// A period of 65,536 blocks has a phase in steps of 16.
	era.writeUInt16LE(15 | (3 << 4));
	assert.equal(birth(era, 100), 48);
});
