// Whether the index knows which enterprise took over from which, which grant goes on from which, and how much was used on each day,
// as the chain has it; and whether enterprises are found by their names.

import { toJSON } from '@subsquid/util-internal-json';
import type { Row } from '../api/context.js';
import { type Checking, lastKey } from './histories.js';

/** The bytes of hashes in the chain's storage, which the key itself follows. */
const [TWOX, BLAKE2] = [8, 16];

/** What lies under each key of a map of the chain. */
async function readMap(
	{ node, runtime, hash }: Checking,
	item: string,
	hashed: number,
): Promise<Map<unknown, unknown>> {
	if (!runtime.hasStorageItem(item)) {
		return new Map();
	}
	const keys = await node.keys(hash, runtime.encodeStorageKey(item));
	const values = await node.stored(hash, keys);
	return new Map(
		keys.map((key, place) => [
			lastKey(runtime, item, key, hashed),
			toJSON(runtime.decodeStorageValue(item, values[place])),
		]),
	);
}

export async function checkSuccessions(checking: Checking): Promise<number> {
	const { sql, differences } = checking;
	const { rows } = await sql.query<Row>(
		'SELECT uscc, array_agg(successor ORDER BY block, event) AS successors FROM successions GROUP BY uscc',
	);
	const onChain = (await readMap(checking, 'ESeal.Successors', BLAKE2)) as Map<string, string[]>;
	const own = new Map<string, string[]>(rows.map(({ uscc, successors }) => [uscc, successors]));
	for (const uscc of new Set([...own.keys(), ...onChain.keys()])) {
		const [here, there] = [own.get(uscc) ?? [], onChain.get(uscc) ?? []];
		if (here.join() !== there.join()) {
			differences.add('successions', uscc, `its successors are ${there.join(', ') || 'none'} on the chain`);
		}
	}
	return rows.length;
}

/** Which grant goes on from each, the last one if there were several. */
export async function checkCarried(checking: Checking): Promise<number> {
	const { sql, differences } = checking;
	const { rows } = await sql.query<Row>(
		'SELECT from_grant, max(to_grant) AS to_grant FROM carried GROUP BY from_grant',
	);
	const onChain = (await readMap(checking, 'UsageLog.CarriedTo', TWOX)) as Map<bigint, string>;
	const own = new Map<bigint, bigint>(rows.map(({ from_grant, to_grant }) => [from_grant, to_grant]));
	for (const grant of new Set([...own.keys(), ...onChain.keys()])) {
		if (String(own.get(grant)) !== String(onChain.get(grant))) {
			const text = `grant ${onChain.get(grant) ?? 'none'} goes on from it on the chain, ${own.get(grant) ?? 'none'} here`;
			differences.add('carried', grant, text);
		}
	}
	return rows.length;
}

/** What the chain counted for an e-seal on the latest day and those before. */
interface Activity {
	day: number;
	today: { uses: string; refused: string };
	past: { uses: string; refused: string }[];
}

/** How much these e-seals were used, and uses of them refused, on the days that the chain remembers. */
export async function checkDays(checking: Checking, seals: bigint[]): Promise<void> {
	const { sql, node, runtime, hash, differences } = checking;
	const item = 'UsageLog.Activity';
	const stored = await node.stored(
		hash,
		seals.map((seal) => runtime.encodeStorageKey(item, seal)),
	);
	const { rows } = await sql.query<Row>('SELECT * FROM days WHERE seal = ANY($1)', [seals]);
	const own = new Map<string, Row>(rows.map((row) => [`${row.seal} ${row.day}`, row]));
	for (const [place, seal] of seals.entries()) {
		const value = stored[place];
		const activity = value && (toJSON(runtime.decodeStorageValue(item, value)) as Activity);
		const days = activity ? [activity.today, ...activity.past] : [];
		days.forEach(({ uses, refused }, back) => {
			const day = (activity as Activity).day - back;
			const here = own.get(`${seal} ${day}`);
			if (BigInt(uses) !== (here?.uses ?? 0n) || BigInt(refused) !== (here?.refused ?? 0n)) {
				const counted = `${here?.uses ?? 0} uses and ${here?.refused ?? 0} refused`;
				differences.add(
					'days',
					`${seal}/${day}`,
					`the chain counted ${uses} uses and ${refused} refused, the index ${counted}`,
				);
			}
		});
		for (const { day } of rows.filter((row) => row.seal === seal && row.day > (activity ? activity.day : -1))) {
			differences.add('days', `${seal}/${day}`, 'the chain counted nothing on that day');
		}
	}
}

/** The totals of days: those that the chain keeps, and that all are the sums of what e-seals have. */
export async function checkTotals(checking: Checking): Promise<number> {
	const { sql, differences } = checking;
	const { rows } = await sql.query<Row>(
		`SELECT coalesce(totals.day, sums.day) AS day, totals.records, totals.uses, totals.refused,
			totals.records = sums.records AND totals.uses = sums.uses AND totals.refused = sums.refused AS summed
		FROM totals FULL JOIN (
			SELECT day, sum(records) AS records, sum(uses) AS uses, sum(refused) AS refused FROM days GROUP BY day
		) sums ON sums.day = totals.day`,
	);
	const onChain = (await readMap(checking, 'UsageLog.TotalsOfDay', TWOX)) as Map<number, Row>;
	for (const { day, records, uses, refused, summed } of rows) {
		const there = onChain.get(day);
		onChain.delete(day);
		if (summed !== true) {
			differences.add('totals', day, 'it is not the sum of what e-seals have');
		} else if (there && [records, uses, refused].join() !== [there.records, there.uses, there.refused].join()) {
			const text = `the chain counted ${there.records} records, ${there.uses} uses and ${there.refused} refused`;
			differences.add('totals', day, text);
		}
	}
	for (const day of onChain.keys()) {
		differences.add('totals', day, 'the chain counted something on that day, and the index did not');
	}
	return rows.length;
}

/** Enterprises that are not found by the name that they have. */
export async function checkNames({ sql, differences }: Checking): Promise<void> {
	const { rows } = await sql.query<Row>(
		`SELECT uscc FROM enterprises LEFT JOIN names USING (uscc) GROUP BY uscc, enterprises.name
		HAVING count(*) FILTER (WHERE present AND names.name = enterprises.name) <> 1 OR count(*) FILTER (WHERE present) <> 1`,
	);
	for (const { uscc } of rows) {
		differences.add('names', uscc, 'it is not found by the name that it has');
	}
}
