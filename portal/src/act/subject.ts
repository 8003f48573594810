// On whom a call is: what the chain has of an enterprise, an application, an e-seal or a use. Where a call names a digest, what is
// shown is what that digest is of: it is computed here, from the very bytes that are shown.

import { AccountId, Blake2256, Option } from '@polkadot-api/substrate-bindings';
import { concat, fromHex, fromUtf8, toHex, utf8 } from '../bytes.ts';
import { appliedFor, type UseRecord, u32, u64, useRecord } from '../evidence/codec.ts';
import * as keys from '../evidence/keys.ts';
import { SourceError } from '../source/source.ts';
import { written } from '../verifier/engine.ts';
import { type Call, type Chain, type Choice, hexOf } from './chain.ts';

const account = AccountId();

/** An enterprise, as the node says. */
export interface Enterprise {
	readonly uscc: string;
	readonly name: string;
	readonly owner: string;
	readonly status: string;
	readonly frozen: boolean;
	/** The order that it is frozen on, and until when. */
	readonly freeze: { readonly order: Choice<string>; readonly until: bigint } | undefined;
	readonly seal: bigint | undefined;
	readonly application: bigint | undefined;
}

interface EnterpriseInfo {
	readonly enterprise: { readonly name: string; readonly owner: string; readonly status: Choice };
	readonly latest_seal?: bigint;
	readonly pending_application?: bigint;
	readonly frozen?: boolean;
	readonly freeze?: { readonly order: Choice<string>; readonly until: bigint };
}

export async function enterpriseOf(chain: Chain, uscc: string, at: string): Promise<Enterprise | undefined> {
	const found = await chain.api<EnterpriseInfo | undefined>('ESealApi', 'enterprise', [uscc], at);
	if (found === undefined) {
		return undefined;
	}
	const { name, owner, status } = found.enterprise;
	return {
		uscc,
		name,
		owner,
		status: status.type,
		frozen: found.frozen ?? false,
		freeze: found.freeze,
		seal: found.latest_seal,
		application: found.pending_application,
	};
}

/** An application, or the e-seal that it became. */
export interface Seal {
	readonly id: bigint;
	readonly uscc: string;
	/** The enterprise's name when its owner applied. */
	readonly name: string;
	readonly code: string;
	readonly applicant: string;
	/** The public key of the seal: its kind, and it. */
	readonly key: string;
	readonly certificate: string;
	readonly picture: string;
	readonly validFrom: bigint;
	readonly validUntil: bigint;
	readonly supersedes: bigint | undefined;
	/** Its status as the record has it. */
	readonly status: string;
	/** Of the application, computed from what is shown. */
	readonly digest: string;
}

interface StoredSeal {
	readonly status: Choice;
	readonly supersedes?: bigint;
	readonly enterprise_revision: number;
	readonly applied_at: bigint;
}

const APPLICATION = utf8('eseal:application:v1');
const USE_RECORD = utf8('eseal:use-record:v2');
const maybeU64 = Option(u64);

export async function sealOf(chain: Chain, id: bigint, at: string): Promise<Seal | undefined> {
	const [bytes, stored] = await Promise.all([
		raw(chain, keys.seal(id), at),
		chain.storage<StoredSeal>('ESeal', 'Seals', [id], at),
	]);
	if (bytes === undefined || stored === undefined) {
		return undefined;
	}
	const form = appliedFor.dec(bytes.slice());
	const { supersedes, enterprise_revision, applied_at, status } = stored;
	const facts = [maybeU64.enc(supersedes), u32.enc(enterprise_revision), u64.enc(applied_at)];
	const point = form.key.type === 'Sm2' ? form.key.value[0] : form.key.value;
	return {
		id,
		uscc: fromUtf8(form.uscc),
		name: fromUtf8(form.name),
		code: fromUtf8(form.code),
		applicant: account.dec(form.applicant),
		key: `${form.key.type} ${hexOf(point)}`,
		certificate: digestText(form.certificate),
		picture: digestText(form.picture),
		validFrom: form.validFrom,
		validUntil: form.validUntil,
		supersedes,
		status: status.type,
		digest: hexOf(Blake2256(concat(APPLICATION, appliedFor.enc(form), ...facts))),
	};
}

/** A use, with the record that has it. */
export interface Use {
	readonly seal: bigint;
	readonly index: bigint;
	readonly record: bigint;
	readonly used: UseRecord;
	/** What document, or how many of a batch. */
	readonly document: string;
	readonly account: string;
	/** Of the record, computed from what is shown. */
	readonly digest: string;
}

export async function recordOf(chain: Chain, seal: bigint, index: bigint, record: bigint, at: string) {
	const bytes = await raw(chain, keys.record(seal, record), at);
	if (bytes === undefined) {
		return undefined;
	}
	const used = useRecord.dec(bytes.slice());
	const { documents } = used;
	const document = documents.type === 'One' ? digestText(documents.value) : `× ${documents.value.count}`;
	const digest = hexOf(Blake2256(concat(USE_RECORD, bytes)));
	return { seal, index, record, used, document, account: account.dec(used.account), digest } satisfies Use;
}

/** The number of the record that has a use. */
export async function recordWith(chain: Chain, seal: bigint, index: bigint, at: string): Promise<bigint | undefined> {
	const found = await chain.api<{ record: bigint } | undefined>('UsageLogApi', 'use_at', [seal, index], at);
	return found?.record;
}

/** What a digest of the chain is of, as people compare it. */
const digestText = (digest: Uint8Array) => written(digest)[0] ?? `0x${toHex(digest)}`;

async function raw(chain: Chain, key: Uint8Array, at: string): Promise<Uint8Array | undefined> {
	const found = await chain.rpc.call<string | null>('state_getStorage', [hexOf(key), at]);
	return found === null ? undefined : fromHex(found);
}

/** On whom a call is, and what the chain has of it. */
export interface Subject {
	readonly enterprise: Enterprise | undefined;
	/** The code that the call names, or that what it names has. */
	readonly uscc: string | undefined;
	readonly seal: Seal | undefined;
	readonly use: Use | undefined;
	/** Whether what the call names by a digest is what is shown. */
	readonly isAsNamed: boolean;
}

/** Looks up what a call names, at a block. What the page cannot look up is no subject. */
export async function subjectOf(chain: Chain, { value }: Call, at: string): Promise<Subject> {
	const args = value.value ?? {};
	const place = await placeIn(chain, args, at);
	const seal = place.seal === undefined ? undefined : await sealOf(chain, place.seal, at);
	if (place.seal !== undefined && seal === undefined) {
		throw new SourceError('not-found', `there is no e-seal ${place.seal}`);
	}
	const use =
		place.seal !== undefined && place.index !== undefined && place.record !== undefined
			? await recordOf(chain, place.seal, place.index, place.record, at)
			: undefined;
	const uscc = place.uscc ?? seal?.uscc;
	const named = args.digest;
	const shown = place.record === undefined ? seal?.digest : use?.digest;
	return {
		enterprise: uscc === undefined ? undefined : await enterpriseOf(chain, uscc, at),
		uscc,
		seal,
		use,
		isAsNamed: named === undefined || named === shown,
	};
}

interface PlaceIn {
	readonly uscc?: string | undefined;
	readonly seal?: bigint | undefined;
	readonly index?: bigint | undefined;
	readonly record?: bigint | undefined;
}

async function placeIn(chain: Chain, args: Readonly<Record<string, unknown>>, at: string): Promise<PlaceIn> {
	if (typeof args.uscc === 'string') {
		return { uscc: args.uscc };
	}
	const seal = args.seal ?? args.application;
	if (typeof seal === 'bigint') {
		const [index, record] = [args.index, args.record].map((one) => (typeof one === 'bigint' ? one : undefined));
		return { seal, index, record };
	}
	if (typeof args.code === 'string') {
		const found = await chain.api<{ uscc: string } | undefined>('ESealApi', 'physical_seal', [args.code], at);
		return { uscc: found?.uscc };
	}
	return {};
}
