import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announcedToOfficers, announcedToRegister, announcedToSeals } from './histories.js';
import type { Block } from './processor.js';

const [FIRST, SECOND] = [`0x${'01'.repeat(32)}`, `0x${'02'.repeat(32)}`];
const [USCC, OTHER, CODE] = ['91330106MA2KXYA720', '91330100123456788G', '3301060000001'];

type Told = [name: string, args: object, extrinsic?: number, item?: number];

/** A block with these events, in their order. */
const block = (height: number, ...events: Told[]) =>
	({
		header: { height },
		events: events.map(([name, args, extrinsic = 1, item], index) => ({
			...{ index, name, args, extrinsic: { index: extrinsic }, callAddress: item === undefined ? [] : [item] },
		})),
	}) as unknown as Block;

const change = (block: number, __kind: string) => ({ block, change: { __kind } });
const deed = (block: number, __kind: string, id?: string) => ({ block, deed: { __kind, ...(id ? { id } : {}) } });

test('entries of e-seals have the events of their names, and reversed losses that of the report', () => {
	const find = announcedToSeals([
		block(
			4,
			['ESeal.EnterpriseFrozen', { uscc: USCC }],
			['ESeal.HoldPlaced', { seal: '5' }],
			['ESeal.HoldPlaced', { seal: '6' }],
			['ESeal.HoldPlaced', { seal: '5' }],
		),
		block(5, ['ESeal.ReportReversed', { code: CODE, seals: ['5', '6'] }]),
		block(6, ['ESeal.SuccessorApproved', { seal: '5', successor: '7' }]),
	]);
	assert.equal(find(5n, change(4, 'HoldPlaced'))?.index, 1);
	assert.equal(find(5n, change(4, 'HoldPlaced'))?.index, 3);
	assert.equal(find(5n, change(4, 'HoldPlaced')), undefined, 'each event is of one entry');
	for (const seal of [5n, 6n]) {
		assert.equal(find(seal, change(5, 'LossReversed'))?.name, 'ESeal.ReportReversed');
	}
	assert.equal(find(7n, change(6, 'SuccessorApproved')), undefined, 'it is an entry of the predecessor');
	assert.equal(find(5n, change(6, 'SuccessorApproved'))?.index, 0);
});

test('entries of the register have the events that tell of them, of both enterprises where two are told of', () => {
	const find = announcedToRegister([
		block(
			4,
			['ESeal.EnterpriseFrozen', { uscc: USCC }],
			['ESeal.EnterpriseUnfrozen', { uscc: USCC }],
			['ESeal.OwnershipOffered', { uscc: USCC }],
			['ESeal.OwnerChanged', { uscc: USCC }],
			['ESeal.SuccessorRecorded', { uscc: OTHER, successor: USCC }],
			['ESeal.PhysicalSealReported', { uscc: USCC, code: CODE }],
			['ESeal.ReportReversed', { uscc: USCC, code: CODE, seals: [] }],
			['ESeal.EnterpriseRenamed', { uscc: USCC }],
		),
	]);
	for (const [subject, kind, index] of [
		[USCC, 'Frozen', 0],
		[USCC, 'Unfrozen', 1],
		[USCC, 'OwnershipOffered', 2],
		[USCC, 'OwnerChanged', 3],
		[OTHER, 'SucceededBy', 4],
		[USCC, 'Succeeds', 4],
		[CODE, 'Reported', 5],
		[CODE, 'ReportReversed', 6],
		[USCC, 'Renamed', 7],
	] as const) {
		assert.equal(find(subject, change(4, kind))?.index, index, kind);
	}
});

test('a voided registration is told of under both codes, and so is what goes on under the right one', () => {
	const voided = (more: object): Told => ['ESeal.RegistrationVoided', { uscc: USCC, instead: OTHER, ...more }];
	const find = announcedToRegister([
		block(4, ['ESeal.CorrectionProposed', {}], voided({ frozenUntil: '9000', liquidator: FIRST })),
		block(5, voided({})),
	]);
	for (const [subject, kind] of [
		[USCC, 'Voided'],
		[OTHER, 'Opened'],
		[OTHER, 'Frozen'],
		[OTHER, 'LiquidatorNamed'],
	] as const) {
		assert.equal(find(subject, change(4, kind))?.index, 1, kind);
	}
	assert.equal(find(OTHER, change(5, 'Opened'))?.index, 0);
	assert.equal(find(OTHER, change(5, 'Frozen')), undefined, 'it was not frozen');
	assert.equal(find(OTHER, change(5, 'LiquidatorNamed')), undefined, 'it had no liquidator');
});

test('a physical seal that moved is told of under its code, and under the right one if that was wrong', () => {
	const RIGHT = '3301060000009';
	const find = announcedToRegister([
		block(4, ['ESeal.PhysicalSealMoved', { code: CODE, from: USCC, instead: CODE, uscc: OTHER }]),
		block(5, ['ESeal.PhysicalSealMoved', { code: CODE, from: OTHER, instead: RIGHT, uscc: OTHER }]),
	]);
	assert.equal(find(CODE, change(4, 'Moved'))?.index, 0);
	assert.equal(find(CODE, change(5, 'Misfiled'))?.index, 0);
	assert.equal(find(RIGHT, change(5, 'Filed'))?.index, 0);
});

test('an act alone has the first event of its call, call by call; an act in twos the events of both officers', () => {
	const by = { seat: { __kind: 'DataResources' }, account: FIRST };
	const find = announcedToOfficers([
		block(
			9,
			// A batch of two acts, the first of which tells of two things.
			['ESeal.EnterpriseDeregistered', { by }, 1, 0],
			['ESeal.Revoked', { by }, 1, 0],
			['ESeal.HoldPlaced', { by }, 1, 1],
			['Utility.BatchCompleted', {}, 1],
			// Confirmed by another officer: no act alone, though the first officer acted.
			['ESeal.Revoked', { by }, 2],
			['DualControl.Confirmed', { id: '3', preparedBy: FIRST, by: SECOND }, 2],
			['ESeal.HoldLifted', { by }, 3],
		),
		block(10, ['Agencies.OfficerRemoved', { officer: SECOND }], ['Agencies.SeatRemoved', {}]),
	]);
	assert.deepEqual(
		[0, 1, 2, 3].map(() => find(FIRST, deed(9, 'Alone'))?.index),
		[0, 2, 6, undefined],
	);
	assert.equal(find(FIRST, deed(9, 'Made', '3'))?.index, 5);
	assert.equal(find(SECOND, deed(9, 'Confirmed', '3'))?.index, 5);
	assert.equal(find(SECOND, deed(10, 'Ended'))?.index, 0);
	assert.equal(find(FIRST, deed(10, 'Ended'))?.index, 1, 'with its seat');
});
