// What officers, owners and agencies do, found in the auditors' index and compared with the chain: batches with calls that failed,
// acts in twos, corrections, histories; offers, freezes, successors, grants that carry over. On a development chain.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, officers, seats, secondOfficers } from '../lib/accounts.mjs';
import { useBytes } from '../lib/bytes-to-sign.mjs';
import { sha256 } from '../lib/digests.mjs';
import { A_DAY, A_YEAR, AN_HOUR, begin, CODE, USCCS } from '../lib/indexed-chain.mjs';
import { eventOf, eventsOf } from '../lib/submit.mjs';
import { until } from '../lib/wait.mjs';

/** After so many blocks an account that is new can pay for the acceptance of an enterprise. */
const BLOCKS_OF_A_NEW_ACCOUNT = 40;

test("the auditors' index of officers' acts", { timeout: 900_000 }, async (t) => {
	const { api, index, does, fails, now, prepares, inTwos, digestOf, issues, indexed, check, named } = await begin(t);
	const { marketSupervision, publicSecurity, dataResources } = officers();
	const owner = account('//Owner');
	const [uscc, second, third, fourth] = /** @type {[string, string, string, string]} */ (USCCS);
	/** @param {string} code @param {string} name */
	const register = (code, name) => api.tx.eSeal.registerEnterprise(code, name, owner.address, 'Enforced');

	const forced = await does(
		marketSupervision,
		api.tx.utility.forceBatch([
			register(uscc, '重庆长安贸易有限公司'),
			register(uscc, '另一家公司'),
			register(second, '长沙银行股份有限公司'),
		]),
	);
	const broken = await does(
		marketSupervision,
		api.tx.utility.batch([
			register(third, '厦门海洋科技有限公司'),
			register(uscc, '第三家'),
			register(fourth, '第四家'),
		]),
	);
	const nothing = await fails(
		marketSupervision,
		api.tx.utility.batchAll([register(fourth, '第四家'), register(uscc, '第五家')]),
		'EnterpriseAlreadyRegistered',
	);
	await does(
		publicSecurity,
		api.tx.eSeal.filePhysicalSeal(CODE, uscc, 'Official', sha256('imprint'), '重庆某某印章刻制有限公司'),
	);
	const { seal } = await issues(owner, uscc);
	const before = await now();

	await does(seats().dataResources, api.tx.dualControl.setPolicy('Suspend', 'Two'));
	const suspend = api.tx.eSeal.suspend(seal, await digestOf(seal));
	await fails(dataResources, suspend, 'SecondOfficerNeeded');
	const turnedDown = await prepares('dataResources', suspend);
	await does(secondOfficers().dataResources, api.tx.dualControl.turnDown(turnedDown.id, turnedDown.digest));
	const withdrawn = await prepares('dataResources', suspend);
	await does(dataResources, api.tx.dualControl.withdraw(withdrawn.id, withdrawn.digest));
	const confirmed = await inTwos('dataResources', suspend);
	await does(dataResources, api.tx.eSeal.resume(seal, await digestOf(seal)));
	const waiting = await prepares('dataResources', suspend);

	// Dated back: what was on record then, and what is known now, differ.
	const lost = await inTwos('publicSecurity', api.tx.eSeal.reportPhysicalSeal(CODE, 'Lost', before));
	const revoke = api.tx.eSeal.revoke(seal, await digestOf(seal), 'IssuedInError', null);
	await inTwos('dataResources', revoke);
	const entries = (await api.query.eSeal.seals(seal)).unwrap().historyLen.toNumber();
	const revocation = entries - 1;
	const entry = (await api.call.eSealApi.historyEntryDigest(seal, revocation)).unwrap();
	const propose = api.tx.eSeal.proposeCorrection(
		{ ReverseRevocation: { seal, entry: revocation, digest: entry } },
		sha256('the decision behind it'),
	);
	const first = eventOf((await inTwos('dataResources', propose)).outcome, 'eSeal.CorrectionProposed');
	await does(dataResources, api.tx.eSeal.withdrawCorrection(first.id, first.digest));
	const proposed = eventOf((await inTwos('dataResources', propose)).outcome, 'eSeal.CorrectionProposed');
	const agree = api.tx.eSeal.agreeCorrection(proposed.id, proposed.digest);
	const agreed = await inTwos('marketSupervision', agree);
	await does(marketSupervision, api.tx.eSeal.renameEnterprise(second, '长沙商业银行股份有限公司', null));
	const named2 = await does(seats().publicSecurity, api.tx.agencies.addOfficer(account('//Third').address));
	await indexed();

	await t.test('which calls of a batch failed, and what each of the others made', async () => {
		const question = `query ($hash: String!) { extrinsic(hash: $hash) { call success error calls { items { item call success error } } } }`;
		const { extrinsic } = await index.ask(question, { hash: forced.txHash });
		assert.deepEqual(
			extrinsic.calls.items.map((/** @type {any} */ { item, success, error }) => [item, success, error]),
			[
				[0, true, null],
				[1, false, 'ESeal.EnterpriseAlreadyRegistered'],
				[2, true, null],
			],
		);
		const { extrinsic: interrupted } = await index.ask(question, { hash: broken.txHash });
		assert.deepEqual(
			interrupted.calls.items.map((/** @type {any} */ { item, call, success }) => [item, call, success]),
			[
				[0, 'ESeal.register_enterprise', true],
				[1, 'ESeal.register_enterprise', false],
			],
			'the third was not tried',
		);
		const { extrinsic: undone } = await index.ask(question, { hash: nothing.txHash });
		assert.deepEqual([undone.error, undone.calls.items], ['ESeal.EnterpriseAlreadyRegistered', []]);
		const { refusals } = await index.ask(
			'query ($uscc: String!) { refusals(filter: { uscc: $uscc }, newestFirst: false) { items { call error place use account at { block } } } }',
			{ uscc },
		);
		assert.deepEqual(
			refusals.items.map((/** @type {any} */ { call, error, place, use }) => [call, error, place, use]),
			[
				['ESeal.register_enterprise', 'ESeal.EnterpriseAlreadyRegistered', 1, false],
				['ESeal.register_enterprise', 'ESeal.EnterpriseAlreadyRegistered', 1, false],
			],
		);
		assert.equal(refusals.items[0].account, marketSupervision.address);
		const { events } = await index.ask(
			'{ events(filter: { name: "ESeal.EnterpriseRegistered" }, newestFirst: false) { items { uscc item } } }',
		);
		assert.deepEqual(
			events.items.map((/** @type {any} */ { uscc, item }) => [uscc, item]),
			[
				[uscc, 0],
				[second, 2],
				[third, 0],
			],
		);
	});

	await t.test('enterprises are found by names that sound in two ways, and by names that they had', async () => {
		const question = 'query ($search: String!) { enterprises(search: $search) { items { uscc name names } } }';
		for (const [search, found] of [
			['chongqing', uscc],
			['cqca', uscc],
			['长安', uscc],
			['changshayinhang', second],
			['商业银行', second],
			['xm', third],
		]) {
			const { enterprises } = await index.ask(question, { search });
			assert.deepEqual(
				enterprises.items.map((/** @type {any} */ one) => one.uscc),
				[found],
				search,
			);
		}
		const { enterprises } = await index.ask(question, { search: '长沙银行' });
		assert.deepEqual(enterprises.items[0].names, ['长沙商业银行股份有限公司', '长沙银行股份有限公司']);
		const { enterprise } = await index.ask(
			'query ($uscc: String!) { enterprise(uscc: $uscc) { history { items { change account at { event } } } } }',
			{ uscc: second },
		);
		assert.deepEqual(
			enterprise.history.items.map((/** @type {any} */ { change, account, at }) => [
				change,
				account,
				at.event !== null,
			]),
			[['Renamed', marketSupervision.address, true]],
		);
	});

	await t.test('who prepared, confirmed, turned down and withdrew an act', async () => {
		const { acts } = await index.ask(
			'query ($seal: ID!) { acts(filter: { seal: $seal }) { items { id seat act status maker checker seal call at { block } endedAt { block event } } } }',
			{ seal: String(seal) },
		);
		const status = new Map(acts.items.map((/** @type {any} */ act) => [Number(act.id), act]));
		assert.equal(status.get(turnedDown.id).status, 'TurnedDown');
		assert.equal(status.get(withdrawn.id).status, 'Withdrawn');
		assert.equal(status.get(withdrawn.id).checker, null);
		assert.equal(status.get(waiting.id).status, 'Waiting');
		assert.equal(status.get(waiting.id).endedAt, null);
		const made = status.get(confirmed.id);
		assert.deepEqual(
			[made.status, made.act, made.seat, made.maker, made.checker],
			['Confirmed', 'Suspend', 'DataResources', dataResources.address, secondOfficers().dataResources.address],
		);
		assert.equal(made.call.value.__kind, 'suspend');
		assert.equal(made.endedAt.block, confirmed.outcome.block.number);
		// What it brought about says so, and is found by the second officer, too.
		const { events } = await index.ask(
			'query ($act: ID!) { events(filter: { act: $act }, newestFirst: false) { items { name account confirmedBy officer act { id } } } }',
			{ act: String(confirmed.id) },
		);
		assert.deepEqual(
			events.items.map((/** @type {any} */ { name }) => name),
			['DualControl.Prepared', 'ESeal.HoldPlaced', 'DualControl.Confirmed'],
		);
		const [, placed] = events.items;
		assert.deepEqual(
			[placed.account, placed.confirmedBy, placed.officer, Number(placed.act.id)],
			[dataResources.address, secondOfficers().dataResources.address, true, confirmed.id],
		);
		const { events: party } = await index.ask(
			'query ($party: String!) { events(filter: { party: $party, name: "ESeal.HoldPlaced" }) { items { name } } }',
			{ party: secondOfficers().dataResources.address },
		);
		assert.equal(party.items.length, 1);
		const { policies } = await index.ask('{ policies { seat act } }');
		assert.deepEqual(policies, [{ seat: 'DataResources', act: 'Suspend' }]);
		const { refusals } = await index.ask(
			'{ refusals(filter: { error: "DualControl.SecondOfficerNeeded" }) { items { call seal } } }',
		);
		assert.deepEqual(refusals.items, [{ call: 'ESeal.suspend', seal: String(seal) }]);
	});

	await t.test("an officer's history, deed by deed, is the chain's", async () => {
		for (const officer of [dataResources, secondOfficers().dataResources, marketSupervision, account('//Third')]) {
			const { entries } = /** @type {any} */ ((await api.query.agencies.officerHeads(officer.address)).toJSON());
			const { deedsOfOfficer } = await index.ask(
				'query ($account: String!) { deedsOfOfficer(account: $account, newestFirst: false, first: 100) { items { index deed act number other at { block event } } } }',
				{ account: officer.address },
			);
			assert.equal(deedsOfOfficer.items.length, entries, String(officer.meta.name));
			for (const { index: number, deed, at } of deedsOfOfficer.items) {
				assert.ok(
					at.event !== null || (deed === 'Appointed' && at.block === 0),
					`${officer.meta.name} ${number} ${deed}`,
				);
			}
		}
		const { deedsOfOfficer } = await index.ask(
			'query ($account: String!) { deedsOfOfficer(account: $account, first: 100) { items { deed act number other } } }',
			{ account: secondOfficers().dataResources.address },
		);
		const turned = deedsOfOfficer.items.find((/** @type {any} */ { deed }) => deed === 'TurnedDown');
		assert.deepEqual(turned, {
			deed: 'TurnedDown',
			act: 'Suspend',
			number: String(turnedDown.id),
			other: dataResources.address,
		});
		const { deedsOfOfficer: third } = await index.ask(
			'query ($account: String!) { deedsOfOfficer(account: $account) { items { deed other at { block } } } }',
			{ account: account('//Third').address },
		);
		assert.deepEqual(third.items, [
			{ deed: 'Appointed', other: seats().publicSecurity.address, at: { block: named2.block.number } },
		]);
	});

	await t.test('corrections, and what they corrected', async () => {
		const { corrections } = await index.ask(
			'query ($seal: ID!) { corrections(filter: { seal: $seal }) { items { id status what entry seat proposedBy agreedSeat agreedBy endedAt { block } } } }',
			{ seal: String(seal) },
		);
		const [made, taken] = corrections.items;
		assert.deepEqual(
			[made.status, made.what, made.entry, made.seat, made.agreedSeat, made.agreedBy],
			['Made', 'ReverseRevocation', revocation, 'DataResources', 'MarketSupervision', marketSupervision.address],
		);
		assert.equal(made.endedAt.block, agreed.outcome.block.number);
		assert.deepEqual([taken.id, taken.status, taken.agreedBy], [String(first.id), 'Withdrawn', null]);
		const { seal: found } = await index.ask(
			`query ($id: ID!) { seal(id: $id) { status history(first: 100) { items {
				index change corrects correctedBy correction { id } agencies { seat account } at { event } } } } }`,
			{ id: String(seal) },
		);
		assert.equal(found.status, 'Active');
		const { items } = found.history;
		assert.deepEqual([items[revocation].change, items[revocation].correctedBy], ['Revoked', revocation + 1]);
		assert.deepEqual(
			[items[revocation + 1].change, items[revocation + 1].corrects, items[revocation + 1].correction],
			['RevocationReversed', revocation, { id: String(proposed.id) }],
		);
		assert.deepEqual(items[revocation + 1].agencies, [
			{ seat: 'DataResources', account: dataResources.address },
			{ seat: 'MarketSupervision', account: marketSupervision.address },
		]);
		for (const { index: number, change, at } of items) {
			assert.ok(at.event !== null, `${number} ${change} names its event`);
		}
	});

	await t.test(
		'how the e-seal stood: as it was on record, and as it is known now, as the chain says both',
		async () => {
			for (const moment of [before - A_DAY, before + 1, await now()]) {
				const { seal: found } = await index.ask(
					`query ($id: ID!, $at: Moment) { seal(id: $id) { standing(at: $at) { recorded { status holds usable } known { status holds usable } } } }`,
					{ id: String(seal), at: moment },
				);
				const chain = {
					recorded: (await api.call.eSealApi.recordedStatusAt(seal, moment)).unwrap(),
					known: (await api.call.eSealApi.statusAt(seal, moment)).unwrap(),
				};
				for (const side of /** @type {const} */ (['recorded', 'known'])) {
					const { status, holds, usable } = chain[side];
					assert.deepEqual(
						found.standing[side],
						{
							status: status.isSome ? status.unwrap().type : null,
							holds: holds.map((/** @type {any} */ hold) => hold.type),
							usable: usable.isTrue,
						},
						`${side} at ${moment}`,
					);
				}
			}
			const { seal: found } = await index.ask(
				'query ($id: ID!, $at: Moment) { seal(id: $id) { standing(at: $at) { recorded { usable } known { usable holds } } } }',
				{ id: String(seal), at: before + 1 },
			);
			assert.deepEqual(found.standing, {
				recorded: { usable: true },
				known: { usable: false, holds: ['PhysicalSealLost'] },
			});
		},
	);

	await t.test('the history of a physical seal, and counts', async () => {
		const { physicalSeal } = await index.ask(
			'query ($code: String!) { physicalSeal(code: $code) { history { items { change seat account effectiveAt at { block event } } } } }',
			{ code: CODE },
		);
		const [reported] = physicalSeal.history.items;
		assert.deepEqual(
			[reported.change, reported.seat, reported.account, reported.effectiveAt, reported.at.block],
			['Reported', 'PublicSecurity', publicSecurity.address, before, lost.outcome.block.number],
		);
		const { present } = await index.ask('{ present }');
		assert.deepEqual(Number(present['ESeal.Counts'].onHold), 1);
	});

	await t.test('the index has what the chain has, and every altered row is named', async () => {
		const { code, output } = await check();
		assert.equal(code, 0, output);
		await named([
			[
				`UPDATE officer_history SET value = jsonb_set(value, '{at}', '"1"') WHERE deed = 'TurnedDown'`,
				/officer_history 0x[0-9a-f]{64}\/\d+: it is another on the chain: at/,
			],
			[
				`DELETE FROM officer_history WHERE deed = 'Withdrew'`,
				/officer_history 0x[0-9a-f]{64}: the chain has \d+ entries/,
			],
			[
				`UPDATE register_history SET value = jsonb_set(value, '{effectiveAt}', '"1"') WHERE subject = '${CODE}'`,
				new RegExp(`register_history ${CODE}/0: it is another on the chain: effectiveAt`),
			],
			[
				`UPDATE history SET value = jsonb_set(value, '{by}', 'null') WHERE seal = ${seal} AND index = 1`,
				/history \d+(\/1)?: (it is|the digest)/,
			],
			[`UPDATE corrections SET status = 'Made' WHERE status = 'Withdrawn'`, /corrections 0: it is Made here/],
			[
				`UPDATE corrections SET value = jsonb_set(value, '{decision}', 'null') WHERE id = ${proposed.id}`,
				/corrections 1: it is another on the chain: decision/,
			],
			[`UPDATE acts SET until = 1 WHERE id = ${waiting.id}`, /acts \d+: it is another on the chain: until/],
			[`UPDATE acts SET status = 'Waiting' WHERE id = ${withdrawn.id}`, /acts \d+: it is Waiting here/],
			["DELETE FROM members WHERE role = 'officer' AND seat = 'PublicSecurity'", /members officer 0x[0-9a-f]{64} of/],
			["INSERT INTO policies VALUES ('PublicSecurity', 'Freeze')", /policies PublicSecurity Freeze: the index has it/],
			[`UPDATE present SET value = '{}' WHERE item = 'ESeal.Counts'`, /present ESeal.Counts/],
			[`UPDATE names SET name = 'x' WHERE uscc = '${third}'`, new RegExp(`names ${third}: it is not found`)],
			[
				`UPDATE physical_seals SET value = jsonb_set(value, '{status,__kind}', '"Filed"')`,
				/physical_seals \d{13}: it is another/,
			],
			[`INSERT INTO totals VALUES (1, 1, 1, 1)`, /totals 1: it is not the sum/],
		]);
	});
});

test("the auditors' index of owners, freezes, successors and grants that carry over", {
	timeout: 900_000,
}, async (t) => {
	const { api, index, does, fails, now, inTwos, issues, indexed, check, named } = await begin(t);
	const { marketSupervision, publicSecurity } = officers();
	const [owner, heir, operator] = [account('//Owner'), account('//Heir'), account('//Operator')];
	const [uscc, other] = /** @type {[string, string]} */ (USCCS);
	for (const code of [uscc, other]) {
		await does(marketSupervision, api.tx.eSeal.registerEnterprise(code, `承继 ${code}`, owner.address, 'Enforced'));
	}
	await does(publicSecurity, api.tx.eSeal.filePhysicalSeal(CODE, uscc, 'Official', sha256('imprint'), '某某刻章厂'));
	const { seal, key } = await issues(owner, uscc);
	const granted = await does(
		owner,
		api.tx.usageLog.grant(seal, operator.address, ['Contract'], (await now()) + A_YEAR / 2, 10),
	);
	const grant = eventOf(granted, 'usageLog.GrantIssued').grant.toNumber();
	/** @param {number} nonce */
	const use = async (nonce) => {
		const statement = {
			...{ seal, grant, nonce, documents: { One: sha256(`document ${nonce}`) } },
			...{ purpose: 'Contract', signedAt: Date.now() },
		};
		const bytes = useBytes(api.genesisHash.toHex(), operator.address, statement);
		return api.tx.usageLog.recordUse(seal, statement, key.sign(bytes));
	};
	await does(operator, await use(0));
	const refused = await fails(operator, await use(0), 'WrongNonce');
	await does(owner, api.tx.usageLog.raiseQuota(grant, 20));

	// Renewal with overlap: the successor takes over tomorrow.
	const takeover = (await now()) + A_DAY;
	const { seal: successor } = await issues(owner, uscc, takeover);
	const carried = await does(owner, api.tx.usageLog.carryOver(successor, [grant]));
	const goesOn = eventOf(carried, 'usageLog.GrantCarriedOver').to.toNumber();
	await does(owner, api.tx.usageLog.raiseQuota(grant, 30));

	const order = sha256('the legal order');
	const end = (await now()) + A_DAY;
	await does(publicSecurity, api.tx.eSeal.freeze(uscc, order, end));
	const renewed = await does(publicSecurity, api.tx.eSeal.freeze(uscc, order, end + A_DAY));
	const offered = (await now()) + AN_HOUR;
	const offer = await does(marketSupervision, api.tx.eSeal.offerOwnership(uscc, heir.address, offered, offered));
	await inTwos('marketSupervision', api.tx.eSeal.recordSuccessor(other, uscc));
	await indexed();

	await t.test('a freeze with its end, and an offer, while they are open', async () => {
		const { enterprise } = await index.ask(
			`query ($uscc: String!) { enterprise(uscc: $uscc) { freeze { until order } offer { to until rotateBy }
				history { items { change account at { event } } } predecessors { items { predecessor { uscc } } } } }`,
			{ uscc },
		);
		assert.deepEqual(enterprise.freeze.until, end + A_DAY);
		assert.deepEqual(enterprise.offer, { to: heir.address, until: offered, rotateBy: offered });
		assert.deepEqual(
			enterprise.history.items.map((/** @type {any} */ { change }) => change),
			['Frozen', 'Frozen', 'OwnershipOffered', 'Succeeds'],
		);
		assert.ok(enterprise.history.items.every((/** @type {any} */ { at }) => at.event !== null));
		assert.deepEqual(enterprise.predecessors.items, [{ predecessor: { uscc: other } }]);
		const { freezes } = await index.ask('{ freezes { items { enterprise { uscc } until } } }');
		assert.deepEqual(freezes.items, [{ enterprise: { uscc }, until: end + A_DAY }]);
		const { freezes: later } = await index.ask(`{ freezes(at: ${end + 2 * A_DAY}) { items { until } } }`);
		assert.deepEqual(later.items, []);
		assert.equal(eventsOf(renewed, 'eSeal.HoldPlaced').length, 2, 'the live e-seal, and the one that takes over');
	});

	await t.test('a successor that takes over later, and the standing of both by time', async () => {
		for (const [id, moment, status] of /** @type {const} */ ([
			[seal, takeover - 1, 'Active'],
			[seal, takeover, 'Revoked'],
			[successor, takeover - 1, 'Approved'],
			[successor, takeover, 'Active'],
		])) {
			const { seal: found } = await index.ask(
				`query ($id: ID!, $at: Moment) { seal(id: $id) { standing(at: $at) { known { status holds } } } }`,
				{ id: String(id), at: moment },
			);
			assert.deepEqual(found.standing.known, { status, holds: ['Freeze'] }, `${id} at ${moment}`);
			const chain = (await api.call.eSealApi.statusAt(id, moment)).unwrap();
			assert.equal(chain.status.unwrap().type, status);
		}
	});

	await t.test('a grant that carries over, with the quota that was raised after it', async () => {
		const { grant: found } = await index.ask(
			`query ($id: ID!) { grant(id: $id) { quota used carriedTo { id quota seal { id } carriedFrom { id } } } }`,
			{ id: String(grant) },
		);
		assert.deepEqual(found, {
			...{ quota: 30, used: 1 },
			carriedTo: [
				{ id: String(goesOn), quota: 30, seal: { id: String(successor) }, carriedFrom: { id: String(grant) } },
			],
		});
		const { events } = await index.ask(
			'query ($grant: ID!) { events(filter: { grant: $grant }, newestFirst: false) { items { name } } }',
			{ grant: String(grant) },
		);
		assert.deepEqual(
			events.items.map((/** @type {any} */ { name }) => name),
			['GrantIssued', 'QuotaRaised', 'GrantCarriedOver', 'QuotaRaised'].map((name) => `UsageLog.${name}`),
		);
	});

	await t.test('uses and refused uses by day, of the whole chain', async () => {
		const { totals } = await index.ask('{ totals { records uses refused } }');
		assert.deepEqual(totals, [{ records: 1, uses: 1, refused: 1 }]);
		const { refusals } = await index.ask(
			'{ refusals(filter: { use: true, purpose: "Contract" }) { items { error seal at { block } } } }',
		);
		assert.deepEqual(refusals.items, [
			{ error: 'UsageLog.WrongNonce', seal: String(seal), at: { block: refused.block.number } },
		]);
		const { alarms } = await index.ask(
			'query ($uscc: String!) { alarms(uscc: $uscc) { items { kind enterprise { uscc } } } }',
			{
				uscc,
			},
		);
		assert.deepEqual(alarms.items, [{ kind: 'UseRefused', enterprise: { uscc } }]);
	});

	await t.test('a new owner accepts, and by when keys must be replaced', async () => {
		await does(publicSecurity, api.tx.eSeal.unfreeze(uscc, order));
		const since = offer.block.number + BLOCKS_OF_A_NEW_ACCOUNT;
		await until(`block ${since}`, async () => Number((await api.rpc.chain.getHeader()).number) >= since, {
			patienceMs: 300_000,
		});
		await does(heir, api.tx.eSeal.acceptOwnership(uscc, offered));
		await indexed();
		const { enterprise } = await index.ask(
			`query ($uscc: String!) { enterprise(uscc: $uscc) { owner offer { to } freeze { until } seals { items { id rotateBy } } } }`,
			{ uscc },
		);
		assert.deepEqual([enterprise.owner, enterprise.offer, enterprise.freeze], [heir.address, null, null]);
		assert.deepEqual(enterprise.seals.items, [
			{ id: String(seal), rotateBy: offered },
			{ id: String(successor), rotateBy: offered },
		]);
		const { events } = await index.ask(
			'query ($party: String!) { events(filter: { party: $party }, newestFirst: false) { items { name } } }',
			{ party: heir.address },
		);
		const names = events.items.map((/** @type {any} */ { name }) => name);
		for (const name of ['ESeal.OwnershipOffered', 'ESeal.OwnerChanged', 'ESeal.HoldPlaced']) {
			assert.ok(names.includes(name), name);
		}
		await does(publicSecurity, api.tx.eSeal.freeze(uscc, order, (await now()) + A_DAY));
		await does(marketSupervision, api.tx.eSeal.offerOwnership(other, heir.address, offered + A_DAY, offered + A_DAY));
		await indexed();
	});

	await t.test('the index has what the chain has, and every altered row is named', async () => {
		const { code, output } = await check();
		assert.equal(code, 0, output);
		await named([
			['DELETE FROM freezes', /freezes 0x[0-9a-f]+: the chain has it/],
			[
				`UPDATE offers SET value = jsonb_set(value, '{until}', '"1"')`,
				/offers \w{18}: it is another on the chain: until/,
			],
			[`UPDATE rotations SET value = '"1"'`, /rotations \d+: it is another on the chain/],
			['DELETE FROM successions', new RegExp(`successions ${other}: its successors are ${uscc} on the chain`)],
			['DELETE FROM carried', new RegExp(`carried ${grant}: grant ${goesOn} goes on from it on the chain`)],
			[`UPDATE grants SET value = jsonb_set(value, '{quota}', '1') WHERE id = ${goesOn}`, /grants \d+: it is another/],
			['UPDATE days SET uses = uses + 1', /days \d+\/\d+: the chain counted 1 uses and 1 refused/],
			[
				`UPDATE register_history SET value = jsonb_set(value, '{change,until}', '"1"') WHERE change = 'Frozen' AND index = 0`,
				new RegExp(`register_history ${uscc}/0: it is another on the chain: change`),
			],
		]);
	});
});
