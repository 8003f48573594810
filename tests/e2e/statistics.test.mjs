// What supervisors see of a chain: uses and refused uses by day, e-seals by status, and alarms. On a development chain.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whenDone } from '../lib/cleanup.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { sha256 } from '../lib/digests.mjs';
import { Desk } from '../lib/eseal.mjs';
import { fixture } from '../lib/fixtures.mjs';
import { eventOf, eventsOf, submit } from '../lib/submit.mjs';
import { temporaryDirectory } from '../lib/test-network.mjs';
import { issueSeal } from '../story/2-issuance.mjs';
import { stateUse, useSeal } from '../story/3-use.mjs';
import { Cast } from '../story/cast.mjs';

/** A batch of so many documents, of which the chain learns the root alone. @param {number} count */
const anchored = (count) => ({ Batch: { count, root: `0x${'07'.repeat(32)}` } });

/**
 * Adds up what days count: the test may run over midnight.
 *
 * @param {{ uses: number, refused: number }[]} days
 */
const sum = (days) => ({
	uses: days.reduce((uses, day) => uses + day.uses, 0),
	refused: days.reduce((refused, day) => refused + day.refused, 0),
});

test('statistics for supervisors', { timeout: 600_000 }, async (t) => {
	const node = await DevNode.start(t);
	const api = await node.connect();
	const cast = await Cast.gather({ urls: Array(3).fill(node.url), print: () => {} });
	whenDone(t, () => cast.leave());
	const issued = await issueSeal(cast);
	const { seal, key } = issued;
	// Of a quota of 10 uses one is recorded, after one without the seal key that its block refused. The thief without a role
	// is in no block.
	const used = await useSeal(cast, issued, { name: 'contract.pdf', digest: sha256(fixture('contract.pdf')) });
	const desk = new Desk(temporaryDirectory(t), node.url);

	/** What the chain counts of the e-seal. */
	const activity = async () => {
		const { today, past } = (await api.call.usageLogApi.activity(seal)).unwrap();
		return sum([today, ...past].map((day) => ({ uses: day.uses.toNumber(), refused: day.refused.toNumber() })));
	};
	/** @param {import('../story/cast.mjs').Actor} who @param {number} count */
	const anchor = async (who, count) => {
		const { statement, bytes } = await stateUse(who, seal, anchored(count));
		return submit(who.api, who.api.tx.usageLog.anchorBatch(seal, statement, key.sign(bytes)), who.signer);
	};

	await t.test('a use and a refused use are counted, and what no block has is not', async () => {
		assert.equal(used.withoutKey.error?.name, 'SignatureInvalid');
		assert.deepEqual(await activity(), { uses: 1, refused: 1 });
		assert.ok((await api.call.usageLogApi.activity(99)).isNone);
	});

	await t.test('a quota of which a tenth is left gives alarm once', async () => {
		const nearly = await anchor(cast.operator, 8);
		const alarm = eventOf(nearly, 'usageLog.QuotaNearlyUsed');
		assert.deepEqual(
			[alarm.grant, alarm.seal, alarm.used, alarm.quota].map((number) => number.toNumber()),
			[used.grant, seal, 9, 10],
		);
		assert.equal(alarm.operator.toString(), cast.operator.signer.address);
		const last = await anchor(cast.operator, 1);
		assert.deepEqual(eventsOf(last, 'usageLog.QuotaNearlyUsed'), []);
		const beyond = await anchor(cast.operator, 5);
		assert.equal(beyond.error?.name, 'QuotaExhausted');
		assert.deepEqual(await activity(), { uses: 10, refused: 2 }, 'a refused batch counts once');
	});

	await t.test('a burst gives alarm', async () => {
		const sealed = await anchor(cast.owner, 1_000);
		assert.equal(sealed.error, undefined);
		const alarm = eventOf(sealed, 'usageLog.BurstOfUses');
		assert.equal(alarm.seal.toNumber(), seal);
		assert.ok(alarm.uses.toNumber() >= 1_000 && alarm.busiest.toNumber() <= 10);
		assert.deepEqual(await activity(), { uses: 1_010, refused: 2 });
	});

	await t.test('the chain counts its days, and polkadot.js and eseal read the same', async () => {
		const days = await api.call.usageLogApi.totalsOfDays(0, 400);
		const counted = days.map(([, { records, uses, refused }]) => ({
			records: records.toNumber(),
			uses: uses.toNumber(),
			refused: refused.toNumber(),
		}));
		assert.deepEqual(sum(counted), { uses: 1_010, refused: 2 });
		const { data: chain } = await desk.does(['statistics']);
		assert.deepEqual(
			chain.days.map((/** @type {any} */ { records, uses, refused }) => ({ records, uses, refused })).reverse(),
			counted,
		);
		assert.match(chain.days[0].day, /^20\d\d-\d\d-\d\d$/);
		const { data: ofSeal } = await desk.does(['statistics', '--seal', String(seal)]);
		assert.deepEqual(sum(ofSeal.days), { uses: 1_010, refused: 2 });
		const unknown = await desk.type(['statistics', '--seal', '99']);
		assert.deepEqual([unknown.code, unknown.data.error.kind], [1, 'not-found']);
	});

	await t.test('e-seals are counted by their status', async () => {
		const none = { applied: 0, active: 0, onHold: 0, revoked: 0, rejected: 0, withdrawn: 0, superseded: 0 };
		assert.deepEqual((await desk.does(['statistics'])).data.seals, { ...none, active: 1 });
		const { applicationDigest } = (await api.call.eSealApi.seal(seal)).unwrap();
		const suspended = await submit(api, api.tx.eSeal.suspend(seal, applicationDigest), cast.owner.signer);
		assert.equal(suspended.error, undefined);
		assert.deepEqual((await desk.does(['statistics'])).data.seals, { ...none, onHold: 1 });
		const counts = await api.call.eSealApi.sealCounts();
		assert.deepEqual([counts.active.toNumber(), counts.onHold.toNumber()], [0, 1]);
	});
});
