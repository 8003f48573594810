// What the chain promises of finality: it survives a restart, it pauses when an agency falls silent, and it never takes back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whenDone } from '../lib/cleanup.mjs';
import { sha256 } from '../lib/digests.mjs';
import { fixture } from '../lib/fixtures.mjs';
import { submit } from '../lib/submit.mjs';
import { TestNetwork } from '../lib/test-network.mjs';
import { verifyDocument } from '../lib/verify.mjs';
import { bestBlock, finalBlock, untilBest, untilFinal } from '../lib/wait.mjs';
import { issueSeal } from '../story/2-issuance.mjs';
import { stateUse, useSeal } from '../story/3-use.mjs';
import { Cast } from '../story/cast.mjs';

const silent = () => {};

/**
 * The state that must survive, as one node has it at its last final block.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {{ uscc: string, seal: number }} issued
 * @param {{ Sha256: string }} document
 */
async function facts(api, { uscc, seal }, document) {
	const { number, hash } = await finalBlock(api);
	const { eSealApi, usageLogApi } = (await api.at(hash)).call;
	return {
		number,
		hash,
		enterprise: (await eSealApi.enterprise(uscc)).unwrap().toHex(),
		status: (await eSealApi.seal(seal)).unwrap().seal.toHex(),
		head: (await usageLogApi.head(seal)).toHex(),
		uses: (await verifyDocument(api, document)).uses.map(({ record }) => record.toHex()),
	};
}

/** @param {import('@polkadot/api').ApiPromise} api @param {number} number */
const hashAt = async (api, number) => (await api.rpc.chain.getBlockHash(number)).toHex();

test('finality', { timeout: 900_000 }, async (t) => {
	const network = await TestNetwork.start(t);
	const bytes = fixture('contract.pdf');
	const document = { name: 'contract.pdf', digest: sha256(bytes) };
	const cast = await Cast.gather({ urls: network.urls, print: silent });
	whenDone(t, () => cast.leave());
	const issued = await issueSeal(cast);
	await useSeal(cast, issued, document);
	const operator = cast.operator.signer;
	await cast.leave();

	await t.test(
		'all nodes restart with their data: state, log and genesis are what they were, blocks go on',
		async () => {
			let api = await network.connect();
			const genesis = api.genesisHash.toHex();
			const best = await bestBlock(api);
			await untilFinal(api, best);
			const before = await facts(api, issued, document.digest);
			assert.equal(before.uses.length, 1);
			await network.disconnect();

			await network.stop();
			await network.start();

			api = await network.connect();
			assert.equal(api.genesisHash.toHex(), genesis);
			assert.equal(await hashAt(api, before.number), before.hash);
			const { number, hash, ...kept } = await facts(api, issued, document.digest);
			assert.ok(number >= before.number, `final up to ${number} after the restart, ${hash}`);
			const { number: _number, hash: _hash, ...had } = before;
			assert.deepEqual(kept, had);
			await untilFinal(api, best + 4);
			await network.disconnect();
		},
	);

	await t.test('one validator is killed and comes back: blocks go on, finality pauses and resumes', async () => {
		const api = await network.connect(0);
		const [, victim] = network.validators;
		await victim.kill();
		// What was voted on already may still become final.
		await untilBest(api, (await bestBlock(api)) + 3);
		const paused = await finalBlock(api);

		const annex = sha256('recorded while an agency was away');
		const who = { api, signer: operator };
		const { statement, bytes: toSign } = await stateUse(who, issued.seal, { One: annex });
		const call = api.tx.usageLog.recordUse(issued.seal, statement, issued.key.sign(toSign));
		const recorded = await submit(api, call, operator, { until: 'block' });
		assert.equal(recorded.error, undefined);

		await untilBest(api, recorded.block.number + 4);
		assert.deepEqual(await finalBlock(api), paused, 'finality pauses while an agency is away');
		assert.ok(paused.number < recorded.block.number);
		assert.equal((await verifyDocument(api, annex)).uses.length, 0, 'a relying party is not told what is not final');

		network.startOne(victim);
		await untilFinal(api, recorded.block.number + 3);
		victim.assertAlive();
		assert.equal(await hashAt(api, paused.number), paused.hash, 'what was final stays');
		const { uses } = await verifyDocument(api, annex);
		assert.equal(uses.length, 1, 'the use recorded meanwhile is final now');
		assert.equal((await verifyDocument(api, document.digest)).uses.length, 1);

		const theirs = await network.connect(1);
		const block = uses[0].record.block.toNumber();
		await untilFinal(theirs, block);
		assert.equal(await hashAt(theirs, block), await hashAt(api, block), 'the one that was away agrees');
	});
});
