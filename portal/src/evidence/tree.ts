// The Merkle tree over the documents of a batch: RFC 6962 with SHA-256.

import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../bytes.ts';

const leaf = (digest: Uint8Array) => sha256(concat(Uint8Array.of(0), digest));

const node = (left: Uint8Array, right: Uint8Array) => sha256(concat(Uint8Array.of(1), left, right));

/** The root over these digests, and the hashes beside the way from one of them up to it. */
export function pathInBatch(
	digests: readonly Uint8Array[],
	position: number,
): { root: Uint8Array | undefined; path: Uint8Array[] } {
	let level = digests.map(leaf);
	let at = position;
	const path = [];
	while (level.length > 1) {
		const beside = level[at ^ 1];
		if (beside !== undefined) {
			path.push(beside);
		}
		level = level.flatMap((left, i) => {
			const right = level[i + 1];
			// The last of an odd number moves up unchanged.
			return i % 2 === 1 ? [] : [right === undefined ? left : node(left, right)];
		});
		at = Math.floor(at / 2);
	}
	return { root: level[0], path };
}
