// Bad input through polkadot.js: each a typed error, named and explained by the metadata alone, and nothing changed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, officers } from '../lib/accounts.mjs';
import { anyUscc } from '../lib/codes.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { sha256 } from '../lib/digests.mjs';
import { Refused } from '../lib/errors.mjs';
import { eventOf, submit } from '../lib/submit.mjs';

const NAME = '杭州某某科技有限公司';
const OWNER = account('//SomeOwner').address;

/** Issued in reality with a wrong check character. */
const WRONG_AS_ISSUED = '91350628M0000K0H44';

/** Of a village committee: such codes are issued, and the standard does not list their class. */
const WRONG_CLASS = '54330106MA2KXYA72T';

/** @import { Call } from '../story/cast.mjs' */

/** @type {(uscc: string, name?: string) => Call} */
const register =
	(uscc, name = NAME) =>
	(tx) =>
		tx.eSeal.registerEnterprise(uscc, name, OWNER, 'Enforced');
/** @type {(code: string, uscc: string) => Call} */
const file = (code, uscc) => (tx) => tx.eSeal.filePhysicalSeal(code, uscc, 'Official', sha256('imprint'), '刻章店');

/** @type {[string, Call, string][]} */
const WRONG = [
	['a wrong check character', register('91330100799655059B'), 'eSeal.UsccWrongCheckCharacter'],
	['a code that is too short', register('91330100799655058'), 'eSeal.UsccWrongLength'],
	['a code that is too long', register('91330100799655058B0'), 'eSeal.UsccWrongLength'],
	['a code in lower case', register('91330100799655058b'), 'eSeal.UsccInvalidCharacter'],
	['a code with an excluded letter', register('9133010079965505IB'), 'eSeal.UsccInvalidCharacter'],
	['a code of Chinese digits', register('九一三三零一'), 'eSeal.UsccInvalidCharacter'],
	['a department that registers nobody', register('B13301007996550589'), 'eSeal.UsccWrongDepartment'],
	['a class that the department does not have', register(WRONG_CLASS), 'eSeal.UsccWrongClass'],
	['a region that is not of digits', register('913301A07996550586'), 'eSeal.UsccWrongRegion'],
	['an empty name', register(anyUscc(), ''), 'eSeal.TextEmpty'],
	['a name of 258 bytes', register(anyUscc(), '杭'.repeat(86)), 'eSeal.TextTooLong'],
	['the issued code whose check character is wrong', register(WRONG_AS_ISSUED), 'eSeal.UsccWrongCheckCharacter'],
];

test('errors', { timeout: 600_000 }, async (t) => {
	const node = await DevNode.start(t);
	const api = await node.connect();
	const { marketSupervision, publicSecurity } = officers();
	/** @param {Call} call @param {import('@polkadot/keyring/types').KeyringPair} signer */
	const send = (call, signer) => submit(api, call(api.tx), signer, { until: 'block' });
	/** @param {Call} call @param {import('@polkadot/keyring/types').KeyringPair} signer */
	const errorOf = async (call, signer) => {
		const { error } = await send(call, signer);
		return error && `${error.section}.${error.name}`;
	};

	for (const [what, call, wanted] of WRONG) {
		await t.test(what, async () => {
			const { error } = await send(call, marketSupervision);
			assert.equal(error && `${error.section}.${error.name}`, wanted);
			assert.ok((error?.docs.length ?? 0) > 10, 'the error says what is wrong');
			assert.equal((await api.query.eSeal.enterprises.keys()).length, 0, 'nothing changed');
		});
	}

	await t.test('the check character is waived only explicitly, and the event says so', async () => {
		const outcome = await send(
			(tx) => tx.eSeal.registerEnterprise(WRONG_AS_ISSUED, NAME, OWNER, 'Waived'),
			marketSupervision,
		);
		const { uscc, name, check, deviation } = eventOf(outcome, 'eSeal.EnterpriseRegistered');
		assert.ok(check.isWaived);
		assert.ok(deviation.isCheckCharacter);
		assert.equal(uscc.toString(), WRONG_AS_ISSUED);
		assert.equal(name.toHuman(), NAME, 'Chinese shows as text');
	});

	await t.test('the same waiver covers the structure, and the event says that', async () => {
		const outcome = await send(
			(tx) => tx.eSeal.registerEnterprise(WRONG_CLASS, NAME, OWNER, 'Waived'),
			marketSupervision,
		);
		assert.ok(eventOf(outcome, 'eSeal.EnterpriseRegistered').deviation.isStructure);
	});

	await t.test('a second registration', async () => {
		/** @type {Call} */
		const again = (tx) => tx.eSeal.registerEnterprise(WRONG_AS_ISSUED, NAME, OWNER, 'Waived');
		assert.equal(await errorOf(again, marketSupervision), 'eSeal.EnterpriseAlreadyRegistered');
	});

	await t.test('a seal code that is not 13 digits', async () => {
		for (const code of ['330106000000', '33010600000001', '330106000000A', '３３０１']) {
			assert.equal(await errorOf(file(code, WRONG_AS_ISSUED), publicSecurity), 'eSeal.SealCodeInvalid', code);
		}
	});

	await t.test('a seal code filed twice', async () => {
		const code = '3301060000009';
		assert.equal(await errorOf(file(code, WRONG_AS_ISSUED), publicSecurity), undefined);
		assert.equal(await errorOf(file(code, WRONG_AS_ISSUED), publicSecurity), 'eSeal.PhysicalSealAlreadyFiled');
	});

	await t.test('an officer of another agency', async () => {
		/** @type {Call} */
		const name = (tx) => tx.agencies.addOfficer(OWNER);
		const notYours = { constructor: Refused, message: /refused: NotYours/ };
		await assert.rejects(errorOf(register(anyUscc()), publicSecurity), notYours);
		await assert.rejects(errorOf(file('3301060000010', WRONG_AS_ISSUED), marketSupervision), notYours);
		await assert.rejects(errorOf(name, publicSecurity), notYours);
	});

	await t.test('what does not exist', async () => {
		const nothing = `0x${'00'.repeat(32)}`;
		assert.equal(
			await errorOf((tx) => tx.eSeal.unfreeze(WRONG_AS_ISSUED, { Sha256: nothing }), publicSecurity),
			'eSeal.EnterpriseNotFrozen',
		);
		assert.equal(
			await errorOf((tx) => tx.usageLog.flagUse(99, 0, 0, nothing, 'Disputed', null), publicSecurity),
			'usageLog.UseNotFound',
		);
		assert.ok((await api.call.usageLogApi.useDigest(99, 0)).isNone);
		assert.ok((await api.call.usageLogApi.useAt(99, 0)).isNone);
		assert.ok((await api.call.usageLogApi.useRight(99, OWNER)).isNone);
		assert.equal((await api.call.usageLogApi.documentsOfRecord(99, 0)).length, 0);
		assert.ok((await api.call.usageLogApi.flagDigest(99)).isNone);
		assert.ok((await api.call.eSealApi.sealOf('91330100799655058B')).isNone);
		assert.ok((await api.call.eSealApi.enterprise('no code at all')).isNone);
	});
});
