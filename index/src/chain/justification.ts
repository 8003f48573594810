// Justifications: the votes that make a block final (docs/receipt-format.md, section 4).

import { blake2, fromHex, list, Reader, toHex } from './bytes.js';
import { parentOf } from './header.js';
import type { SignedBlock } from './node.js';

/** The target, its number, the signature and the voter's key. */
const VOTE = 32 + 4 + 64 + 32;

export interface Justification {
	block: number;
	hash: string;
	bytes: Buffer;
	/** The keys that voted. */
	voters: string[];
}

/** Reads the bytes of a header from the front of what is left. */
function readHeader(from: Reader, all: Buffer): Buffer {
	const begin = from.position;
	from.take(32);
	from.compact();
	from.take(64);
	for (let items = from.compact(); items > 0; items--) {
		const kind = from.u8();
		if (kind >= 4 && kind <= 6) {
			from.take(4);
		}
		if (kind !== 8) {
			from.sized();
		}
	}
	return all.subarray(begin, from.position);
}

/**
 * Reads a justification, and keeps one vote of each authority with the headers that these votes need: GRANDPA takes both votes of
 * one that voted twice in a round, receipts have none of it.
 */
export function readJustification(bytes: Buffer): Justification {
	const from = new Reader(bytes);
	const round = from.take(8);
	const target = from.take(36);
	const hash = toHex(target.subarray(0, 32));
	const votes = Array.from({ length: from.compact() }, () => from.take(VOTE));
	const headers = Array.from({ length: from.compact() }, () => readHeader(from, bytes));
	if (!from.isAtEnd) {
		throw new RangeError('a justification is longer than it says');
	}
	const hashes = headers.map((header) => toHex(blake2(header)));
	const parents = new Map(headers.map((header, place) => [hashes[place] as string, parentOf(header)]));
	const voted = new Set<string>();
	const needed = new Set<string>();
	const kept = votes.filter((vote) => {
		const way: string[] = [];
		for (let at: string | undefined = toHex(vote.subarray(0, 32)); at !== hash; at = parents.get(at)) {
			if (at === undefined || way.includes(at)) {
				// For another block than this: the vote of one who voted twice.
				return false;
			}
			way.push(at);
		}
		const voter = toHex(vote.subarray(100));
		if (voted.has(voter)) {
			return false;
		}
		voted.add(voter);
		for (const header of way) {
			needed.add(header);
		}
		return true;
	});
	const ancestries = headers.filter((_, place) => needed.has(hashes[place] as string));
	return {
		block: target.readUInt32LE(32),
		hash,
		bytes: Buffer.concat([round, target, list(kept), list(ancestries)]),
		voters: [...voted],
	};
}

const GRANDPA = [...Buffer.from('FRNK')];

/** The justification that the node stored with a block, if it did. */
export function storedWith({ justifications }: SignedBlock): Justification | undefined {
	const found = justifications?.find(([engine]) => GRANDPA.every((byte, place) => engine[place] === byte));
	return found && readJustification(Buffer.from(found[1]));
}

/** The one that a node told of as the block became final. */
export const told = (hex: string): Justification => readJustification(fromHex(hex));
