// Digests of documents, piece by piece.

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { encoded, type Sliceable, written } from '../src/verifier/engine.ts';
import { engine } from './verifier.ts';

const none = () => {};

test('the examples of the standards', async () => {
	const made = await engine.digest(new Blob(['abc']), ['sha256', 'sm3', 'blake2b256'], undefined, none);
	expect(written(made)).toEqual([
		'sha256:0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		'sm3:0x66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
		'blake2b256:0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319',
	]);
});

test('commitments are over salt and document, and need a salt of 32 bytes', async () => {
	const salt = new Uint8Array(32).fill(7);
	const [sha256] = written(await engine.digest(new Blob([salt, 'abc']), ['sha256'], undefined, none));
	const [commitment] = written(await engine.digest(new Blob(['abc']), ['commitment'], salt, none));
	expect(commitment).toBe(sha256?.replace('sha256', 'commitment'));
	await expect(engine.digest(new Blob(['abc']), ['commitment'], salt.subarray(1), none)).rejects.toThrow(RangeError);
	await expect(engine.digest(new Blob(['abc']), ['commitment-sm3'], undefined, none)).rejects.toThrow(RangeError);
});

test('a file of 300 MB is never in memory as a whole, and progress is told', async () => {
	const size = 300_000_000;
	let largest = 0;
	const file: Sliceable = {
		size,
		slice: (from, to) => {
			largest = Math.max(largest, to - from);
			return { arrayBuffer: async () => new Uint8Array(to - from).fill(from % 251).buffer };
		},
	};
	const told: number[] = [];
	const [digest] = written(await engine.digest(file, ['sha256'], undefined, (bytes) => told.push(bytes)));
	const hash = createHash('sha256');
	for (let from = 0; from < size; from += largest) {
		hash.update(new Uint8Array(await file.slice(from, Math.min(from + largest, size)).arrayBuffer()));
	}
	expect(digest).toBe(`sha256:0x${hash.digest('hex')}`);
	expect(largest).toBeLessThanOrEqual(4 * 1024 * 1024);
	expect(told.at(-1)).toBe(size);
	expect(told.every((bytes, i) => bytes > (told[i - 1] ?? 0))).toBe(true);
}, 60_000);

test('a file that cannot be read is an error, and the next one is digested all the same', async () => {
	const broken: Sliceable = { size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
	await expect(engine.digest(broken, ['sha256'], undefined, none)).rejects.toThrow('gone');
	expect(written(await engine.digest(new Blob([]), ['sha256'], undefined, none))).toEqual([
		'sha256:0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
	]);
});

test('a digest as the chain has it and back', () => {
	const digest = `sm3:0x${'ab'.repeat(32)}`;
	expect(written(encoded(digest) ?? new Uint8Array())).toEqual([digest]);
	for (const wrong of ['', 'sm3', 'md5:0xab', `sm3:0x${'AB'.repeat(32)}`, `sm3:0x${'ab'.repeat(31)}`, `x${digest}`]) {
		expect(encoded(wrong), wrong).toBeUndefined();
	}
});
