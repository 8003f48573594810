import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PhysicalSealValue, type SealEntry, type SealValue, standingAt } from './standing.js';

const kind = (__kind: string) => ({ __kind });

const SEAL: SealValue = { validFrom: '100', validUntil: '900', activatedAt: '100', loss: null, revoked: null };

const entry = (status: string, holds: string[] = [], terms: [string, string, number][] = []): SealEntry => ({
	after: {
		status: kind(status),
		holds: holds.map(kind),
		terms: terms.map(([hold, term, value]) => [kind(hold), { __kind: term, value }]),
	},
});

const FILED: PhysicalSealValue = { status: kind('Filed'), statusSince: '10' };

test('it is usable while it is active, without a hold, and valid', () => {
	for (const [moment, usable] of [
		[99, false],
		[100, true],
		[899, true],
		[900, false],
	] as const) {
		const standing = { status: 'Active', holds: [], usable };
		const early = moment < 100 ? { ...standing, status: 'Approved' } : standing;
		assert.deepEqual(standingAt(SEAL, entry('Active'), FILED, moment), { recorded: early, known: early });
	}
	assert.equal(standingAt(SEAL, entry('Active', ['OwnerSuspension']), FILED, 200).known.usable, false);
	const none = { status: null, holds: [], usable: false };
	assert.deepEqual(standingAt(SEAL, undefined, FILED, 200), { recorded: none, known: none });
});

test('a hold counts in its term alone', () => {
	const frozen = entry('Active', ['Freeze'], [['Freeze', 'Until', 300]]);
	assert.deepEqual(standingAt(SEAL, frozen, FILED, 299).recorded.holds, ['Freeze']);
	assert.deepEqual(standingAt(SEAL, frozen, FILED, 300).recorded, { status: 'Active', holds: [], usable: true });
	const due = entry('Active', ['KeyRotationDue'], [['KeyRotationDue', 'From', 300]]);
	assert.equal(standingAt(SEAL, due, FILED, 299).known.usable, true);
	assert.equal(standingAt(SEAL, due, FILED, 300).known.usable, false);
});

test('a takeover that was recorded ahead happens by time', () => {
	const revoked = { reason: kind('Superseded'), effectiveAt: '500' };
	const predecessor = { ...SEAL, revoked };
	assert.equal(standingAt(predecessor, entry('Superseded'), FILED, 499).recorded.status, 'Active');
	assert.equal(standingAt(predecessor, entry('Superseded'), FILED, 500).recorded.status, 'Revoked');
	const successor = { ...SEAL, activatedAt: '500', validFrom: '500' };
	assert.deepEqual(standingAt(successor, entry('Active'), FILED, 499).known, {
		...{ status: 'Approved', holds: [], usable: false },
	});
	assert.equal(standingAt(successor, entry('Active'), FILED, 500).known.usable, true);
});

test('what was reported later counts from when it says, and was not on record then', () => {
	const loss = { ...SEAL, loss: { effectiveAt: '200' } };
	const lost: PhysicalSealValue = { status: kind('Lost'), statusSince: '200' };
	const { recorded, known } = standingAt(loss, entry('Active'), lost, 250);
	assert.deepEqual([recorded.usable, known.usable, known.holds], [true, false, ['PhysicalSealLost']]);
	assert.equal(standingAt(loss, entry('Active'), lost, 199).known.usable, true);
	const revoked = { ...SEAL, revoked: { reason: kind('KeyCompromised'), effectiveAt: '200' } };
	const later = standingAt(revoked, entry('Active'), FILED, 250);
	assert.deepEqual([later.recorded.status, later.known.status], ['Active', 'Revoked']);
});

test('a physical seal that was gone is known also of an e-seal that was revoked by the time of the report', () => {
	const revoked = { ...SEAL, revoked: { reason: kind('CessationOfUse'), effectiveAt: '400' } };
	const gone: PhysicalSealValue = { status: kind('Destroyed'), statusSince: '200' };
	assert.deepEqual(standingAt(revoked, entry('Active'), gone, 300).known.holds, ['PhysicalSealLost']);
	assert.deepEqual(standingAt(revoked, entry('Revoked'), gone, 500).known, {
		...{ status: 'Revoked', holds: [], usable: false },
	});
});

test('what was recorded by mistake was on record then, and is known not to count', () => {
	// Neither the revocation nor the loss stands on the e-seal any more.
	const revoked = standingAt(SEAL, entry('Revoked'), FILED, 300);
	assert.deepEqual([revoked.recorded.status, revoked.known.status], ['Revoked', 'Active']);
	const lost = standingAt(SEAL, entry('Active', ['PhysicalSealLost', 'OwnerSuspension']), FILED, 300);
	assert.deepEqual(lost.recorded.holds, ['PhysicalSealLost', 'OwnerSuspension']);
	assert.deepEqual(lost.known.holds, ['OwnerSuspension']);
});

test('a physical seal whose code was wrong is gone as it is under the right one', () => {
	const misfiled: PhysicalSealValue = { status: kind('Misfiled'), statusSince: '200', goneUnderRightCode: null };
	assert.deepEqual(standingAt(SEAL, entry('Active'), misfiled, 300).known, {
		status: 'Active',
		holds: [],
		usable: true,
	});
	const gone: PhysicalSealValue = { ...misfiled, goneUnderRightCode: { since: '250' } };
	assert.equal(standingAt(SEAL, entry('Active'), gone, 249).known.usable, true);
	assert.deepEqual(standingAt(SEAL, entry('Active'), gone, 250).known.holds, ['PhysicalSealLost']);
});

test('a registration that was voided ends its e-seal from then on, and was so used before', () => {
	const voided = { ...SEAL, revoked: { reason: kind('RegistrationVoided'), effectiveAt: '400' } };
	const before = standingAt(voided, entry('Active'), FILED, 399);
	assert.deepEqual([before.recorded.usable, before.known.usable], [true, true]);
	assert.equal(standingAt(voided, entry('Revoked'), FILED, 400).known.status, 'Revoked');
});

test('a name ahead stops the e-seal in the old name from its moment on', () => {
	const renamed = entry('Active', ['EnterpriseRenamed'], [['EnterpriseRenamed', 'From', 300]]);
	assert.equal(standingAt(SEAL, renamed, FILED, 299).known.usable, true);
	assert.deepEqual(standingAt(SEAL, renamed, FILED, 300).known.holds, ['EnterpriseRenamed']);
});

test('in liquidation the e-seal serves the liquidator alone', () => {
	const usable = (purpose: string | undefined, ...holds: string[]) =>
		standingAt(SEAL, entry('Active', holds), FILED, 200, purpose).recorded.usable;
	assert.equal(usable('Liquidation', 'EnterpriseRestricted'), true);
	assert.equal(usable('Liquidation', 'OwnerSuspension', 'EnterpriseRestricted'), true);
	for (const hold of ['Freeze', 'PlatformSuspension', 'PhysicalSealLost', 'EnterpriseRenamed']) {
		assert.equal(usable('Liquidation', 'EnterpriseRestricted', hold), false, hold);
	}
	assert.equal(usable('Liquidation'), false, 'there is no liquidation');
	assert.equal(usable('Liquidation', 'OwnerSuspension'), false);
	assert.equal(usable('Contract', 'EnterpriseRestricted'), false);
	assert.equal(usable(undefined, 'EnterpriseRestricted'), false);
	const expired = { ...SEAL, validUntil: '200' };
	assert.equal(
		standingAt(expired, entry('Active', ['EnterpriseRestricted']), FILED, 200, 'Liquidation').known.usable,
		false,
	);
});
