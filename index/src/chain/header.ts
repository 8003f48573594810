// Headers, as docs/receipt-format.md, section 4, lays them out.

import { blake2, compact, fromHex, list, Reader, toHex } from './bytes.js';

/** What a header has, as nodes and Subsquid tell it. */
export interface HeaderParts {
	height: number;
	parentHash: string;
	stateRoot: string;
	extrinsicsRoot: string;
	digest: { logs: string[] };
}

/** The bytes of a header. */
export const writeHeader = ({ height, parentHash, stateRoot, extrinsicsRoot, digest }: HeaderParts): Buffer =>
	Buffer.concat([
		fromHex(parentHash),
		compact(height),
		fromHex(stateRoot),
		fromHex(extrinsicsRoot),
		list(digest.logs.map(fromHex)),
	]);

export const hashOfHeader = (header: Buffer): string => toHex(blake2(header));

export const parentOf = (header: Buffer): string => toHex(header.subarray(0, 32));

const CONSENSUS = 4;

/** What items of the kind Consensus have of an engine. */
function said(logs: string[], engine: string): Buffer[] {
	return logs
		.map(fromHex)
		.filter((item) => item[0] === CONSENSUS && item.toString('latin1', 1, 5) === engine)
		.map((item) => new Reader(item.subarray(5)).sized());
}

/** The root over the block's records, and their number; nothing if the block made none. */
export function usesOf(logs: string[]): { root: string; count: number } | undefined {
	const [uses] = said(logs, 'USES');
	return uses && { root: toHex(uses.subarray(0, 32)), count: uses.readUInt32LE(32) };
}

/** Whether the block is the last of its authority set. */
export const endsSet = (logs: string[]): boolean => said(logs, 'FRNK').some((log) => log[0] === 1);

/** The items of a header's digest. */
export function logsOf(header: Buffer): string[] {
	const from = new Reader(header);
	from.take(32);
	from.compact();
	from.take(64);
	const items = [];
	for (let left = from.compact(); left > 0; left--) {
		const begin = from.position;
		const kind = from.u8();
		if (kind >= 4 && kind <= 6) {
			from.take(4);
		}
		if (kind !== 8) {
			from.sized();
		}
		items.push(toHex(header.subarray(begin, from.position)));
	}
	return items;
}
