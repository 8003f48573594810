// What a call does and on whom, from its bytes: what is shown before anybody signs. Without words: the page has them.

import { SourceError } from '../source/source.ts';
import {
	actDigest,
	actName,
	actNumber,
	type CallName,
	callName,
	isKnown,
	isOfSeat,
	officeOf,
	type Seat,
} from './acts.ts';
import { type At, type Call, type Chain, type Choice, hexOf } from './chain.ts';
import { type Subject, subjectOf } from './subject.ts';

/** By which step an act is made. */
export type Step =
	/** The call itself. */
	| 'make'
	/** One officer prepares it, a second one confirms it. */
	| 'prepare'
	| 'confirm'
	| 'turn-down'
	| 'take-back';

/** Why nobody should sign this: the chain would refuse it, or what is shown is not what would be signed. */
export type Doubt =
	/** The account is not the one who may. */
	| 'not-yours'
	/** Nobody decides about an act of their own. */
	| 'own-act'
	/** It takes two officers, and this would be one alone. */
	| 'second-needed'
	/** What the call names by its digest is not what the node shows. */
	| 'not-as-named'
	/** Nothing waits under the number, or it is another call. */
	| 'not-waiting'
	/** It can no longer be confirmed. */
	| 'ended'
	/** The chain has no such enterprise. */
	| 'no-enterprise';

/** What is signed, taken apart. */
export interface Explanation {
	readonly step: Step;
	readonly name: CallName;
	/** What the call says, field by field, in its order. */
	readonly fields: readonly (readonly [string, unknown])[];
	readonly subject: Subject;
	/** The number of the act that waits, where the step is about one. */
	readonly waiting: WaitingAct | undefined;
	/** The moment from which on a prepared act can no longer be confirmed. */
	readonly until: bigint | undefined;
	/** Whether a second officer of the seat has to confirm it after this. */
	readonly needsSecond: boolean;
	readonly doubts: readonly Doubt[];
	/** The final block that all this was read at. */
	readonly at: At;
}

/** An act that waits for a second officer. */
export interface WaitingAct {
	readonly id: bigint;
	readonly seat: Choice;
	readonly prepared_by: string;
	readonly prepared_at: bigint;
	readonly until: bigint;
	readonly open: boolean;
	readonly call: Uint8Array;
}

/** An account, and the seat whose officer it is. */
export interface Who {
	readonly address: string;
	readonly seat: Seat | undefined;
}

export async function seatOf(chain: Chain, address: string, at: string): Promise<Seat | undefined> {
	const officer = await chain.api<{ seat?: Choice } | undefined>('AgenciesApi', 'officer', [address], at);
	return officer?.seat?.type as Seat | undefined;
}

export async function waitingActs(chain: Chain, seat: Seat, at: string): Promise<WaitingAct[]> {
	return chain.api('DualControlApi', 'waiting_acts', [{ type: seat, value: undefined }], at);
}

/** How many officers of a seat an act takes. */
export async function takesTwo(chain: Chain, seat: Seat, name: CallName, at: string): Promise<boolean> {
	const act = { type: actName(name), value: undefined };
	const needed = await chain.api<Choice>('DualControlApi', 'needed', [{ type: seat, value: undefined }, act], at);
	return needed.type === 'Two';
}

/** This page cannot tell what a call does, so it lets nobody sign it. */
export class Unexplained extends Error {
	constructor(readonly call: string) {
		super(`there are no words for ${call}`);
	}
}

/**
 * Explains the bytes of a call to whoever is to sign them.
 *
 * @throws {Unexplained | SourceError}
 */
export async function explain(chain: Chain, bytes: Uint8Array, who: Who): Promise<Explanation> {
	const outer = chain.decode(bytes);
	const at = await chain.final();
	const { step, call, waiting, until, doubts } = await unwrapped(chain, outer, who, at.hash);
	const name = callName(call);
	if (!isKnown(name)) {
		throw new Unexplained(name);
	}
	const subject = await subjectOf(chain, call, at.hash);
	if (!subject.isAsNamed) {
		doubts.push('not-as-named');
	}
	if (subject.enterprise === undefined && name !== 'ESeal.register_enterprise') {
		doubts.push('no-enterprise');
	}
	if (!(await isTheirs(chain, name, subject, who, at.hash))) {
		doubts.push('not-yours');
	}
	const isAct = actNumber(name) !== undefined && who.seat !== undefined;
	const needsTwo = isAct && isOfSeat(name, who.seat) && (await takesTwo(chain, who.seat as Seat, name, at.hash));
	if (step === 'make' && needsTwo) {
		doubts.push('second-needed');
	}
	return {
		step,
		name,
		fields: Object.entries(call.value.value ?? {}),
		subject,
		waiting,
		until,
		needsSecond: step === 'prepare',
		doubts,
		at,
	};
}

/** The call that an officer's step is about. */
async function unwrapped(chain: Chain, outer: Call, who: Who, at: string) {
	const doubts: Doubt[] = [];
	const args = outer.value.value ?? {};
	const nothing = { waiting: undefined, until: undefined, doubts };
	switch (callName(outer)) {
		case 'DualControl.prepare':
			return { ...nothing, step: 'prepare' as Step, call: args.call as Call, until: args.until as bigint };
		case 'DualControl.confirm': {
			const call = args.call as Call;
			const waiting = await waitingAct(chain, args.id as bigint, at);
			if (waiting === undefined || hexOf(waiting.call) !== hexOf(chain.encode(call))) {
				doubts.push('not-waiting');
			} else if (!waiting.open) {
				doubts.push('ended');
			}
			if (waiting?.prepared_by === who.address) {
				doubts.push('own-act');
			}
			if (waiting !== undefined && waiting.seat.type !== who.seat) {
				doubts.push('not-yours');
			}
			return { step: 'confirm' as Step, call, waiting, until: waiting?.until, doubts };
		}
		case 'DualControl.turn_down':
		case 'DualControl.withdraw': {
			const step: Step = outer.value.type === 'turn_down' ? 'turn-down' : 'take-back';
			const waiting = await waitingAct(chain, args.id as bigint, at);
			if (waiting === undefined) {
				throw new SourceError('not-found', `no act waits under number ${args.id}`);
			}
			const call = chain.decode(waiting.call);
			if (actDigest(callName(call), waiting.call) !== args.digest) {
				doubts.push('not-waiting');
			}
			const isOwn = waiting.prepared_by === who.address;
			if (isOwn && step === 'turn-down') {
				doubts.push('own-act');
			}
			if (waiting.seat.type !== who.seat || (!isOwn && step === 'take-back')) {
				doubts.push('not-yours');
			}
			return { step, call, waiting, until: waiting.until, doubts };
		}
		default:
			return { ...nothing, step: 'make' as Step, call: outer };
	}
}

const waitingAct = (chain: Chain, id: bigint, at: string) =>
	chain.api<WaitingAct | undefined>('DualControlApi', 'waiting_act', [id], at);

async function isTheirs(chain: Chain, name: CallName, { enterprise, seal }: Subject, who: Who, at: string) {
	switch (officeOf(name)) {
		case 'owner':
			return enterprise?.owner === who.address;
		case 'user':
			return seal !== undefined && (await rightOf(chain, seal.id, who.address, at)) !== undefined;
		default:
			return isOfSeat(name, who.seat);
	}
}

/** By what right an account uses an e-seal, and with which number; none if by none. */
export interface Right {
	readonly grant?: bigint;
	readonly nonce: bigint;
}

export const rightOf = (chain: Chain, seal: bigint, address: string, at: string) =>
	chain.api<Right | undefined>('UsageLogApi', 'use_right', [seal, address], at);

/**
 * Whether two calls are the same but for the signature at their end: what was shown before a seal key signed, and what it became.
 *
 * @param length of the signature, in bytes
 */
export const isSameUpTo = (length: number, one: Uint8Array, other: Uint8Array) =>
	one.length === other.length && hexOf(one.subarray(0, -length)) === hexOf(other.subarray(0, -length));

/** A placeholder in place of a seal key's signature. */
export const NO_SIGNATURE = hexOf(new Uint8Array(64));
