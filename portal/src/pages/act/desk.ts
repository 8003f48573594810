// What the page holds while somebody acts: the connection, who signs, and how far what they do is. In memory alone: with the page
// all of it is gone, opened keys first of all.

import { signal } from '@preact/signals';
import type { Seat } from '../../act/acts.ts';
import { Chain } from '../../act/chain.ts';
import { type Draft, FormError } from '../../act/drafts.ts';
import { type Explanation, explain, seatOf, Unexplained } from '../../act/explain.ts';
import { KeyError } from '../../act/keys/key-file.ts';
import type { Account } from '../../act/keys/signers.ts';
import { type Progress, send } from '../../act/send.ts';
import { equal } from '../../bytes.ts';
import { SourceError } from '../../source/source.ts';
import { anchor, config, nodes } from '../../state.ts';
import { words } from './i18n/index.ts';

/** What can be done here. */
export type Task = 'apply' | 'grant' | 'seal' | 'approve' | 'freeze' | 'flag' | 'waiting';

export type Connection =
	| { readonly is: 'none' | 'connecting' }
	| { readonly is: 'failed'; readonly error: SourceError }
	| { readonly is: 'open'; readonly chain: Chain };

export type Stage =
	| { readonly is: 'form' }
	| {
			readonly is: 'review';
			readonly draft: Draft;
			readonly explanation: Explanation;
			/** What its bytes were read by. */
			readonly metadata: Uint8Array;
	  }
	| {
			readonly is: 'sent';
			readonly draft: Draft;
			readonly explanation: Explanation;
			readonly progress: Progress;
	  };

/** Who signs: an account, and whose officer it is. */
export interface Signed {
	readonly account: Account;
	readonly seat: Seat | undefined;
}

export const connection = signal<Connection>({ is: 'none' });
export const signed = signal<Signed | undefined>(undefined);
export const task = signal<Task | undefined>(undefined);
export const stage = signal<Stage>({ is: 'form' });

/** Whether a key may be opened in this page: whoever serves it says that its network is for development, and so does the chain. */
export const mayOpenKeys = () =>
	config.value.development && connection.value.is === 'open' && connection.value.chain.isDevelopment;

/** Connects to the first node that answers, unless there is such a connection. */
export async function connect(): Promise<void> {
	const known = anchor.value;
	const { value } = connection;
	const isThere = value.is === 'open' && value.chain.isOpen && value.chain.genesis === known?.anchor.genesis;
	if (isThere && nodes.value.includes(value.chain.rpc.url)) {
		return;
	}
	if (value.is === 'open') {
		value.chain.close();
	}
	if (known === undefined || nodes.value.length === 0) {
		connection.value = { is: 'none' };
		return;
	}
	connection.value = { is: 'connecting' };
	try {
		connection.value = { is: 'open', chain: await Chain.connect(nodes.value, known.anchor.genesis) };
	} catch (error) {
		connection.value = { is: 'failed', error: asSourceError(error) };
	}
}

const asSourceError = (error: unknown) =>
	error instanceof SourceError ? error : new SourceError('unreadable', String(error));

/** The connection, made anew if it broke. */
export async function connected(): Promise<Chain> {
	const { value } = connection;
	if (value.is === 'open' && value.chain.isOpen) {
		return value.chain;
	}
	const known = anchor.value;
	if (known === undefined) {
		throw new SourceError('unreachable', 'there is no anchor');
	}
	const chain = await Chain.connect(nodes.value, known.anchor.genesis);
	connection.value = { is: 'open', chain };
	return chain;
}

/** The tasks of an account. */
export const tasksOf = ({ seat }: Signed): Task[] => [
	...(seat === undefined ? (['apply', 'grant', 'seal'] as const) : (['waiting'] as const)),
	...(seat === 'DataResources' ? (['approve'] as const) : []),
	...(seat === 'PublicSecurity' ? (['freeze'] as const) : []),
	...(seat === undefined ? [] : (['flag'] as const)),
];

/** Who was chosen last. */
let chosen: Account | undefined;

/** From now on this account signs, unless another one was chosen before it is known what it may do. */
export async function signAs(account: Account): Promise<void> {
	chosen = account;
	const chain = await connected();
	const { hash } = await chain.final();
	const seat = await seatOf(chain, account.address, hash);
	if (chosen === account) {
		signed.value = { account, seat };
		begin();
	}
}

/** Nobody signs from now on; a key that was opened is let go of. */
export function leave() {
	chosen = undefined;
	signed.value = undefined;
	begin();
}

/** Back to what was filled in. */
export function back() {
	stage.value = { is: 'form' };
}

/** Back to the choice of what to do. */
export function begin() {
	task.value = undefined;
	stage.value = { is: 'form' };
}

/** Shows what a draft does, to whoever is to sign it. */
export async function review(draft: Draft): Promise<void> {
	const who = signed.value;
	if (who === undefined) {
		return;
	}
	const chain = await connected();
	const explanation = await explain(chain, draft.call, { address: who.account.address, seat: who.seat });
	stage.value = { is: 'review', draft, explanation, metadata: chain.metadata };
}

/** Signs what is shown, sends it, and goes on telling what becomes of it. */
export async function sign(): Promise<void> {
	const [now, who] = [stage.value, signed.value];
	if (now.is !== 'review' || who === undefined || now.explanation.doubts.length > 0) {
		return;
	}
	const { draft, explanation, metadata } = now;
	const tell = (progress: Progress) => {
		stage.value = { is: 'sent', draft, explanation, progress };
	};
	let chain: Chain;
	try {
		chain = await connected();
	} catch (error) {
		tell({ is: 'not-sent', why: 'no-node', text: String(error) });
		return;
	}
	if (!equal(chain.metadata, metadata)) {
		tell({ is: 'not-sent', why: 'other-runtime', text: '' });
		return;
	}
	await send({ chain, draft, signer: who.account.signer(chain.unit), connect: connected, tell });
}

/** What went wrong before anything was signed, in words. */
export function wordsOf(error: unknown): string {
	const m = words();
	if (error instanceof FormError) {
		return m.formFaults[error.fault];
	}
	if (error instanceof KeyError) {
		return m.keyFaults[error.fault];
	}
	if (error instanceof Unexplained) {
		return m.nothingToTell(error.call);
	}
	if (error instanceof SourceError) {
		return m.askFailed(m.failures[error.failure]);
	}
	return error instanceof Error ? error.message : String(error);
}
