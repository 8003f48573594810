// Blocks, extrinsics, events and what was refused, as rows.

import { toSql } from '../chain/bytes.js';
import { describeError } from '../chain/errors.js';
import { writeHeader } from '../chain/header.js';
import type { Row, Rows } from '../sql.js';
import type { Block, Event } from './processor.js';
import type { Recorded } from './records.js';

/** Events that say no more than another table does. */
const ELSEWHERE = new Set([
	'System.ExtrinsicSuccess',
	'System.ExtrinsicFailed',
	'UsageLog.UseRecorded',
	'UsageLog.BatchRecorded',
	'UsageLog.UseRefused',
]);

/** Calls that are one use, or one batch: when they fail, a use was refused. */
const USES = new Set(['UsageLog.record_use', 'UsageLog.record_uses', 'UsageLog.anchor_batch']);

/** A use that a block refused. */
export interface RefusedUse {
	event?: Event;
	extrinsic: number;
	seal: bigint;
	account?: string;
	error: string;
}

/** The rows of a block, its extrinsics and events. Gives the uses that it refused. */
export function addHappenings(rows: Rows, block: Block, recorded: Recorded[]): RefusedUse[] {
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
			const args = call?.args ?? {};
			const seal = integer(args.seal);
			const use = USES.has(call?.name ?? '');
			refusedCount += use ? 1 : 0;
			rows.add('refusals', {
				...{ block: height, extrinsic: index, place: -1, call: call?.name ?? 'unknown' },
				...{ account: account ? toSql(account) : null, error: error.name, explanation: error.explanation },
				...{ seal: seal ?? null, uscc: text(args.uscc) ?? null, use },
			});
			if (use && seal !== undefined) {
				refused.push({ extrinsic: index, seal, error: error.name, ...(account ? { account } : {}) });
			}
		}
	}
	for (const event of events) {
		if (event.name === 'UsageLog.UseRefused') {
			refusedCount += 1;
			refused.push(...addPassedOver(rows, block, event));
		}
		if (!ELSEWHERE.has(event.name)) {
			rows.add('events', rowOf(height, event));
		}
	}
	rows.add('blocks', {
		...{ number: height, hash: toSql(header.hash), header: toSql(writeHeader(header)) },
		...{ time: header.timestamp ?? 0, spec: header.specVersion },
		...{ author: header.validator ? toSql(header.validator) : null, extrinsics: extrinsics.length },
		records: recorded.length,
		uses: recorded.reduce((sum, { count }) => sum + count, 0),
		refused: refusedCount,
	});
	return refused;
}

/** A use that was passed over among others. Whoever sent it may have named any number: there may be none that could be an e-seal's. */
function addPassedOver(rows: Rows, { header }: Block, event: Event): RefusedUse[] {
	const account = event.extrinsic && signerOf(event.extrinsic);
	const error = describeError(header._runtime, event.args.error);
	const [extrinsic, seal] = [event.extrinsic?.index ?? -1, integer(event.args.seal)];
	rows.add('refusals', {
		...{ block: header.height, extrinsic, place: event.args.position, call: event.call?.name ?? 'unknown' },
		...{ account: account ? toSql(account) : null, error: error.name, explanation: error.explanation },
		...{ seal: seal ?? null, uscc: null, use: true },
	});
	return seal === undefined ? [] : [{ event, extrinsic, seal, error: error.name, ...(account ? { account } : {}) }];
}

/** The account that signed an extrinsic. */
export function signerOf({ signature }: Block['extrinsics'][number]): string | undefined {
	const address = signature?.address as string | { value?: unknown } | undefined;
	return account(typeof address === 'object' ? address.value : address);
}

/** What an event names, by the names of its fields. */
function rowOf(block: number, event: Event): Row {
	const { index, name, extrinsic } = event;
	const args = typeof event.args === 'object' && event.args !== null ? event.args : {};
	const by = args.by;
	const seat = by?.seat?.__kind ?? args.seat?.__kind;
	const actor = account(by?.account) ?? account(by) ?? (extrinsic && signerOf(extrinsic));
	return {
		...{ block, index, extrinsic: extrinsic?.index ?? null, name, args: event.args ?? null },
		...{ seat: text(seat) ?? null, account: actor ? toSql(actor) : null },
		officer: by?.seat !== undefined || (account(by) !== undefined && seat !== undefined),
		...{ uscc: text(args.uscc) ?? null, code: text(args.code) ?? null, seal: integer(args.seal) ?? null },
		...{ grant_id: integer(args.grant) ?? null, flag: integer(args.flag) ?? null },
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
