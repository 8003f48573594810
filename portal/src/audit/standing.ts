// How far the index is to be relied upon: how new it is, what it found when it checked itself, and whether a node has the same block.

import { askNode } from './node.ts';

/** What the index says of itself. */
export interface Status {
	readonly genesis: { readonly hash: string } | null;
	readonly status: {
		readonly indexed: { readonly number: number; readonly hash: string; readonly time: number };
		readonly node: { readonly behind: number } | null;
	};
	readonly check: {
		readonly block: number;
		readonly at: number;
		readonly found: number;
		readonly differences: readonly { readonly table: string; readonly row: string; readonly what: string }[];
	} | null;
}

export const STATUS = `{
	genesis: block(number: 0) { hash }
	status { indexed { number hash time } node { behind } }
	check { block at found differences { table row what } }
}`;

/** What a node says of the newest block in the index. */
export type Confirmed =
	/** There is no node to ask. */
	| { readonly is: 'nobody' }
	| { readonly is: 'silent'; readonly node: string }
	| { readonly is: 'same' | 'other'; readonly node: string };

/** Asks a node whether it has the block that a source names. */
export async function confirm(nodes: readonly string[], number: number, hash: string): Promise<Confirmed> {
	const [first] = nodes;
	if (first === undefined) {
		return { is: 'nobody' };
	}
	const found = await askNode(nodes, async (node) => ({ node: node.url, hash: await node.hashOf(number) }));
	// A node that does not have it yet says nothing of it.
	return found === undefined || found.hash === null
		? { is: 'silent', node: found?.node ?? first }
		: { is: found.hash === hash ? 'same' : 'other', node: found.node };
}

/** How many final blocks may be missing without a word: what is indexed in a moment. */
const SOON = 10;

/** How old the newest block may be, in milliseconds. */
const RECENT_MS = 600_000;

/** What speaks against the index, or casts doubt on it. */
export type Reason =
	| 'other-chain'
	| 'differs'
	| 'check'
	| 'behind'
	| 'old'
	| 'node-silent'
	| 'unchecked'
	| 'unconfirmed';

/** What is said of the index, and how bad that is. */
export interface Judgement {
	readonly tone: 'good' | 'caution' | 'bad';
	readonly reasons: readonly Reason[];
}

const truly = (...reasons: readonly (Reason | false)[]): Reason[] => reasons.filter((reason) => reason !== false);

/**
 * Judges the index by what it says of itself and what a node says.
 *
 * @param genesis the anchor's, if there is an anchor
 * @param nowMs this device's clock
 */
export function judge(
	{ genesis: first, status, check }: Status,
	confirmed: Confirmed | undefined,
	genesis: string | undefined,
	nowMs: number,
): Judgement {
	const bad = truly(
		genesis !== undefined && first?.hash !== genesis && 'other-chain',
		confirmed?.is === 'other' && 'differs',
		check !== null && check.found > 0 && 'check',
	);
	const doubts = truly(
		(status.node?.behind ?? 0) > SOON && 'behind',
		nowMs - status.indexed.time > RECENT_MS && 'old',
		status.node === null && 'node-silent',
		check === null && 'unchecked',
		confirmed !== undefined && confirmed.is !== 'same' && confirmed.is !== 'other' && 'unconfirmed',
	);
	return {
		tone: bad.length > 0 ? 'bad' : doubts.length > 0 ? 'caution' : 'good',
		reasons: [...bad, ...doubts],
	};
}
