// Codes that were wrong, names ahead, liquidators, grants that are lent or take two operators: found in the auditors' index and compared
// with the chain. On a development chain.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { account, officers } from '../lib/accounts.mjs';
import { approvalBytes, useBytes } from '../lib/bytes-to-sign.mjs';
import { sha256 } from '../lib/digests.mjs';
import { A_DAY, A_YEAR, begin, CODE, USCCS } from '../lib/indexed-chain.mjs';
import { eventOf } from '../lib/submit.mjs';
import { rightOf } from '../lib/use-right.mjs';

/** @import { KeyringPair } from '@polkadot/keyring/types' */

test("the auditors' index of codes that were wrong, names ahead, liquidators, and grants that are lent or take two operators", {
	timeout: 900_000,
}, async (t) => {
	const { api, index, does, fails, now, inTwos, issues, indexed, check, named } = await begin(t);
	const { marketSupervision, publicSecurity } = officers();
	const owner = account('//Owner');
	const [operator, branch] = [account('//Operator'), account('//Branch')];
	const [first, second] = [account('//First'), account('//Second')];
	const liquidator = account('//Liquidator');
	const [wrong, right] = /** @type {[string, string]} */ (USCCS);
	const [NAME, NEXT_NAME, RIGHT_CODE] = ['厦门错码贸易有限公司', '厦门正码贸易有限公司', '3301060000009'];
	const genesis = api.genesisHash.toHex();

	await does(marketSupervision, api.tx.eSeal.registerEnterprise(wrong, NAME, owner.address, 'Enforced'));
	await does(publicSecurity, api.tx.eSeal.filePhysicalSeal(CODE, wrong, 'Official', sha256('imprint'), '某某刻章厂'));
	const { seal, key } = await issues(owner, wrong);
	const end = (await now()) + A_YEAR / 2;
	const granted = await does(owner, api.tx.usageLog.grant(seal, operator.address, ['Contract', 'Tender'], end, 10));
	const grant = eventOf(granted, 'usageLog.GrantIssued').grant.toNumber();
	const lending = await does(operator, api.tx.usageLog.lend(grant, branch.address, ['Contract'], end, 5));
	const lent = eventOf(lending, 'usageLog.GrantLent').grant.toNumber();
	const forTwo = await does(
		owner,
		api.tx.usageLog.grantToTwo(seal, first.address, second.address, ['Contract'], end, 5),
	);
	const toTwo = eventOf(forTwo, 'usageLog.GrantIssued').grant.toNumber();

	/**
	 * What an account states of a document, and the seal key's signature over that.
	 *
	 * @param {KeyringPair} who
	 * @param {string} [purpose]
	 */
	const state = async (who, purpose = 'Contract') => {
		const documents = { One: sha256(`document of ${who.address}`) };
		const statement = { seal, ...(await rightOf(api, seal, who.address)), documents, purpose, signedAt: Date.now() };
		return { statement, signature: key.sign(useBytes(genesis, who.address, statement)) };
	};
	const ofBranch = await state(branch);
	await does(branch, api.tx.usageLog.recordUse(seal, ofBranch.statement, ofBranch.signature));
	const ofFirst = await state(first);
	await fails(first, api.tx.usageLog.recordUse(seal, ofFirst.statement, ofFirst.signature), 'SecondOperatorNeeded');
	const approved = approvalBytes(genesis, first.address, ofFirst.statement);
	const theirs = await api.call.usageLogApi.approvalBytes(first.address, ofFirst.statement);
	assert.equal(theirs.bytes.toHex(), u8aToHex(approved), 'the chain has other bytes to approve');
	const approval = {
		key: { Sr25519: u8aToHex(second.publicKey) },
		signature: { Sr25519: u8aToHex(second.sign(approved)) },
	};
	await does(first, api.tx.usageLog.recordWithSecond(seal, ofFirst.statement, null, ofFirst.signature, approval));

	// Recorded under the wrong code: a name ahead, a liquidation, a freeze.
	const from = (await now()) + A_DAY;
	await does(marketSupervision, api.tx.eSeal.renameEnterprise(wrong, NEXT_NAME, from));
	await does(
		marketSupervision,
		api.tx.utility.batchAll([
			api.tx.eSeal.restrictEnterprise(wrong),
			api.tx.eSeal.nameLiquidator(wrong, liquidator.address, sha256('the ruling')),
		]),
	);
	const ofLiquidator = await state(liquidator, 'Liquidation');
	await does(liquidator, api.tx.usageLog.recordUse(seal, ofLiquidator.statement, ofLiquidator.signature));
	const used = await now();
	const frozenUntil = used + 30 * A_DAY;
	await does(publicSecurity, api.tx.eSeal.freeze(wrong, sha256('the legal order'), frozenUntil));

	/**
	 * An agency corrects what it recorded, and another one agrees.
	 *
	 * @param {keyof ReturnType<typeof officers>} erred
	 * @param {keyof ReturnType<typeof officers>} other
	 * @param {object} correction
	 */
	const correct = async (erred, other, correction) => {
		const propose = api.tx.eSeal.proposeCorrection(correction, sha256('the decision behind it'));
		const proposed = eventOf((await inTwos(erred, propose)).outcome, 'eSeal.CorrectionProposed');
		await inTwos(other, api.tx.eSeal.agreeCorrection(proposed.id, proposed.digest));
	};
	await correct('marketSupervision', 'dataResources', {
		VoidRegistration: {
			...{ uscc: wrong, instead: right, check: 'Enforced' },
			digest: (await api.call.eSealApi.registrationDigest(wrong)).unwrap(),
		},
	});
	await correct('publicSecurity', 'marketSupervision', {
		MovePhysicalSeal: {
			...{ code: CODE, instead: RIGHT_CODE, uscc: right },
			digest: (await api.call.eSealApi.physicalSealDigest(CODE)).unwrap(),
		},
	});
	await indexed();

	/** @param {{ items: { change: string, at: { event: number | null } }[] }} history */
	const changesOf = ({ items }) =>
		items.map(({ change, at }) => {
			assert.notEqual(at.event, null, `${change} names its event`);
			return change;
		});

	await t.test('a registration that was voided, and the one in its place, with what goes on there', async () => {
		const question = `query ($uscc: String!) { enterprise(uscc: $uscc) {
			status name names nextName { name from } liquidator { account } freeze { until } instead { uscc } insteadOf { uscc }
			physicalSeals { items { code } } corrections { items { what entry } } history { items { change at { event } } }
		} }`;
		const { enterprise: voided } = await index.ask(question, { uscc: wrong });
		assert.deepEqual(
			{ ...voided, history: changesOf(voided.history) },
			{
				...{ status: 'Voided', name: NAME, names: [NAME], nextName: null, liquidator: null, freeze: null },
				...{ instead: { uscc: right }, insteadOf: null, physicalSeals: { items: [{ code: CODE }] } },
				corrections: { items: [{ what: 'VoidRegistration', entry: null }] },
				history: ['Renamed', 'Restricted', 'LiquidatorNamed', 'Frozen', 'Voided'],
			},
		);
		const { enterprise: opened } = await index.ask(question, { uscc: right });
		assert.deepEqual(
			{ ...opened, history: changesOf(opened.history) },
			{
				...{ status: 'Restricted', name: NAME, names: [NAME], nextName: { name: NEXT_NAME, from } },
				...{ liquidator: { account: liquidator.address }, freeze: { until: frozenUntil } },
				...{ instead: null, insteadOf: { uscc: wrong }, physicalSeals: { items: [{ code: RIGHT_CODE }] } },
				corrections: {
					items: [
						{ what: 'MovePhysicalSeal', entry: null },
						{ what: 'VoidRegistration', entry: null },
					],
				},
				history: ['Opened', 'Frozen', 'LiquidatorNamed'],
			},
		);
		for (const search of ['错码', '正码']) {
			const { enterprises } = await index.ask(
				'query ($search: String!) { enterprises(search: $search) { items { uscc } } }',
				{ search },
			);
			assert.deepEqual(
				enterprises.items.map((/** @type {any} */ { uscc }) => uscc),
				[wrong, right].sort(),
				search,
			);
		}
	});

	await t.test('a physical seal whose code was wrong, and the one in its place', async () => {
		const question = `query ($code: String!) { physicalSeal(code: $code) {
			status enterprise { uscc } instead { code } insteadOf { code } history { items { change at { event } } }
		} }`;
		for (const [code, status, uscc, instead, insteadOf, change] of [
			[CODE, 'Misfiled', wrong, { code: RIGHT_CODE }, null, 'Misfiled'],
			[RIGHT_CODE, 'Filed', right, null, { code: CODE }, 'Filed'],
		]) {
			const { physicalSeal } = await index.ask(question, { code });
			assert.deepEqual(
				{ ...physicalSeal, history: changesOf(physicalSeal.history) },
				{ status, enterprise: { uscc }, instead, insteadOf, history: [change] },
			);
		}
	});

	await t.test('an e-seal that was revoked with it, and how it stood before, as the chain says', async () => {
		const { seal: found } = await index.ask(
			`query ($id: ID!, $at: Moment) { seal(id: $id) {
				status standing(at: $at) { recorded { status holds usable } known { status holds usable } }
				history(first: 100) { items { change detail agencies { seat } } }
			} }`,
			{ id: String(seal), at: used },
		);
		assert.equal(found.status, 'Revoked');
		assert.deepEqual(found.history.items.at(-1), {
			...{ change: 'Revoked', detail: 'RegistrationVoided' },
			agencies: [{ seat: 'MarketSupervision' }, { seat: 'DataResources' }],
		});
		const { status, holds, usable } = (await api.call.eSealApi.statusAt(seal, used)).unwrap();
		const known = {
			status: status.unwrap().type,
			holds: holds.map((/** @type {any} */ hold) => hold.type),
			usable: usable.isTrue,
		};
		assert.deepEqual(known, { status: 'Active', holds: ['EnterpriseRestricted'], usable: false });
		assert.deepEqual(found.standing, { recorded: known, known });
	});

	await t.test('uses under a lent grant, by two operators, and by the liquidator', async () => {
		const { records } = await index.ask(
			`query ($seal: ID!) { records(filter: { seal: $seal }, newestFirst: false) { items {
				account second purpose grant { id used lent lentFrom { id used lent } } standing { known { usable } }
			} } }`,
			{ seal: String(seal) },
		);
		const usable = { standing: { known: { usable: true } } };
		assert.deepEqual(records.items, [
			{
				...{ account: branch.address, second: null, purpose: 'Contract', ...usable },
				grant: { id: String(lent), used: 1, lent: 0, lentFrom: { id: String(grant), used: 0, lent: 1 } },
			},
			{
				...{ account: first.address, second: second.address, purpose: 'Contract', ...usable },
				grant: { id: String(toTwo), used: 1, lent: 0, lentFrom: null },
			},
			{ account: liquidator.address, second: null, purpose: 'Liquidation', grant: null, ...usable },
		]);
		const { grantsOfOperator } = await index.ask(
			'query ($operator: String!) { grantsOfOperator(operator: $operator) { items { id operator second ended } } }',
			{ operator: second.address },
		);
		assert.deepEqual(grantsOfOperator.items, [
			{ id: String(toTwo), operator: first.address, second: second.address, ended: 'Dissolved' },
		]);
		const { refusals } = await index.ask(
			'{ refusals(filter: { error: "UsageLog.SecondOperatorNeeded" }) { items { use seal } } }',
		);
		assert.deepEqual(refusals.items, [{ use: true, seal: String(seal) }]);
	});

	await t.test('the index has what the chain has, and every altered row is named', async () => {
		const { code, output } = await check();
		assert.equal(code, 0, output);
		await named([
			[
				`UPDATE liquidators SET value = jsonb_set(value, '{namedAt}', '"1"')`,
				/liquidators \w{18}: it is another on the chain: namedAt/,
			],
			[
				`UPDATE register_history SET value = jsonb_set(value, '{effectiveAt}', '"1"') WHERE change = 'Opened'`,
				new RegExp(`register_history ${right}/0: it is another on the chain: effectiveAt`),
			],
			[
				`UPDATE register_history SET value = jsonb_set(value, '{change,instead}', '"${CODE}"') WHERE change = 'Misfiled'`,
				new RegExp(`register_history ${CODE}/0: it is another on the chain: change`),
			],
			[
				`UPDATE grants SET value = jsonb_set(value, '{lent}', '0') WHERE id = ${grant}`,
				/grants \d+: it is another on the chain: lent/,
			],
			[
				'UPDATE records SET approval = NULL WHERE approval IS NOT NULL',
				/records \d+\/\d+: the head of the log with this record is another/,
			],
			[
				`UPDATE enterprises SET value = jsonb_set(value, '{status,__kind}', '"Active"') WHERE uscc = '${wrong}'`,
				new RegExp(`enterprises ${wrong}: it is another on the chain: status`),
			],
		]);
	});
});
