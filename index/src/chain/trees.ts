// The two Merkle trees: over a block's records (BLAKE2b-256), and over a batch's documents (RFC 6962, SHA-256). In both the last of
// an odd number goes up as it is.

import { createHash } from 'node:crypto';
import { blake2 } from './bytes.js';

/** The hash of two neighbours. */
type Join = (left: Buffer, right: Buffer) => Buffer;

const sha256 = (...parts: Uint8Array[]): Buffer => {
	const hash = createHash('sha256');
	for (const part of parts) {
		hash.update(part);
	}
	return hash.digest();
};

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

const joinRecords: Join = (left, right) => blake2(left, right);
const joinDocuments: Join = (left, right) => sha256(NODE, left, right);

/** The level above. */
function above(level: Buffer[], join: Join): Buffer[] {
	const next: Buffer[] = [];
	for (let i = 0; i < level.length; i += 2) {
		const [left, right] = [level[i] as Buffer, level[i + 1]];
		next.push(right === undefined ? left : join(left, right));
	}
	return next;
}

/** The root over hashes of leaves, at least one, and what lies beside the way up from one of them. */
function climb(hashes: Buffer[], place: number, join: Join): { root: Buffer; path: Buffer[] } {
	const path: Buffer[] = [];
	let [level, at] = [hashes, place];
	for (; level.length > 1; level = above(level, join), at >>= 1) {
		const beside = level[at ^ 1];
		if (beside !== undefined) {
			path.push(beside);
		}
	}
	return { root: level[0] as Buffer, path };
}

/** Of a block's leaves: the root, and the audit path of the one at `place`. */
export const climbRecords = (leaves: Buffer[], place = 0) =>
	climb(
		leaves.map((leaf) => blake2(leaf)),
		place,
		joinRecords,
	);

/** Of a batch's documents: the root, and the audit path of the one at `place`. */
export const climbDocuments = (documents: Buffer[], place = 0) =>
	climb(
		documents.map((document) => sha256(LEAF, document)),
		place,
		joinDocuments,
	);
