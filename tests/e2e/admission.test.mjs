// Who may send extrinsics: an account with a role, for as long as it has one, and nothing that it signed before.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, officers, seats } from '../lib/accounts.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { anyUscc } from '../lib/codes.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { sha256 } from '../lib/digests.mjs';
import { describeRefusal, Refused } from '../lib/errors.mjs';
import { fixture } from '../lib/fixtures.mjs';
import { submit } from '../lib/submit.mjs';
import { bestBlock, untilBest } from '../lib/wait.mjs';
import { issueSeal } from '../story/2-issuance.mjs';
import { stateUse, useSeal } from '../story/3-use.mjs';
import { Cast } from '../story/cast.mjs';

/**
 * An extrinsic that never expires, ready to be sent by anyone at any time.
 *
 * @param {import('@polkadot/api/types').SubmittableExtrinsic<'promise'>} call
 * @param {import('@polkadot/keyring/types').KeyringPair} signer
 * @param {number} nonce
 */
async function signForEver(call, signer, nonce) {
	return (await call.signAsync(signer, { era: 0, nonce })).toHex();
}

/**
 * Sends an extrinsic as it is.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {string} hex
 * @param {import('@polkadot/keyring/types').KeyringPair} signer  whose it is
 */
async function send(api, hex, { address }) {
	try {
		return await api.rpc.author.submitExtrinsic(hex);
	} catch (error) {
		throw describeRefusal(error, address);
	}
}

const notAdmitted = { constructor: Refused, message: /is not admitted: it has no role on this chain/ };

test('admission', { timeout: 600_000 }, async (t) => {
	const node = await DevNode.start(t);
	const api = await node.connect();
	const { marketSupervision: seat } = seats();
	const nonceOf = async (/** @type {import('@polkadot/keyring/types').KeyringPair} */ { address }) =>
		(await api.query.system.account(address)).nonce.toNumber();
	/** @param {import('@polkadot/api/types').SubmittableExtrinsic<'promise'>} call @param {import('@polkadot/keyring/types').KeyringPair} signer */
	const mustSucceed = async (call, signer) => assert.equal((await submit(api, call, signer)).error, undefined);

	await t.test('an account that never had a role is refused by the pool', async () => {
		const stranger = account('//Stranger');
		await assert.rejects(submit(api, api.tx.system.remark('0x00'), stranger), notAdmitted);
	});

	await t.test('every seat, officer and owner that genesis or a call admits may send', async () => {
		for (const who of [...Object.values(seats()), ...Object.values(officers())]) {
			const { error } = await submit(api, api.tx.system.remark('0x00'), who);
			assert.equal(error, undefined, who.meta.name);
		}
	});

	await t.test('an officer who is removed and named again: nothing signed before runs', async () => {
		const officer = account('//Temporary');
		const codes = [anyUscc(), anyUscc(), anyUscc()];
		const register = (/** @type {string} */ uscc) =>
			api.tx.eSeal.registerEnterprise(uscc, '杭州某某科技有限公司', account('//Other').address, 'Enforced');
		const isRegistered = async (/** @type {string} */ uscc) => (await api.query.eSeal.enterprises(uscc)).isSome;

		await mustSucceed(api.tx.agencies.addOfficer(officer.address), seat);
		const spent = await signForEver(register(codes[0]), officer, 0);
		const kept = await signForEver(register(codes[1]), officer, 1);
		await send(api, spent, officer);
		await untilBest(api, (await bestBlock(api)) + 2);
		assert.ok(await isRegistered(codes[0]), 'the officer could act');
		const nonce = await nonceOf(officer);

		await mustSucceed(api.tx.agencies.removeOfficer(officer.address), seat);
		await assert.rejects(submit(api, register(codes[2]), officer), notAdmitted);
		await assert.rejects(send(api, kept, officer), Refused);

		await mustSucceed(api.tx.agencies.addOfficer(officer.address), seat);
		assert.ok((await nonceOf(officer)) > nonce, 'the nonce goes on above where it was');
		await assert.rejects(send(api, spent, officer), Refused);
		await assert.rejects(send(api, kept, officer), Refused);
		await untilBest(api, (await bestBlock(api)) + 3);
		assert.ok(!(await isRegistered(codes[1])), 'what was signed before the removal did not run');

		await mustSucceed(register(codes[2]), officer);
		assert.ok(await isRegistered(codes[2]), 'what is signed now runs');
	});

	await t.test('an operator whose grant is revoked is refused', async () => {
		const cast = await Cast.gather({ urls: Array(3).fill(node.url), print: () => {} });
		whenDone(t, () => cast.leave());
		const issued = await issueSeal(cast);
		const used = await useSeal(cast, issued, { name: 'contract.pdf', digest: sha256(fixture('contract.pdf')) });
		const { owner, operator } = cast;
		await mustSucceed(api.tx.usageLog.revokeGrant(used.grant), owner.signer);
		const { statement, bytes: toSign } = await stateUse(operator, issued.seal, { One: sha256('after the end') });
		const use = api.tx.usageLog.recordUse(issued.seal, statement, issued.key.sign(toSign));
		await assert.rejects(submit(api, use, operator.signer), notAdmitted);
	});
});
