// How far each e-seal's log is, and over which hours of the day its records lie.

import type pg from 'pg';
import { settings } from '../settings.js';
import type { Rows } from '../sql.js';
import type { RefusedUse } from './happenings.js';
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

/** Adds to the days of e-seals what was recorded and refused at these moments. Numbers that no e-seal has do not count. */
export async function countDays(
	client: pg.Client,
	recorded: Recorded[],
	refused: (RefusedUse & { time: number })[],
): Promise<void> {
	const days = new Map<string, { seal: string; day: number; records: number; uses: number; refused: number }>();
	const dayOf = (seal: bigint, time: number) => {
		const day = Math.floor(time / DAY_MS);
		const key = `${seal} ${day}`;
		const found = days.get(key) ?? { seal: `${seal}`, day, records: 0, uses: 0, refused: 0 };
		days.set(key, found);
		return found;
	};
	for (const { seal, recordedAt, count } of recorded) {
		const day = dayOf(seal, Number(recordedAt));
		day.records += 1;
		day.uses += count;
	}
	for (const { seal, time } of refused) {
		dayOf(seal, time).refused += 1;
	}
	if (days.size > 0) {
		await client.query(
			`INSERT INTO days SELECT new.* FROM json_populate_recordset(null::days, $1) AS new JOIN seals ON seals.id = new.seal
			ON CONFLICT (seal, day) DO UPDATE SET records = days.records + excluded.records,
				uses = days.uses + excluded.uses, refused = days.refused + excluded.refused`,
			[JSON.stringify([...days.values()])],
		);
	}
}

export const hourOf = (moment: bigint): number =>
	Math.floor(Number(moment) / HOUR_MS + settings.utcOffset + HOURS) % HOURS;

export function isUnusual({ records, hours }: Log, hour: number): boolean {
	const near = [-1, 0, 1].reduce((sum, beside) => sum + (hours[(hour + beside + HOURS) % HOURS] ?? 0n), 0n);
	return records >= ENOUGH && near * RARE < records;
}
