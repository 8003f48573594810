// How far each e-seal's log is, and over which hours of the day its records lie.

import type pg from 'pg';
import { settings } from '../settings.js';
import { type Rows, writeJson } from '../sql.js';
import type { RefusedUse } from './happenings.js';
import type { Block } from './processor.js';
import type { Recorded } from './records.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const HOURS = 24;

/** Of how many records usual hours are told. */
const ENOUGH = 100n;

/** Unusual are hours in which, together with those beside them, fewer than one in so many records was made. */
const RARE = 100n;

/** A log, as it was before a record. */
interface Log {
	records: bigint;
	uses: bigint;
	hours: bigint[];
}

/** Carries the logs on, and gives the records that were made outside of their e-seal's usual hours. */
export async function carryOn(client: pg.Client, recorded: Recorded[], rows: Rows): Promise<Set<Recorded>> {
	const seals = [...new Set(recorded.map(({ seal }) => seal))];
	const { rows: known } = await client.query<Log & { seal: bigint }>('SELECT * FROM logs WHERE seal = ANY($1)', [
		seals,
	]);
	const logs = new Map<bigint, Log>(known.map((log) => [log.seal, log]));
	const unusual = new Set<Recorded>();
	for (const record of recorded) {
		const { seal, number, first, count, recordedAt } = record;
		const log = logs.get(seal) ?? { records: 0n, uses: 0n, hours: Array(HOURS).fill(0n) };
		logs.set(seal, log);
		if (log.records !== number || log.uses !== first) {
			throw new Error(
				`record ${number} of e-seal ${seal} begins with use ${first}; the index has ${log.uses} uses before it`,
			);
		}
		const hour = hourOf(recordedAt);
		if (isUnusual(log, hour)) {
			unusual.add(record);
		}
		log.records += 1n;
		log.uses += BigInt(count);
		log.hours[hour] = (log.hours[hour] ?? 0n) + 1n;
	}
	for (const seal of seals) {
		const { records, uses, hours } = logs.get(seal) as Log;
		rows.add('logs', { seal, records, uses, hours: `{${hours.join(',')}}` }, 'seal');
	}
	return unusual;
}

/** A use that was refused, and when. */
interface Refused extends RefusedUse {
	block: number;
	time: number;
}

/** Where owners applied for the e-seals that are new in these blocks: before that there was none with such a number. */
export function appliedIn(blocks: Block[]): Map<bigint, { block: number; extrinsic: number }> {
	const applied = new Map<bigint, { block: number; extrinsic: number }>();
	for (const { header, events } of blocks) {
		for (const { name, args, extrinsic } of events) {
			if (name === 'ESeal.Applied') {
				applied.set(BigInt(args.seal), { block: header.height, extrinsic: extrinsic?.index ?? -1 });
			}
		}
	}
	return applied;
}

/**
 * Adds to the days of e-seals, and of the whole chain, what was recorded and refused at these moments. Numbers that no e-seal had do
 * not count, as the chain does not count them.
 */
export async function countDays(
	client: pg.Client,
	blocks: Block[],
	recorded: Recorded[],
	refused: Refused[],
	rows: Rows,
): Promise<void> {
	const days = new Map<string, { seal: bigint; day: number; records: bigint; uses: bigint; refused: bigint }>();
	const dayOf = (seal: bigint, time: number) => {
		const day = Math.floor(time / DAY_MS);
		const key = `${seal} ${day}`;
		const found = days.get(key) ?? { seal, day, records: 0n, uses: 0n, refused: 0n };
		days.set(key, found);
		return found;
	};
	for (const { seal, recordedAt, count } of recorded) {
		const day = dayOf(seal, Number(recordedAt));
		day.records += 1n;
		day.uses += BigInt(count);
	}
	const applied = appliedIn(blocks);
	for (const { seal, block, extrinsic, time } of refused) {
		const since = applied.get(seal);
		if (since === undefined || since.block < block || (since.block === block && since.extrinsic < extrinsic)) {
			dayOf(seal, time).refused += 1n;
		}
	}
	if (days.size === 0) {
		return;
	}
	const seals = [...new Set([...days.values()].map(({ seal }) => seal))];
	const { rows: known } = await client.query('SELECT id FROM seals WHERE id = ANY($1)', [seals]);
	const exist = new Set(known.map(({ id }) => id as bigint));
	const counted = [...days.values()].filter(({ seal }) => exist.has(seal));
	await client.query(
		`INSERT INTO days SELECT * FROM json_populate_recordset(null::days, $1)
		ON CONFLICT (seal, day) DO UPDATE SET records = days.records + excluded.records,
			uses = days.uses + excluded.uses, refused = days.refused + excluded.refused`,
		[writeJson(counted)],
	);
	const { rows: totals } = await client.query<Total>('SELECT * FROM totals WHERE day = ANY($1)', [
		[...new Set(counted.map(({ day }) => day))],
	]);
	const all = new Map<number, Total>(totals.map((total) => [total.day, total]));
	for (const { day, records, uses, refused } of counted) {
		const total = all.get(day) ?? { day, records: 0n, uses: 0n, refused: 0n };
		total.records += records;
		total.uses += uses;
		total.refused += refused;
		all.set(day, total);
	}
	for (const total of all.values()) {
		rows.add('totals', { ...total }, 'day');
	}
}

/** What the whole chain recorded and refused on a day. */
interface Total {
	day: number;
	records: bigint;
	uses: bigint;
	refused: bigint;
}

export const hourOf = (moment: bigint): number =>
	Math.floor(Number(moment) / HOUR_MS + settings.utcOffset + HOURS) % HOURS;

export function isUnusual({ records, hours }: Log, hour: number): boolean {
	const near = [-1, 0, 1].reduce((sum, beside) => sum + (hours[(hour + beside + HOURS) % HOURS] ?? 0n), 0n);
	return records >= ENOUGH && near * RARE < records;
}
