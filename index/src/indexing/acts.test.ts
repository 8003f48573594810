import assert from 'node:assert/strict';
import { test } from 'node:test';
import type pg from 'pg';
import type { Row, Rows } from '../sql.js';
import { takeActs } from './acts.js';
import { takeCorrections } from './corrections.js';
import type { Block } from './processor.js';

const account = (byte: string) => `0x${byte.repeat(32)}`;
const kind = (__kind: string) => ({ __kind });

/** A database that has these rows. */
const database = (rows: Row[] = []) => ({ query: () => ({ rows }) }) as unknown as pg.Client;

/** The rows that are written, by their keys. */
function kept() {
	const written = new Map<string, Row>();
	const add = (table: string, row: Row) => written.set(`${table} ${row.id}`, row);
	return { rows: { add } as unknown as Rows, written };
}

const block = (height: number, ...events: [name: string, args: object, call?: object][]) =>
	({
		header: { height, timestamp: height * 2_000 },
		events: events.map(([name, args, call], index) => ({ index, name, args, call, extrinsic: { index: 1 } })),
	}) as unknown as Block;

const CALL = { __kind: 'ESeal', value: { __kind: 'suspend', seal: '5', digest: account('dd') } };

const prepared = (id: string): [string, object, object] => [
	'DualControl.Prepared',
	{
		...{ id, seat: kind('DataResources'), act: kind('Suspend'), digest: account('dd') },
		...{ by: account('01'), until: '9000' },
	},
	{ args: { call: CALL } },
];

test('an act is carried on from its preparation to its end, in one batch of blocks or in several', async () => {
	const { rows, written } = kept();
	const by = account('02');
	await takeActs(
		database(),
		[
			block(1, prepared('0'), prepared('1'), prepared('2'), prepared('3')),
			block(
				2,
				['DualControl.Confirmed', { id: '0', by }],
				['DualControl.TurnedDown', { id: '1', by }],
				['DualControl.Withdrawn', { id: '2' }],
			),
		],
		rows,
	);
	const states = [...written.values()].map(({ id, status, checker, ended_block: ended }) => [
		id,
		status,
		checker,
		ended,
	]);
	const checker = `\\x${'02'.repeat(32)}`;
	assert.deepEqual(states, [
		[0n, 'Confirmed', checker, 2],
		[1n, 'TurnedDown', checker, 2],
		[2n, 'Withdrawn', null, 2],
		[3n, 'Waiting', null, null],
	]);
	const { seal, call, block: begun, maker } = written.get('acts 3') as Row;
	assert.deepEqual([seal, call, begun, maker], [5n, CALL, 1, `\\x${'01'.repeat(32)}`]);

	// As the database gives it back.
	const known = { ...(written.get('acts 3') as Row), maker: Buffer.alloc(32, 1), digest: Buffer.alloc(32, 0xdd) };
	const later = kept();
	await takeActs(database([known]), [block(7, ['DualControl.Cleared', { id: '3' }])], later.rows);
	const cleared = later.written.get('acts 3') as Row;
	assert.deepEqual(
		[cleared.status, cleared.ended_block, cleared.block, cleared.maker],
		['Cleared', 7, 1, `\\x${'01'.repeat(32)}`],
	);
});

test('a correction has what the chain has of it, and stays after that has it no more', async () => {
	const { rows, written } = kept();
	const correction = { __kind: 'ReverseRevocation', seal: '5', entry: 2, digest: account('ee') };
	const [proposedBy, by] = [
		{ seat: kind('DataResources'), account: account('01') },
		{ seat: kind('MarketSupervision'), account: account('02') },
	];
	const proposed = (id: string): [string, object] => [
		'ESeal.CorrectionProposed',
		{ id, correction, decision: kind('Sha256'), digest: account('cc'), by: proposedBy, until: '9000' },
	];
	await takeCorrections(
		database(),
		[
			block(1, proposed('0'), proposed('1')),
			block(2, ['ESeal.CorrectionMade', { id: '0', correction, decision: kind('Sha256'), proposedBy, by }]),
		],
		rows,
	);
	const { status, value, ended_block: ended } = written.get('corrections 0') as Row;
	assert.deepEqual(
		[status, value, ended],
		[
			'Made',
			{
				...{ correction, decision: kind('Sha256'), proposedBy, proposedAt: '2000', until: '9000' },
				made: { by, at: '4000' },
			},
			2,
		],
	);
	const known = { ...(written.get('corrections 1') as Row), digest: Buffer.alloc(32, 0xcc), seal: 5n, seat: 'x' };
	const later = kept();
	await takeCorrections(database([known]), [block(9, ['ESeal.CorrectionCleared', { id: '1' }])], later.rows);
	const cleared = later.written.get('corrections 1') as Row;
	assert.deepEqual([cleared.status, cleared.ended_block, 'seat' in cleared], ['Cleared', 9, false]);
	assert.equal((cleared.value as Row).made, null);
});
