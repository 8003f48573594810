// The trust anchor: the one thing that the page must have from a source that one trusts.

import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from './bytes.ts';

export const ANCHOR_TYPE = 'application/vnd.eseal.anchor+json;version=4';

export interface Anchor {
	readonly type: string;
	readonly genesis: string;
	readonly setId: number;
	readonly authorities: readonly { readonly key: string; readonly weight: number }[];
}

/** An anchor, and where it is from. */
export interface KnownAnchor {
	readonly anchor: Anchor;
	/** Where it is from, as people say it. */
	readonly origin: string;
}

/** The anchor in a value that was JSON; none if it is none. The verifier itself decides whether it is of use. */
export function asAnchor(value: unknown): Anchor | undefined {
	const { type, genesis, setId, authorities } = (value ?? {}) as Partial<Anchor>;
	const isOne =
		typeof type === 'string' &&
		type.startsWith('application/vnd.eseal.anchor+json') &&
		isHash(genesis) &&
		Number.isSafeInteger(setId) &&
		Array.isArray(authorities) &&
		authorities.length > 0 &&
		authorities.every((authority) => isHash(authority?.key) && Number.isSafeInteger(authority?.weight));
	return isOne ? (value as Anchor) : undefined;
}

/** The same of a file's text. */
export function parseAnchor(text: string): Anchor | undefined {
	try {
		return asAnchor(JSON.parse(text));
	} catch {
		return undefined;
	}
}

const isHash = (text: unknown) => typeof text === 'string' && /^0x[0-9a-f]{64}$/.test(text);

/** The anchor as the verifier reads it: its fields in the order of the specification, without white space. */
export function anchorText({ type, genesis, setId, authorities }: Anchor): string {
	const inOrder = authorities.map(({ key, weight }) => ({ key, weight }));
	return JSON.stringify({ type, genesis, setId, authorities: inOrder });
}

export const anchorBytes = (anchor: Anchor) => utf8(anchorText(anchor));

/** The anchor's hash, which people compare: SHA-256 of `anchorText`. docs/portal.md says how to make it without this page. */
export const anchorHash = (anchor: Anchor) => toHex(sha256(anchorBytes(anchor)));

/** How two anchors relate. */
export type Comparison =
	/** They say the same. */
	| 'same'
	/** They are of one chain and of different authority sets, so neither says anything of the other's authorities. */
	| 'other-set'
	/** They name different authorities for one authority set of one chain. One of them is wrong. */
	| 'contradict'
	/** They are of different chains. */
	| 'other-chain';

export function compareAnchors(one: Anchor, other: Anchor): Comparison {
	if (one.genesis !== other.genesis) {
		return 'other-chain';
	}
	if (one.setId !== other.setId) {
		return 'other-set';
	}
	const voices = ({ authorities }: Anchor) =>
		authorities
			.map(({ key, weight }) => `${key} ${weight}`)
			.sort()
			.join();
	return voices(one) === voices(other) ? 'same' : 'contradict';
}
