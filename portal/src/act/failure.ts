// Why the chain did not do something: its own typed errors.

import type { RpcRefusal } from '../source/rpc.ts';
import type { Chain, Choice } from './chain.ts';

/** An error of a call that a block took: on record, and nothing else of it is. */
export interface Failure {
	/** `ESeal.ApplicationDiffers`; of the system itself `System.BadOrigin`. */
	readonly name: string;
	/** What the runtime says of it, in English. */
	readonly docs: string | undefined;
}

/** Why no node takes an extrinsic: nothing of it is on the chain. */
export type Refusal =
	/** A code of this chain: docs/admission.md. */
	| { readonly kind: 'chain'; readonly code: number }
	/** Its number was used meanwhile, by another extrinsic of the account. */
	| { readonly kind: 'outdated' }
	/** It was signed too long ago. */
	| { readonly kind: 'too-late' }
	/** The signature is not that of the account over what the chain would do: another runtime, or metadata that are not its own. */
	| { readonly kind: 'bad-signature' }
	| { readonly kind: 'other'; readonly text: string };

/** Reads an error of a call. */
export function failureOf(chain: Chain, error: Choice): Failure {
	if (error.type !== 'Module') {
		return { name: `System.${error.type}`, docs: undefined };
	}
	const { type: pallet, value } = error.value as Choice<Choice>;
	return { name: `${pallet}.${value.type}`, docs: chain.docsOf(pallet, value.type) };
}

/** Reads a node's refusal of an extrinsic. */
export function refusalOf({ message, detail = '' }: RpcRefusal): Refusal {
	const text = `${message} ${detail}`;
	const code = /Custom error: (\d+)/.exec(text)?.[1];
	if (code !== undefined) {
		return { kind: 'chain', code: Number(code) };
	}
	if (/outdated|stale|priority is too low/i.test(text)) {
		return { kind: 'outdated' };
	}
	if (/birth block|ancient|mortality/i.test(text)) {
		return { kind: 'too-late' };
	}
	if (/bad signature|bad proof/i.test(text)) {
		return { kind: 'bad-signature' };
	}
	return { kind: 'other', text: detail || message };
}
