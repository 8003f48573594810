// Signs, sends, and says what became of it. Once an extrinsic was handed to a node, it is looked for in blocks: the end of a
// connection tells nothing of it. It is recorded as a whole or not at all, and after its last block it never will be.

import { AccountId } from '@polkadot-api/substrate-bindings';
import { RpcRefusal } from '../source/rpc.ts';
import { SourceError } from '../source/source.ts';
import { type At, type Chain, type Choice, hexOf } from './chain.ts';
import type { Draft } from './drafts.ts';
import { isSameUpTo } from './explain.ts';
import { type Extension, extensionsOf, makes, PERIOD, type Signer } from './extrinsic.ts';
import { type Failure, failureOf, type Refusal, refusalOf } from './failure.ts';

/** How far it is. */
export type Progress =
	| { readonly is: 'signing' | 'sending' }
	/** Handed to a node, or perhaps: `lost` says that no node answers now. */
	| { readonly is: 'waiting'; readonly lost: boolean }
	/** In a block that is not final yet. */
	| { readonly is: 'recorded'; readonly block: number; readonly lost: boolean }
	/** Final. */
	| { readonly is: 'done'; readonly block: number; readonly events: readonly Choice<Choice>[] }
	/** Final, and the call failed: it changed nothing. */
	| { readonly is: 'failed'; readonly block: number; readonly failure: Failure }
	/** No node takes it: nothing of it is on the chain. */
	| { readonly is: 'refused'; readonly refusal: Refusal }
	/** It was not sent: nobody signed, or there is no node. */
	| { readonly is: 'not-sent'; readonly why: NotSent; readonly text: string }
	/** Its last block is final, and it is in none: it never will be. */
	| { readonly is: 'expired' };

export type NotSent =
	| 'not-signed'
	/** What came back signed is not what was shown. */
	| 'other-call'
	| 'no-node'
	/** The chain's runtime changed since it was shown. */
	| 'other-runtime';

/** What sending takes. */
export interface Sending {
	readonly chain: Chain;
	readonly draft: Draft;
	readonly signer: Signer;
	/** Connects anew, to the first node that answers. */
	connect(): Promise<Chain>;
	tell(progress: Progress): void;
	/** Waits between two looks, in milliseconds. */
	pause?(ms: number): Promise<void>;
}

const LOOK_MS = 1_000;

/** How long a seal key's signature is that is put in place of nothing. */
const SIGNATURE = 64;

/** The pool has it already: what was sent before arrived. */
const ALREADY_THERE = 1013;

const account = AccountId();

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Signs and sends what was shown, and tells of it until it is final, failed or can no longer come. */
export async function send(sending: Sending): Promise<void> {
	const { chain, draft, signer, tell } = sending;
	tell({ is: 'signing' });
	const call = draft.finish?.() ?? draft.call;
	if (draft.finish && !isSameUpTo(SIGNATURE, draft.call, call)) {
		tell({ is: 'not-sent', why: 'other-call', text: '' });
		return;
	}
	let since: At;
	let extensions: Record<string, Extension>;
	let extrinsic: Uint8Array;
	try {
		since = await chain.recent();
		const nonce = await chain.rpc.call<number>('system_accountNextIndex', [account.dec(signer.publicKey)]);
		extensions = await extensionsOf(chain, nonce, since);
		extrinsic = await signer.signTx(call, extensions, chain.metadata, since.number);
	} catch (error) {
		const why = error instanceof SourceError ? 'no-node' : 'not-signed';
		tell({ is: 'not-sent', why, text: error instanceof Error ? error.message : String(error) });
		return;
	}
	if (!makes(extrinsic, call, signer.publicKey, extensions)) {
		tell({ is: 'not-sent', why: 'other-call', text: '' });
		return;
	}
	tell({ is: 'sending' });
	if (!chain.isOpen) {
		tell({ is: 'not-sent', why: 'no-node', text: '' });
		return;
	}
	try {
		await chain.rpc.call('author_submitExtrinsic', [hexOf(extrinsic)]);
	} catch (error) {
		if (error instanceof RpcRefusal && error.code !== ALREADY_THERE) {
			tell({ is: 'refused', refusal: refusalOf(error) });
			return;
		}
		// No answer: it may have arrived.
	}
	await follow(sending, hexOf(extrinsic), since);
}

interface Found {
	readonly number: number;
	readonly hash: string;
	readonly index: number;
}

/** Looks for an extrinsic in the blocks in which it may be, until what became of it is final. */
async function follow({ chain, connect, tell, pause = sleep }: Sending, extrinsic: string, since: At) {
	let node = chain;
	let found: Found | undefined;
	/** The last block of which it is final that it does not have it. */
	let cleared = since.number;
	/** Blocks that were looked at, by their hashes: where in them it is. */
	const seen = new Map<string, number>();
	const look = async (): Promise<boolean> => {
		if (!node.isOpen) {
			node = await connect();
		}
		const final = await node.final();
		const last = Math.min((await node.best()).number, since.number + PERIOD);
		found = undefined;
		for (let number = cleared + 1; number <= last && found === undefined; number++) {
			const hash = await node.rpc.call<string | null>('chain_getBlockHash', [number]);
			if (hash === null) {
				break;
			}
			const index = seen.get(hash) ?? (await indexIn(node, hash, extrinsic));
			seen.set(hash, index);
			if (index >= 0) {
				found = { number, hash, index };
			} else if (number <= final.number) {
				cleared = number;
			}
		}
		if (found && found.number <= final.number) {
			tell(await outcome(node, found));
			return true;
		}
		if (found === undefined && cleared >= since.number + PERIOD) {
			tell({ is: 'expired' });
			return true;
		}
		tell(state(found, false));
		return false;
	};
	for (;;) {
		try {
			if (await look()) {
				return;
			}
		} catch {
			// No node answers, or one answers nonsense. It is asked again: something has become of the extrinsic, whoever tells.
			node.close();
			tell(state(found, true));
		}
		await pause(LOOK_MS);
	}
}

const state = (found: Found | undefined, lost: boolean): Progress =>
	found ? { is: 'recorded', block: found.number, lost } : { is: 'waiting', lost };

async function indexIn(chain: Chain, hash: string, extrinsic: string): Promise<number> {
	const { block } = await chain.rpc.call<{ block: { extrinsics: string[] } }>('chain_getBlock', [hash]);
	return block.extrinsics.indexOf(extrinsic);
}

/** What is in a block's events of an extrinsic, as far as it is read. */
interface EventRecord {
	readonly phase: Choice;
	readonly event: Choice<Choice>;
}

async function outcome(chain: Chain, { number, hash, index }: Found): Promise<Progress> {
	const all = (await chain.storage<EventRecord[]>('System', 'Events', [], hash)) ?? [];
	const events = all
		.filter(({ phase }) => phase.type === 'ApplyExtrinsic' && phase.value === index)
		.map(({ event }) => event);
	const failed = events.find(({ type, value }) => type === 'System' && value.type === 'ExtrinsicFailed');
	if (failed) {
		const { dispatch_error: error } = failed.value.value as { dispatch_error: Choice };
		return { is: 'failed', block: number, failure: failureOf(chain, error) };
	}
	return { is: 'done', block: number, events };
}
