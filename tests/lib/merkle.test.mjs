// The tree of a batch, without any node.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { sha256 } from './digests.mjs';
import { auditPath, batchOf, isInBatch, leafHash, pathOf, rootByPath, rootOf } from './merkle.mjs';

/**
 * The reference tree of Certificate Transparency's implementations (google/certificate-transparency): what is in each leaf,
 * and the root of the leaves up to it.
 *
 * @type {[`0x${string}`, string][]}
 */
const REFERENCE = [
	['0x', '0x6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
	['0x00', '0xfac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
	['0x10', '0xaeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
	['0x2021', '0xd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
	['0x3031', '0x4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
	['0x40414243', '0x76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
	['0x5051525354555657', '0xddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
	['0x606162636465666768696a6b6c6d6e6f', '0x5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

test('the reference tree has its roots', () => {
	const leaves = REFERENCE.map(([content]) => leafHash(hexToU8a(content)));
	REFERENCE.forEach(([, root], last) => {
		assert.equal(u8aToHex(rootOf(leaves.slice(0, last + 1))), root);
	});
});

test('in trees of any size the path of every leaf leads to the root, and no other does', () => {
	for (let count = 1; count <= 33; count++) {
		const leaves = Array.from({ length: count }, (_, n) => leafHash(Uint8Array.of(n)));
		const root = u8aToHex(rootOf(leaves));
		leaves.forEach((leaf, position) => {
			const path = pathOf(leaves, position);
			const what = `leaf ${position} of ${count}`;
			assert.equal(u8aToHex(rootByPath(leaf, position, count, path)), root, what);
			assert.notEqual(u8aToHex(rootByPath(leafHash(leaf), position, count, path)), root, `another leaf than ${what}`);
			assert.throws(() => rootByPath(leaf, position, count, [...path, leaf]), /too long/, what);
			assert.throws(() => rootByPath(leaf, count, count, path), /no leaf/);
			if (path.length > 0) {
				assert.throws(() => rootByPath(leaf, position, count, path.slice(1)), /too short/, what);
			}
		});
	}
});

test('a batch is of its documents, in their order, each with its algorithm', () => {
	const [first, second, third] = ['one', 'two', 'three'].map(sha256);
	const documents = [first, second, third];
	const { Batch: batch } = batchOf(documents);
	assert.equal(batch.count, 3);
	assert.notEqual(batchOf([second, first, third]).Batch.root, batch.root);
	assert.notEqual(batchOf([first, second, { Sm3: third.Sha256 }]).Batch.root, batch.root);
	documents.forEach((document, position) => {
		const path = auditPath(documents, position);
		assert.ok(isInBatch(document, position, batch, path));
		assert.ok(!isInBatch(sha256('four'), position, batch, path));
	});
	assert.ok(!isInBatch(second, 0, batch, auditPath(documents, 0)));
});
