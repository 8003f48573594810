// Blocks, extrinsics, calls of batches, events and what was refused, as rows.

import { toSql } from '../chain/bytes.js';
import { describeError, type Failure } from '../chain/errors.js';
import { writeHeader } from '../chain/header.js';
import type { Row, Rows } from '../sql.js';
import { type Confirmed, groupsOf, itemOf } from './groups.js';
import { type Mention, mentionsOf } from './mentions.js';
import type { Block, Event } from './processor.js';
import type { Recorded } from './records.js';

/** Events that say no more than another table does. */
const ELSEWHERE = new Set([
	'System.ExtrinsicSuccess',
	'System.ExtrinsicFailed',
	'UsageLog.UseRecorded',
	'UsageLog.BatchRecorded',
	'UsageLog.UseRefused',
	'Utility.ItemCompleted',
	'Utility.ItemFailed',
]);

/** Calls that are one use, or one batch: when they fail, a use was refused. */
const USES = new Set(
	['record_use', 'record_uses', 'anchor_batch', 'record_with_second'].map((call) => `UsageLog.${call}`),
);

/** Calls that are several. */
const BATCHES = new Set(['Utility.batch', 'Utility.batch_all', 'Utility.force_batch']);

/** A use that a block refused. */
export interface RefusedUse {
	event?: Event;
	extrinsic: number;
	seal: bigint;
	account?: string;
	error: string;
}

/** What became of a block's calls and events. */
export interface Happenings {
	refused: RefusedUse[];
	/** Whom and what each event names, in the order of the events. Of uses nothing: their records say that. */
	mentions: Mention[][];
}

/** The rows of a block, its extrinsics and events. Gives the uses that it refused, and what its events name. */
export function addHappenings(rows: Rows, block: Block, recorded: Recorded[]): Happenings {
	const { header, extrinsics, events } = block;
	const { height } = header;
	const refused: RefusedUse[] = [];
	let refusedCount = 0;
	for (const extrinsic of extrinsics) {
		const { index, call, success } = extrinsic;
		const account = signerOf(extrinsic);
		const error = success ? undefined : describeError(header._runtime, extrinsic.error);
		rows.add('extrinsics', {
			...{ block: height, index, hash: toSql(extrinsic.hash), signer: account ? toSql(account) : null },
			...{ call: call?.name ?? 'unknown', success, error: error?.name ?? null },
		});
		if (error !== undefined) {
			const name = call?.name ?? 'unknown';
			const use = USES.has(name);
			const about = subjectsOf(call?.args);
			refusedCount += use ? 1 : 0;
			addRefusal(rows, { block: height, extrinsic: index, place: -1, call: name, account, error, about, use });
			if (use && about.seal !== null) {
				refused.push({ extrinsic: index, seal: about.seal, error: error.name, ...(account ? { account } : {}) });
			}
		}
	}
	addItems(rows, block);
	const confirmed = new Map<Event, Confirmed>();
	for (const group of groupsOf(block)) {
		for (const event of group.confirmed ? group.events : []) {
			confirmed.set(event, group.confirmed as Confirmed);
		}
	}
	const mentions = events.map((event): Mention[] => {
		if (event.name === 'UsageLog.UseRefused') {
			refusedCount += 1;
			refused.push(...addPassedOver(rows, block, event));
		}
		if (ELSEWHERE.has(event.name)) {
			return [];
		}
		const row = rowOf(height, event, confirmed.get(event));
		const named = withActors(mentionsOf(header._runtime, event), event, confirmed.get(event));
		rows.add('events', row);
		for (const { kind, key, field } of named) {
			rows.add('mentions', { kind, key, block: height, index: event.index, field });
		}
		return named;
	});
	rows.add('blocks', {
		...{ number: height, hash: toSql(header.hash), header: toSql(writeHeader(header)) },
		...{ time: header.timestamp ?? 0, spec: header.specVersion },
		...{ author: header.validator ? toSql(header.validator) : null, extrinsics: extrinsics.length },
		records: recorded.length,
		uses: recorded.reduce((sum, { count }) => sum + count, 0),
		refused: refusedCount,
	});
	return { refused, mentions };
}

/** The calls of batches, and those among them that were refused. Of a batch of which all was taken back, the batch itself was refused. */
function addItems(rows: Rows, { header, calls }: Block): void {
	for (const { name = 'unknown', address, args, success, error, extrinsicIndex, extrinsic, parentCall } of calls) {
		const [item] = address;
		if (item === undefined || address.length > 1 || !BATCHES.has(parentCall?.name ?? '')) {
			continue;
		}
		const failure = success ? undefined : describeError(header._runtime, error);
		const where = { block: header.height, extrinsic: extrinsicIndex };
		rows.add('items', { ...where, item, call: name, success: success ?? false, error: failure?.name ?? null });
		if (failure !== undefined) {
			const account = extrinsic && signerOf(extrinsic);
			const about = subjectsOf(args);
			addRefusal(rows, { ...where, place: item, call: name, account, error: failure, about, use: false });
		}
	}
}

/** A use that was passed over among others. Whoever sent it may have named any number: there may be none that could be an e-seal's. */
function addPassedOver(rows: Rows, { header }: Block, event: Event): RefusedUse[] {
	const account = event.extrinsic && signerOf(event.extrinsic);
	const error = describeError(header._runtime, event.args.error);
	const [extrinsic, seal] = [event.extrinsic?.index ?? -1, integer(event.args.seal)];
	const { position } = event.args;
	const about = { ...subjectsOf(event.call?.args?.uses?.[position]), seal: seal ?? null };
	const call = event.call?.name ?? 'unknown';
	addRefusal(rows, { block: header.height, extrinsic, place: position, call, account, error, about, use: true });
	return seal === undefined ? [] : [{ event, extrinsic, seal, error: error.name, ...(account ? { account } : {}) }];
}

/** What is known of a call that was refused. */
interface Refused {
	block: number;
	extrinsic: number;
	place: number;
	call: string;
	account: string | undefined;
	error: Failure;
	about: Subjects;
	use: boolean;
}

function addRefusal(rows: Rows, { account, error, about, ...refused }: Refused): void {
	rows.add('refusals', {
		...refused,
		...{ account: account ? toSql(account) : null, error: error.name, explanation: error.explanation, ...about },
	});
}

/** What a call is about, as far as its arguments say so. */
export interface Subjects {
	seal: bigint | null;
	uscc: string | null;
	code: string | null;
	purpose: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: arguments are as the runtime's metadata describes them.
export function subjectsOf(args: any): Subjects {
	// What an officer prepares or confirms is a call itself.
	const own = args?.call?.value ?? args ?? {};
	return {
		seal: integer(own.seal) ?? integer(own.application) ?? integer(own.successor) ?? null,
		uscc: text(own.uscc) ?? null,
		code: text(own.code) ?? null,
		purpose: text(own.statement?.purpose?.__kind) ?? null,
	};
}

/** The account that signed an extrinsic. */
export function signerOf({ signature }: Block['extrinsics'][number]): string | undefined {
	const address = signature?.address as string | { value?: unknown } | undefined;
	return account(typeof address === 'object' ? address.value : address);
}

/** Who acted, as an event says it; of two agencies together the one that agreed. */
const byOf = ({ args }: Event) => args?.by?.agreed ?? args?.by;

/** Whoever acted: the officer, the owner, or else who signed. */
function actorOf(event: Event): string | undefined {
	const by = byOf(event);
	return account(by?.account) ?? account(by) ?? (event.extrinsic && signerOf(event.extrinsic));
}

/** What an event names, and those who acted. */
function withActors(mentions: Mention[], event: Event, confirmed: Confirmed | undefined): Mention[] {
	const actors = [
		{ key: actorOf(event), field: 'signer' },
		{ key: confirmed?.checker, field: 'checker' },
	];
	const named = new Set(mentions.map(({ kind, key }) => `${kind} ${key}`));
	for (const { key, field } of actors) {
		if (key !== undefined && !named.has(`account ${key}`)) {
			named.add(`account ${key}`);
			mentions.push({ kind: 'account', key, field });
		}
	}
	if (confirmed && !named.has(`act ${confirmed.act}`)) {
		mentions.push({ kind: 'act', key: String(confirmed.act), field: 'act' });
	}
	return mentions;
}

/** What an event names, by the names of its fields. */
function rowOf(block: number, event: Event, confirmed: Confirmed | undefined): Row {
	const { index, name, extrinsic } = event;
	const args = typeof event.args === 'object' && event.args !== null ? event.args : {};
	const by = byOf(event);
	const seat = by?.seat?.__kind ?? args.seat?.__kind;
	const actor = actorOf(event);
	return {
		...{ block, index, extrinsic: extrinsic?.index ?? null, item: itemOf(event), name, args: event.args ?? null },
		...{ seat: text(seat) ?? null, account: actor ? toSql(actor) : null },
		officer: by?.seat !== undefined || (account(by) !== undefined && seat !== undefined),
		...{ uscc: text(args.uscc) ?? null, code: text(args.code) ?? null, seal: integer(args.seal) ?? null },
		...{ grant_id: integer(args.grant) ?? null, flag: integer(args.flag) ?? null },
		...{ checker: confirmed ? toSql(confirmed.checker) : null, act: confirmed?.act ?? null },
	};
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const account = (value: unknown): string | undefined =>
	typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value) ? value : undefined;

/** An integer as Subsquid writes it: a number, or digits. Of those that no column can have, nothing. */
export function integer(value: unknown): bigint | undefined {
	if (typeof value !== 'number' && !(typeof value === 'string' && /^\d+$/.test(value))) {
		return undefined;
	}
	const read = BigInt(value);
	return read < 2n ** 63n ? read : undefined;
}
