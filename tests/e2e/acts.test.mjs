// Maker and checker, as officers work with `eseal`: prepared, shown, confirmed, turned down, withdrawn; every mistake with what it
// says; and an officer's history that whoever has the anchor checks with no node. On a development chain.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { officers, seats } from '../lib/accounts.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { Desk } from '../lib/eseal.mjs';
import { issue, people } from '../lib/issue.mjs';
import { eventOf, submit } from '../lib/submit.mjs';
import { temporaryDirectory } from '../lib/test-network.mjs';
import { until } from '../lib/wait.mjs';

const ENTERPRISE = { uscc: '91330106MA2KXYA720', code: '3301060000001', algorithm: 'sr25519' };
const AN_HOUR = 3_600_000;
const OTHER_DIGEST = `0x${'ab'.repeat(32)}`;
/** Where no node answers. */
const NOWHERE = 'ws://127.0.0.1:9';

/** @typedef {{ file: string, account: string }} Key */

test('acts of officers', { timeout: 600_000 }, async (t) => {
	const node = await DevNode.start(t);
	const api = await node.connect();
	const desk = new Desk(temporaryDirectory(t), node.url);
	const cast = await people(desk, `0x${'0a'.repeat(32)}`);
	const second = async (/** @type {string} */ seat) => desk.key(`${seat}-second`, { secret: `//${seat}//second` });
	const [secondMs, secondPs, secondDr] = [
		await second('MarketSupervision'),
		await second('PublicSecurity'),
		await second('DataResources'),
	];
	const governor = await desk.key('governor', { secret: '//DataResources' });
	await desk.does(['anchor', '--out', desk.path('anchor.json')]);
	const { seal } = await issue(desk, cast, ENTERPRISE);
	const REVOKE = ['seal', 'revoke', seal, '--reason', 'court-order'];

	/** An officer of Data Resources prepares an act. @param {string[]} [args] @param {Key} [as] */
	const prepare = async (args = REVOKE, as = cast.dr) => {
		const { data } = await desk.does(args, { as });
		assert.equal(data.call, 'DualControl.prepare');
		assert.equal(data.events[0].event, 'Prepared');
		return String(data.prepared);
	};
	const status = async () => (await desk.does(['seal', 'show', seal])).data.status;
	const waiting = async () => (await desk.does(['act', 'list'])).data.acts.map((/** @type {any} */ { id }) => id);
	/** It must be refused, and say so. @param {string[]} args @param {Key} as @param {RegExp} saying */
	const refuses = async (args, as, saying) => {
		const { code, data } = await desk.type(args, { as });
		assert.equal(code, 1, JSON.stringify(data));
		assert.match(`${data.error.message} ${data.error.next ?? ''}`, saying);
	};

	await t.test('what nothing undoes waits for a second officer, for everyone to read', async () => {
		const act = await prepare();
		assert.equal(await status(), 'Active', 'nothing has happened yet');
		assert.deepEqual(await waiting(), [Number(act)]);
		assert.deepEqual((await desk.does(['act', 'list', '--seat', 'public-security'])).data.acts, []);
		const { data: shown } = await desk.does(['act', 'show', act]);
		assert.deepEqual(
			[shown.act, shown.seat, shown.preparedBy, shown.call, shown.open],
			['Revoke', 'DataResources', cast.dr.account, 'ESeal.revoke', true],
		);
		assert.equal(shown.arguments.reason, 'CourtOrder');
		const [told] = await api.call.dualControlApi.waitingActs('DataResources');
		assert.deepEqual([told.id.toNumber(), told.digest.toHex()], [Number(act), shown.digest]);
		await desk.does(['act', 'withdraw', act], { as: cast.dr });
	});

	await t.test('each mistake is told', async () => {
		const act = await prepare();
		await refuses(['act', 'confirm', act], cast.dr, /OwnAct.*nobody confirms.*own/is);
		await refuses(['act', 'turn-down', act], cast.dr, /OwnAct/);
		for (const other of [cast.ms, secondPs, cast.owner]) {
			await refuses(['act', 'confirm', act], other, /can never make this call/);
		}
		await refuses(['act', 'turn-down', act], secondMs, /OfficerOfAnotherSeat/);
		await refuses(['act', 'withdraw', act], secondDr, /NotMaker/);
		await refuses(
			['act', 'confirm', act, '--expect', OTHER_DIGEST],
			secondDr,
			/another than the one that was reviewed/,
		);
		await refuses(['act', 'confirm', '99'], secondDr, /no act waits under number 99/);
		// Alone, with polkadot.js, which prepares nothing by itself.
		const { applicationDigest } = (await api.call.eSealApi.seal(Number(seal))).unwrap();
		const alone = api.tx.eSeal.revoke(seal, applicationDigest, 'CourtOrder', null);
		const outcome = await submit(api, alone, officers().dataResources, { until: 'block' });
		assert.equal(outcome.error?.name, 'SecondOfficerNeeded');
		assert.equal(await status(), 'Active');
		await desk.does(['act', 'turn-down', act], { as: secondDr });
		await refuses(['act', 'confirm', act], secondDr, /it was confirmed, turned down or withdrawn, or it ended/);
	});

	await t.test('an act that has ended, or whose maker has left, is not confirmed', async () => {
		const dataResources = officers().dataResources;
		const { applicationDigest } = (await api.call.eSealApi.seal(Number(seal))).unwrap();
		const call = api.tx.eSeal.revoke(seal, applicationDigest, 'CourtOrder', null);
		const now = async () => (await api.query.timestamp.now()).toNumber();
		const prepareUntil = async (/** @type {number} */ end) => {
			const outcome = await submit(api, api.tx.dualControl.prepare(call, end), dataResources);
			return { outcome, id: outcome.error ? '' : String(eventOf(outcome, 'dualControl.Prepared').id) };
		};
		for (const [end, error] of /** @type {const} */ ([
			[await now(), 'EndPast'],
			[(await now()) + 8 * 24 * AN_HOUR, 'EndTooFar'],
		])) {
			assert.equal((await prepareUntil(end)).outcome.error?.name, error);
		}
		const { id: late } = await prepareUntil((await now()) + 20_000);
		await until('the end of an act', async () => (await desk.does(['act', 'show', late])).data.open === false);
		await refuses(['act', 'confirm', late], secondDr, /Ended.*prepared again/is);
		await desk.does(['act', 'turn-down', late], { as: secondDr });

		const { id: left } = await prepareUntil((await now()) + AN_HOUR);
		const seat = seats().dataResources;
		for (const change of [api.tx.agencies.removeOfficer, api.tx.agencies.addOfficer]) {
			assert.equal((await submit(api, change(dataResources.address), seat)).error, undefined);
			assert.equal((await desk.does(['act', 'show', left])).data.open, false, 'not even when the maker is back');
		}
		await refuses(['act', 'confirm', left], secondDr, /MakerLeft/);
		await desk.does(['act', 'turn-down', left], { as: secondDr });
		assert.deepEqual(await waiting(), []);
	});

	await t.test('a seat decides which other acts take two', async () => {
		const policies = async () => (await desk.does(['act', 'policies', 'data-resources'])).data.policies;
		const of = async (/** @type {string} */ act) =>
			(await policies()).find((/** @type {any} */ policy) => policy.act === act);
		assert.deepEqual(await of('Revoke'), { act: 'Revoke', officers: 'Two', fixed: true });
		assert.deepEqual(await of('Suspend'), { act: 'Suspend', officers: 'One', fixed: false });
		const two = ['act', 'policy', 'suspend', '--officers', 'two'];
		await refuses(two, cast.dr, /can never make this call/);
		await refuses(['act', 'policy', 'revoke', '--officers', 'one'], governor, /AlwaysTwo/);
		await refuses(['act', 'policy', 'freeze', '--officers', 'two'], governor, /ActOfAnotherSeat/);
		await desk.does(two, { as: governor });
		const act = await prepare(['seal', 'suspend', seal]);
		assert.deepEqual((await desk.does(['seal', 'show', seal])).data.holds, []);
		await desk.does(['act', 'confirm', act], { as: secondDr });
		assert.deepEqual((await desk.does(['seal', 'show', seal])).data.holds, ['PlatformSuspension']);
	});

	await t.test(
		'the second officer confirms what was reviewed, and the act is made in the name of the first',
		async () => {
			const act = await prepare();
			const { data: reviewed } = await desk.does(['act', 'show', act]);
			const { data } = await desk.does(['act', 'confirm', act, '--expect', reviewed.digest], { as: secondDr });
			assert.equal(await status(), 'Revoked');
			const { data: history } = await desk.does(['seal', 'history', seal]);
			const revoked = history.entries.at(-1);
			assert.deepEqual([revoked.account, revoked.block], [cast.dr.account, data.block.number]);

			// Who confirmed an entry of a history: the maker's own history says so, in the same block.
			const ofMaker = (await desk.does(['officer', 'history', cast.dr.account])).data.entries;
			const made = ofMaker.find(
				(/** @type {any} */ entry) => entry.deed === 'Made' && entry.block === revoked.block && entry.act === 'Revoke',
			);
			assert.deepEqual([made.with, made.digest], [secondDr.account, reviewed.digest]);
			const ofChecker = (await desk.does(['officer', 'history', secondDr.account])).data.entries;
			assert.deepEqual([ofChecker.at(-1).deed, ofChecker.at(-1).with], ['Confirmed', cast.dr.account]);
		},
	);

	await t.test('nobody is an officer and an owner or operator', async () => {
		const add = api.tx.agencies.addOfficer(cast.owner.account);
		const outcome = await submit(api, add, seats().marketSupervision, { until: 'block' });
		assert.equal(outcome.error?.name, 'OfficerAtEnterprise');
		await refuses(
			['enterprise', 'register', '91330100799655058B', '--name', '某某', '--owner', secondPs.account],
			cast.ms,
			/OfficerAtEnterprise/,
		);
	});

	await t.test('what an officer did is exported, and checked with no node', async () => {
		const file = desk.path('history.jsonl');
		const { data: exported } = await desk.does(['officer', 'history', cast.dr.account, '--export', file]);
		const check = async (/** @type {string[]} */ ...more) =>
			desk.type(['audit', 'officer', file, ...more], { node: NOWHERE });
		const whole = await check();
		assert.deepEqual([whole.code, whole.data.result], [0, 'valid'], JSON.stringify(whole.data));
		assert.deepEqual(whole.data.entries, exported.entries);
		assert.equal(whole.data.facts.officer, cast.dr.account);
		const deeds = new Set(whole.data.entries.map((/** @type {any} */ { deed }) => deed));
		assert.deepEqual([...deeds].sort(), ['Alone', 'Appointed', 'Ended', 'Made', 'Prepared', 'Withdrew']);

		// Between two dates: from the second appointment on.
		const since = whole.data.entries.findLast((/** @type {any} */ { deed }) => deed === 'Appointed');
		const part = await check('--from', new Date(since.at.ms).toISOString());
		assert.equal(part.code, 0, part.stderr);
		assert.equal(part.data.facts.asked, whole.data.entries.length - since.number);
		assert.equal(part.data.entries[0].deed, 'Appointed');
		const beyond = await check('--to', '2199-01-01');
		assert.deepEqual([beyond.code, beyond.data.checks.at(-1).code], [2, 'period-not-over']);

		// The second officer's history is another one; and what was left out or changed is found.
		const text = readFileSync(file, 'utf8');
		const lines = text.trimEnd().split('\n');
		const withdrew = lines.findIndex((line) => line.includes('"Withdrew"'));
		for (const [changed, reason] of /** @type {[string[], string][]} */ ([
			[lines.filter((_, index) => index !== withdrew), 'line-unlike-entry'],
			[lines.slice(0, -1), 'history-cut-off'],
			[[...lines, lines[1]], 'line-unlike-entry'],
			[lines.map((line, index) => (index === withdrew ? line.replace('Revoke', 'Freeze') : line)), 'line-unlike-entry'],
		])) {
			writeFileSync(file, `${changed.join('\n')}\n`);
			const { code, data } = await check();
			assert.deepEqual([code, data.checks.at(-1).code, data.entries], [1, reason, []]);
		}
		writeFileSync(file, text.replaceAll(cast.dr.account, secondDr.account));
		assert.equal((await check()).data.result, 'invalid');
	});

	await t.test('an agency deregisters by two, and the owner is told', async () => {
		const act = await prepare(['enterprise', 'deregister', ENTERPRISE.uscc], cast.ms);
		await desk.does(['act', 'confirm', act], { as: secondMs });
		assert.equal((await desk.does(['enterprise', 'show', ENTERPRISE.uscc])).data.status, 'Deregistered');
	});
});
