// What the whole page shares.

import { computed, signal } from '@preact/signals';
import { anchorBytes, type KnownAnchor } from './anchor.ts';
import { type Config, isNodeAddress, NOTHING_CONFIGURED } from './config.ts';
import type { Source } from './source/source.ts';
import { SourceWhenAsked } from './source/when-asked.ts';
import type { LogApi, VerifierApi } from './verifier/client.ts';

/** Where the address of a node is kept that was named here, on this device alone. */
const KEPT_NODE = 'eseal-node';

export const config = signal<Config>(NOTHING_CONFIGURED);

/** The anchor that was opened here in place of the page's own. */
export const openedAnchor = signal<KnownAnchor | undefined>(undefined);

export const anchor = computed(() => openedAnchor.value ?? config.value.anchor);

/** The node that was named here in place of the page's own: none, or the empty text for nobody. */
export const namedNode = signal<string | undefined>(keptNode());

export const nodes = computed(() => {
	const named = namedNode.value;
	return named === undefined ? config.value.nodes : named === '' ? [] : [named];
});

export const source = computed<Source | undefined>(() => {
	const known = anchor.value;
	return known && nodes.value.length > 0 ? new SourceWhenAsked(nodes.value, known.anchor) : undefined;
});

/** The anchor as the verifier reads it. */
export const anchorForVerifier = computed(() => anchor.value && anchorBytes(anchor.value.anchor));

/** The verifier, once it is loaded, and its module. */
export const verifier = signal<{ readonly api: VerifierApi & LogApi; readonly module: ArrayBuffer } | undefined>(
	undefined,
);

/** Why the verifier cannot be loaded. */
export const loadFailure = signal<string | undefined>(undefined);

export function nameNode(address: string | undefined) {
	namedNode.value = address;
	try {
		if (address === undefined) {
			localStorage.removeItem(KEPT_NODE);
		} else {
			localStorage.setItem(KEPT_NODE, address);
		}
	} catch {
		// A browser that keeps nothing asks again.
	}
}

function keptNode(): string | undefined {
	try {
		const kept = localStorage.getItem(KEPT_NODE);
		return kept === '' || isNodeAddress(kept) ? kept : undefined;
	} catch {
		return undefined;
	}
}

/** Where this page is published: what links on certificates begin with. */
export function publishedAt(): string {
	const here = location.protocol === 'file:' ? '' : location.href.replace(/[?#].*$/s, '');
	return config.value.address ?? here;
}
