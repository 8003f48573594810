// `eseal-node --dev --tmp`: a whole chain in one node.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { officers } from '../lib/accounts.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { bestBlock, finalBlock, untilFinal } from '../lib/wait.mjs';

test('one development node authors and finalizes', { timeout: 300_000 }, async (t) => {
	const api = await (await DevNode.start(t)).connect();

	await t.test('blocks become final, one after another', async () => {
		const { number } = await finalBlock(api);
		await untilFinal(api, number + 3);
		assert.ok((await bestBlock(api)) >= number + 3);
	});

	await t.test('it is the chain of three authorities', async () => {
		assert.equal((await api.query.session.validators()).length, 3);
		assert.equal((await api.rpc.system.chain()).toString(), 'e-seal development');
	});

	await t.test('an extrinsic is in a block first and final after that', async () => {
		const told = await statuses(api.tx.system.remark('0x00'), officers().marketSupervision);
		assert.deepEqual(
			told.map(({ type }) => type),
			['Ready', 'InBlock', 'Finalized'],
		);
		assert.equal(told[2].asFinalized.toHex(), told[1].asInBlock.toHex());
	});

	await t.test('there is no token, fee or sudo', () => {
		for (const pallet of ['balances', 'transactionPayment', 'sudo']) {
			assert.equal(api.query[pallet] ?? api.tx[pallet], undefined, pallet);
		}
	});

	await t.test('polkadot.js knows every transaction extension', () => {
		const known = [
			'CheckNonZeroSender',
			'CheckSpecVersion',
			'CheckTxVersion',
			'CheckGenesis',
			'CheckMortality',
			'CheckNonce',
			'CheckAdmission',
			'CheckWeight',
			'CheckMetadataHash',
			'WeightReclaim',
		];
		assert.deepEqual([...api.registry.signedExtensions].sort(), known.sort());
		assert.equal(api.extrinsicVersion, 4);
	});
});

/**
 * Sends an extrinsic and collects what the node says of it until it is final, or never will be.
 *
 * @param {import('@polkadot/api/types').SubmittableExtrinsic<'promise'>} extrinsic
 * @param {import('@polkadot/keyring/types').KeyringPair} signer
 * @returns {Promise<import('@polkadot/types/interfaces').ExtrinsicStatus[]>}
 */
function statuses(extrinsic, signer) {
	/** @type {import('@polkadot/types/interfaces').ExtrinsicStatus[]} */
	const told = [];
	return new Promise((resolve, reject) => {
		extrinsic
			.signAndSend(signer, { nonce: -1 }, ({ status, isError }) => {
				told.push(status);
				if (status.isFinalized || isError) {
					resolve(told);
				}
			})
			.catch(reject);
	});
}
