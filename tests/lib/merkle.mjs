// The Merkle tree over the documents of a batch, as RFC 6962 (section 2.1) defines it, with SHA-256. The chain and `eseal`
// have it in Rust; this one is written after the definition alone, so that both agree only if both are right.
//
//     leaf   SHA-256 of  00  algorithm's number  32 bytes of the document's digest
//     node   SHA-256 of  01  left  right

import { createHash } from 'node:crypto';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { digestBytes } from './bytes-to-sign.mjs';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** @param {...Uint8Array} parts */
function sha256(...parts) {
	const hash = createHash('sha256');
	for (const part of parts) {
		hash.update(part);
	}
	return new Uint8Array(hash.digest());
}

/** @param {Uint8Array} bytes  what is in the leaf */
export const leafHash = (bytes) => sha256(LEAF, bytes);

/**
 * How many leaves of a tree with more than one are in the left part: the largest power of two below their number.
 *
 * @param {number} count
 */
const leftOf = (count) => 2 ** (31 - Math.clz32(count - 1));

/**
 * The root of the tree with these leaves.
 *
 * @param {Uint8Array[]} leaves  the hash of each, at least one
 * @returns {Uint8Array}
 */
export function rootOf(leaves) {
	if (leaves.length < 2) {
		return leaves[0];
	}
	const left = leftOf(leaves.length);
	return sha256(NODE, rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)));
}

/**
 * The hashes beside the way from a leaf to the root, from below.
 *
 * @param {Uint8Array[]} leaves  the hash of each
 * @param {number} position  of the leaf, from 0
 * @returns {Uint8Array[]}
 */
export function pathOf(leaves, position) {
	if (leaves.length < 2) {
		return [];
	}
	const left = leftOf(leaves.length);
	return position < left
		? [...pathOf(leaves.slice(0, left), position), rootOf(leaves.slice(left))]
		: [...pathOf(leaves.slice(left), position - left), rootOf(leaves.slice(0, left))];
}

/**
 * The root to which a path leads.
 *
 * @param {Uint8Array} leaf  its hash
 * @param {number} position  of the leaf, from 0
 * @param {number} count  how many leaves there are
 * @param {Uint8Array[]} path  from below
 * @returns {Uint8Array}
 * @throws if there is no such leaf, or its path has another length
 */
export function rootByPath(leaf, position, count, path) {
	if (position < 0 || position >= count) {
		throw new Error(`a tree of ${count} has no leaf ${position}`);
	}
	if (count === 1) {
		if (path.length > 0) {
			throw new Error('the path is too long');
		}
		return leaf;
	}
	const beside = path.at(-1);
	if (beside === undefined) {
		throw new Error('the path is too short');
	}
	const [left, below] = [leftOf(count), path.slice(0, -1)];
	return position < left
		? sha256(NODE, rootByPath(leaf, position, left, below), beside)
		: sha256(NODE, beside, rootByPath(leaf, position - left, count - left, below));
}

/** The hash of the leaf that a document is. @param {Record<string, string>} document  its digest */
const leafOf = (document) => leafHash(digestBytes(document));

/**
 * The batch of these documents, as a statement has it.
 *
 * @param {Record<string, string>[]} documents  their digests, in order
 */
export const batchOf = (documents) => ({
	Batch: { count: documents.length, root: u8aToHex(rootOf(documents.map(leafOf))) },
});

/**
 * The audit path of one document of a batch, in hexadecimal.
 *
 * @param {Record<string, string>[]} documents  the digests of all, in order
 * @param {number} position  of the document, from 0
 */
export const auditPath = (documents, position) => pathOf(documents.map(leafOf), position).map((hash) => u8aToHex(hash));

/**
 * Whether a path shows that a document is in a batch.
 *
 * @param {Record<string, string>} document  its digest
 * @param {number} position  from 0
 * @param {import('./bytes-to-sign.mjs').Batch} batch
 * @param {string[]} path  in hexadecimal
 */
export const isInBatch = (document, position, { count, root }, path) =>
	u8aToHex(
		rootByPath(
			leafOf(document),
			position,
			count,
			path.map((hash) => hexToU8a(hash)),
		),
	) === root;
