// Calls as people fill them in. What a form makes is bytes; what is shown before signing is read from these bytes again.

import { AccountId } from '@polkadot-api/substrate-bindings';
import { concat, fromHex, utf8 } from '../bytes.ts';
import { bytesOf, statement as statementCodec, u64 } from '../evidence/codec.ts';
import { actDigest, type CallName, callName, type Seat } from './acts.ts';
import { type Call, type Chain, type Choice, hexOf } from './chain.ts';
import { NO_SIGNATURE, rightOf, takesTwo, type WaitingAct } from './explain.ts';
import type { OpenKey } from './keys/key-file.ts';
import { sealOf } from './subject.ts';

/** A call to be shown, and then signed. */
export interface Draft {
	/** What is shown. Where a seal key signs first, with nothing in place of its signature. */
	readonly call: Uint8Array;
	/** Lets the seal key sign, and gives the whole call. */
	finish?(): Uint8Array;
	/** The document that is sealed. */
	readonly document?: File;
}

/** What was filled in names nothing that the chain has. */
export class FormError extends Error {
	constructor(readonly fault: FormFault) {
		super(fault);
	}
}

export type FormFault =
	| 'no-enterprise'
	| 'no-seal'
	| 'no-application'
	| 'no-use'
	| 'no-right'
	| 'takes-two'
	| 'no-purpose'
	| 'not-its-key'
	| 'no-account'
	| 'number'
	| 'past'
	| 'no-file';

/** How long an act waits that is prepared here: the seven days that it may, less what it takes until it is recorded. */
const WAIT_MS = 7n * 24n * 60n * 60n * 1_000n - 10n * 60n * 1_000n;

/** The most uses that a grant can name. */
const MOST_USES = 0xffff_ffff;

const account = AccountId();

const call = (name: CallName | `DualControl.${string}`, args: Record<string, unknown>): Call => {
	const [pallet = '', own = ''] = name.split('.');
	return { type: pallet, value: { type: own, value: args } };
};

/** A value of an enum of the chain without content. */
export const choice = (type: string): Choice<undefined> => ({ type, value: undefined });

export const sha256 = (hex: string): Choice<string> => ({ type: 'Sha256', value: hex });

/** An act of an officer: by itself, or prepared where the seat takes two. */
export async function act(chain: Chain, seat: Seat, name: CallName, args: Record<string, unknown>): Promise<Draft> {
	const at = await chain.final();
	const made = call(name, args);
	if (!(await takesTwo(chain, seat, name, at.hash))) {
		return { call: chain.encode(made) };
	}
	const until = (await chain.moment(at.hash)) + WAIT_MS;
	return { call: chain.encode(call('DualControl.prepare', { call: made, until })) };
}

/** What is decided about an act that waits. */
export function decision(
	chain: Chain,
	{ id, call: bytes }: WaitingAct,
	step: 'confirm' | 'turn_down' | 'withdraw',
): Draft {
	const waits = chain.decode(bytes);
	const args = step === 'confirm' ? { id, call: waits } : { id, digest: actDigest(callName(waits), bytes) };
	return { call: chain.encode(call(`DualControl.${step}`, args)) };
}

/** An application is approved as it is shown: by its digest. */
export async function approval(chain: Chain, seat: Seat, application: bigint): Promise<Draft> {
	const { hash } = await chain.final();
	const shown = await sealOf(chain, application, hash);
	if (shown === undefined) {
		throw new FormError('no-application');
	}
	return act(chain, seat, 'ESeal.approve', { application, digest: shown.digest });
}

export function grant(
	chain: Chain,
	form: { seal: bigint; operator: string; purposes: readonly string[]; validUntil: number; quota: number },
): Draft {
	if (form.purposes.length === 0) {
		throw new FormError('no-purpose');
	}
	const { seal, operator, validUntil, quota } = form;
	if (quota > MOST_USES) {
		throw new FormError('number');
	}
	const purposes = form.purposes.map(choice);
	return {
		call: chain.encode(
			call('UsageLog.grant', {
				seal,
				operator: asAccount(operator),
				purposes,
				valid_until: BigInt(validUntil),
				quota,
			}),
		),
	};
}

function asAccount(text: string): string {
	try {
		return account.dec(account.enc(text));
	} catch {
		throw new FormError('no-account');
	}
}

/** What an owner applies with. */
export interface Application {
	readonly owner: string;
	readonly uscc: string;
	readonly code: string;
	readonly key: OpenKey;
	/** SHA-256, in hexadecimal. */
	readonly certificate: string;
	readonly picture: string;
	readonly validUntil: number;
}

/** An application, with the proof that whoever sends it has the seal key. */
export async function application(chain: Chain, form: Application): Promise<Draft> {
	const { owner, uscc, code, key, certificate, picture } = form;
	const { hash } = await chain.final();
	const from = await chain.moment(hash);
	const until = BigInt(form.validUntil);
	const made = (proof: string) =>
		chain.encode(
			call('ESeal.apply', {
				uscc,
				code,
				key: { type: key.type, value: hexOf(key.publicKey) },
				certificate: sha256(certificate),
				picture: sha256(picture),
				valid_from: from,
				valid_until: until,
				proof: { type: key.type, value: proof },
			}),
		);
	const claim = concat(
		utf8('eseal:possession:v1'),
		fromHex(chain.genesis),
		account.enc(owner),
		bytesOf(utf8(uscc)),
		bytesOf(utf8(code)),
		Uint8Array.of(KEYS.indexOf(key.type)),
		key.publicKey,
		Uint8Array.of(SHA256),
		fromHex(certificate),
		Uint8Array.of(SHA256),
		fromHex(picture),
		u64.enc(from),
		u64.enc(until),
	);
	return { call: made(NO_SIGNATURE), finish: () => made(hexOf(key.sign(claim))) };
}

/** The numbers of the kinds of seal key, and that of SHA-256 among digests. */
const KEYS = ['Sr25519', 'Ed25519', 'Ecdsa', 'Sm2'];
const SHA256 = 0;

/** The chain's purposes, in the order of their numbers. */
export const PURPOSES = [
	'Contract',
	'Invoice',
	'Tender',
	'Finance',
	'HumanResources',
	'GovernmentFiling',
	'Other',
	'Liquidation',
] as const;

/** Those that a grant can allow: the liquidator needs none. */
export const GRANTABLE = PURPOSES.filter((purpose) => purpose !== 'Liquidation');

/** A use of an e-seal on one document. */
export interface Sealing {
	readonly user: string;
	readonly seal: bigint;
	readonly purpose: (typeof PURPOSES)[number];
	/** The document's SHA-256, in hexadecimal. */
	readonly digest: string;
	readonly document: File;
	readonly key: OpenKey;
}

/** The second operator, who approves each use under a grant; none if one suffices. */
async function secondOf(chain: Chain, grant: bigint, at: string): Promise<string | undefined> {
	return (await chain.storage<{ second?: string }>('UsageLog', 'Grants', [grant], at))?.second;
}

/** A use: what the seal key signs is put together here, and not asked of the node. */
export async function use(chain: Chain, form: Sealing): Promise<Draft> {
	const { user, seal, purpose, digest, document, key } = form;
	const best = await chain.best();
	const [right, shown] = await Promise.all([rightOf(chain, seal, user, best.hash), sealOf(chain, seal, best.hash)]);
	if (shown === undefined) {
		throw new FormError('no-seal');
	}
	if (right === undefined) {
		throw new FormError('no-right');
	}
	if (shown.key !== `${key.type} ${hexOf(key.publicKey)}`) {
		throw new FormError('not-its-key');
	}
	const { grant, nonce } = right;
	if (grant !== undefined && (await secondOf(chain, grant, best.hash)) !== undefined) {
		throw new FormError('takes-two');
	}
	const signedAt = BigInt(Date.now());
	const made = (signature: string) =>
		chain.encode(
			call('UsageLog.record_use', {
				seal,
				statement: {
					seal,
					grant,
					nonce,
					documents: { type: 'One', value: sha256(digest) },
					purpose: choice(purpose),
					signed_at: signedAt,
				},
				signature: { type: key.type, value: signature },
			}),
		);
	const stated = statementCodec.enc({
		seal,
		grant,
		nonce,
		documents: { type: 'One', value: concat(Uint8Array.of(SHA256), fromHex(digest)) },
		purpose: PURPOSES.indexOf(purpose),
		signedAt,
	});
	const toSign = concat(utf8('eseal:use:v2'), fromHex(chain.genesis), account.enc(user), stated);
	return { call: made(NO_SIGNATURE), finish: () => made(hexOf(key.sign(toSign))), document };
}
