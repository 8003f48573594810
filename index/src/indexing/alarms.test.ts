import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import type { Row, Rows } from '../sql.js';
import { type Alarming, raiseAlarms } from './alarms.js';

const DAY_MS = 86_400_000;
const OPERATOR = `0x${'0a'.repeat(32)}`;

/** As much of the database as alarms need: e-seal 5 of an enterprise, and on which day its alarms were raised last. */
function database(lastRefused = -1) {
	const query = (text: string) => ({
		rows: text.startsWith('SELECT kinds')
			? [
					{ kind: 'UseRefused', seal: 5n, day: lastRefused },
					{ kind: 'OutsideUsualHours', seal: 5n, day: -1 },
				]
			: [{ id: 5n, uscc: '91330106MA2KXYA720' }],
	});
	return { query } as unknown as pg.Client;
}

/** The rows that were added, by table. */
function kept() {
	const added: [string, Row][] = [];
	const rows = { add: (table: string, row: Row) => added.push([table, row]) } as unknown as Rows;
	return { rows, alarms: () => added.filter(([table]) => table === 'alarms').map(([, row]) => row) };
}

const block = (height: number, day: number, events: object[] = []) =>
	({ header: { height, timestamp: day * DAY_MS + 1 }, events }) as unknown as Alarming['block'];

const refused = (seal: bigint) => ({ extrinsic: 2, seal, error: 'UsageLog.WrongNonce', account: OPERATOR });

test('what the chain raises is an alarm, of the enterprise of the e-seal', async () => {
	const { rows, alarms } = kept();
	const events = [
		{ index: 3, name: 'UsageLog.QuotaNearlyUsed', args: { seal: '5', operator: OPERATOR }, extrinsic: { index: 1 } },
		{ index: 4, name: 'UsageLog.BurstOfUses', args: { seal: '5', uses: '200' }, extrinsic: { index: 1 } },
		{ index: 5, name: 'UsageLog.UseFlagged', args: { seal: '5' }, extrinsic: { index: 1 } },
	];
	await raiseAlarms(database(), [{ block: block(7, 100, events), refused: [], unusual: [] }], rows);
	assert.deepEqual(
		alarms().map(({ kind, uscc, seal, event }) => [kind, uscc, seal, event]),
		[
			['QuotaNearlyUsed', '91330106MA2KXYA720', 5n, 3],
			['BurstOfUses', '91330106MA2KXYA720', 5n, 4],
		],
	);
});

test('refused uses are told once a day for each e-seal, and of numbers that none has, never', async () => {
	const { rows, alarms } = kept();
	await raiseAlarms(
		database(99),
		[
			{ block: block(1, 99), refused: [refused(5n)], unusual: [] },
			{ block: block(2, 100), refused: [refused(5n), refused(5n), refused(6n)], unusual: [] },
			{ block: block(3, 100), refused: [refused(5n)], unusual: [] },
			{ block: block(4, 101), refused: [refused(5n)], unusual: [] },
		],
		rows,
	);
	assert.deepEqual(
		alarms().map(({ kind, block, seal, details }) => [kind, block, seal, details]),
		[
			['UseRefused', 2, 5n, { error: 'UsageLog.WrongNonce' }],
			['UseRefused', 4, 5n, { error: 'UsageLog.WrongNonce' }],
		],
	);
});

test('a use outside of usual hours is told with where it is in the log', async () => {
	const { rows, alarms } = kept();
	const unusual = {
		...{ event: { index: 9, extrinsic: { index: 1 } }, seal: 5n, account: Buffer.alloc(32, 10) },
		...{ first: 41n, count: 3, recordedAt: 77n },
	} as unknown as Alarming['unusual'][number];
	await raiseAlarms(database(), [{ block: block(1, 100), refused: [], unusual: [unusual] }], rows);
	assert.deepEqual(
		alarms().map(({ kind, details, event }) => [kind, details, event]),
		[['OutsideUsualHours', { index: '41', count: 3, recordedAt: '77' }, 9]],
	);
});
