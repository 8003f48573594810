// What supervisors are told of.

import type pg from 'pg';
import { toSql } from '../chain/bytes.js';
import type { Rows } from '../sql.js';
import type { RefusedUse } from './happenings.js';
import type { Block } from './processor.js';
import type { Recorded } from './records.js';

/** The alarms that the chain itself raises. */
const OF_THE_CHAIN: Record<string, string> = {
	'UsageLog.QuotaNearlyUsed': 'QuotaNearlyUsed',
	'UsageLog.BurstOfUses': 'BurstOfUses',
};

const DAY_MS = 86_400_000;

/** What happened in a block that may be an alarm. */
export interface Alarming {
	block: Block;
	refused: RefusedUse[];
	unusual: Recorded[];
}

/** An alarm that is raised once a day for each e-seal: anyone with an account could raise many. */
interface Daily {
	kind: 'UseRefused' | 'OutsideUsualHours';
	seal: bigint;
	extrinsic: number;
	event: number | null;
	account?: string | undefined;
	details: unknown;
}

/** Adds the alarms of these blocks, in the order in which they came about. */
export async function raiseAlarms(client: pg.Client, alarming: Alarming[], rows: Rows): Promise<void> {
	const raised = await raisedBefore(client, alarming);
	const enterprises = await enterprisesOf(client, alarming);
	for (const { block, refused, unusual } of alarming) {
		const { height, timestamp: time = 0 } = block.header;
		for (const { index, name, args, extrinsic } of block.events) {
			const kind = OF_THE_CHAIN[name];
			if (kind !== undefined) {
				rows.add('alarms', {
					...{ kind, block: height, extrinsic: extrinsic?.index ?? null, event: index, time, seal: BigInt(args.seal) },
					...{ uscc: enterprises.get(BigInt(args.seal)) ?? null },
					...{ account: args.operator ? toSql(args.operator) : null, details: args },
				});
			}
		}
		const daily: Daily[] = [
			...refused.map(({ event, error, ...use }) => ({
				...{ ...use, kind: 'UseRefused' as const, event: event?.index ?? null, details: { error } },
			})),
			...unusual.map(({ event, seal, account, first, count, recordedAt }) => ({
				...{ kind: 'OutsideUsualHours' as const, seal, extrinsic: event.extrinsic?.index ?? -1, event: event.index },
				...{ account: `0x${account.toString('hex')}` },
				details: { index: first.toString(), count, recordedAt: recordedAt.toString() },
			})),
		];
		const day = Math.floor(time / DAY_MS);
		for (const { kind, seal, extrinsic, event, account, details } of daily) {
			const last = raised.get(`${kind} ${seal}`);
			if (last !== undefined && last < day) {
				raised.set(`${kind} ${seal}`, day);
				rows.add('alarmed', { kind, seal, day }, 'kind, seal');
				rows.add('alarms', {
					...{ kind, block: height, extrinsic, event, time, seal },
					...{ uscc: enterprises.get(seal) ?? null, account: account ? toSql(account) : null, details },
				});
			}
		}
	}
}

/** On which day each e-seal's daily alarms were raised last; of numbers that no e-seal has, nothing. */
async function raisedBefore(client: pg.Client, alarming: Alarming[]): Promise<Map<string, number>> {
	const seals = alarming.flatMap(({ refused, unusual }) => [...refused, ...unusual].map(({ seal }) => seal));
	if (seals.length === 0) {
		return new Map();
	}
	const { rows } = await client.query<{ kind: string; seal: bigint; day: number }>(
		`SELECT kinds.kind, seals.id AS seal, coalesce(day, -1) AS day
		FROM seals CROSS JOIN (VALUES ('UseRefused'), ('OutsideUsualHours')) AS kinds (kind)
		LEFT JOIN alarmed ON alarmed.kind = kinds.kind AND alarmed.seal = seals.id WHERE seals.id = ANY($1)`,
		[seals],
	);
	return new Map(rows.map(({ kind, seal, day }) => [`${kind} ${seal}`, day]));
}

/** The enterprises of the e-seals that there may be alarms of. */
async function enterprisesOf(client: pg.Client, alarming: Alarming[]): Promise<Map<bigint, string>> {
	const seals = alarming.flatMap(({ block, refused, unusual }) => [
		...block.events.filter(({ name }) => OF_THE_CHAIN[name] !== undefined).map(({ args }) => BigInt(args.seal)),
		...[...refused, ...unusual].map(({ seal }) => seal),
	]);
	if (seals.length === 0) {
		return new Map();
	}
	const { rows } = await client.query<{ id: bigint; uscc: string }>('SELECT id, uscc FROM seals WHERE id = ANY($1)', [
		[...new Set(seals)],
	]);
	return new Map(rows.map(({ id, uscc }) => [id, uscc]));
}
