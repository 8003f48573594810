// Uses that left the state: a node that keeps records proves them all the same. On a development chain that forgets soon.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { randomAsU8a } from '@polkadot/util-crypto';
import { DevNode } from '../lib/dev-node.mjs';
import { sha256 } from '../lib/digests.mjs';
import { Desk } from '../lib/eseal.mjs';
import { issue, people, withSeal } from '../lib/issue.mjs';
import { nodeBinary, temporaryDirectory } from '../lib/test-network.mjs';
import { until } from '../lib/wait.mjs';
import { EsealNode } from '../network/eseal-node.mjs';
import { rpc } from '../network/rpc.mjs';

const ENTERPRISE = { uscc: '91330106MA2KXYA720', code: '3301060000001', algorithm: 'sr25519' };

/** How long records stay in the state. A motion may not set less than ten minutes; a genesis may. */
const RETENTION_MS = 20_000;

/** A node that nobody runs: what is verified needs none. */
const NOBODY = 'ws://127.0.0.1:9';

/**
 * Writes the specification of a development chain whose records leave the state soon.
 *
 * @param {string} file
 */
function writeSpec(file) {
	const spec = new EsealNode(nodeBinary()).builtInSpec('dev');
	spec.genesis.runtimeGenesis.patch.usageLog = { retention: RETENTION_MS };
	writeFileSync(file, JSON.stringify(spec));
}

/**
 * Waits until records left the state, and the states of their blocks are gone.
 *
 * @param {DevNode} node
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {{ seal: number, records: number, block: number }} what  how many records, the last of them in this block
 */
async function untilForgotten(node, api, { seal, records, block }) {
	await until('the records leaving the state', async () => {
		const at = await api.at(await api.rpc.chain.getFinalizedHead());
		return (await at.call.usageLogApi.logStart(seal)).records.toNumber() === records;
	});
	const hash = await rpc(node.port, 'chain_getBlockHash', [block]);
	await until(`the state of block ${block} being dropped`, () =>
		rpc(node.port, 'state_getKeysPaged', ['0x', 1, null, hash]).then(
			() => false,
			() => true,
		),
	);
}

test('uses that left the state are proven by a record keeper', { timeout: 600_000 }, async (t) => {
	const home = temporaryDirectory(t);
	const chain = join(home, 'spec.json');
	writeSpec(chain);
	const options = { basePath: join(home, 'data'), chain, statePruning: '16' };
	const keeping = ['--enable-offchain-indexing', 'true'];
	const node = await DevNode.start(t, { ...options, args: keeping });
	const api = await node.connect();
	const desk = new Desk(temporaryDirectory(t), node.url);
	await desk.does(['anchor', '--out', desk.path('anchor.json')]);
	const cast = await people(desk, u8aToHex(randomAsU8a(32)));
	const issued = await issue(desk, cast, ENTERPRISE);
	const seal = Number(issued.seal);

	const contract = desk.path('contract.pdf');
	writeFileSync(contract, 'a contract');
	const folder = desk.path('invoices');
	mkdirSync(folder);
	const invoices = ['0.pdf', '1.pdf', '2.pdf'].map((name) => join(folder, name));
	invoices.forEach((file) => writeFileSync(file, `the invoice ${file}`));
	await desk.does(['use', contract, ...withSeal(desk, issued)], { as: cast.operator });
	await desk.does(['use', '--batch', folder, ...withSeal(desk, issued)], { as: cast.operator });
	const { data: recorded } = await desk.does(['log', issued.seal]);
	assert.deepEqual([recorded.count, recorded.records], [4, 2]);
	const { block } = recorded.log[1];
	await untilForgotten(node, api, { seal, records: 2, block });

	/** @param {string[]} files */
	const verify = (files) =>
		desk.type(['verify', ...files, '--require-receipt', '--by', ENTERPRISE.uscc], { node: NOBODY });

	await t.test('nothing of them is in the state but the head', async () => {
		const { usageLog } = api.query;
		assert.deepEqual(await usageLog.records.keys(), []);
		assert.deepEqual(await usageLog.documentsOf.keys(), []);
		assert.deepEqual(await usageLog.usesOfDocument.keys(), []);
		for (const file of [contract, ...invoices]) {
			assert.deepEqual([...(await api.call.usageLogApi.usesOfDocument(sha256(readFileSync(file)), null, 9))], []);
		}
		assert.deepEqual([...(await api.call.usageLogApi.recordsOfSeal(seal, 0, 9))], []);
		assert.equal((await api.call.usageLogApi.head(seal)).count.toNumber(), 4);
	});

	await t.test('receipts are made of them, as of the use, and hold without a node', async () => {
		rmSync(`${contract}.eseal`);
		const of = (/** @type {string} */ file, /** @type {number} */ index) =>
			desk.does(['receipt', file, '--seal', issued.seal, '--index', String(index)]);
		assert.equal((await of(contract, 0)).data.asOfUse, true);
		assert.equal((await of(invoices[1], 2)).data.asOfUse, true);
		const said = await verify([contract, invoices[1]]);
		assert.equal(said.code, 0, said.stdout);
		const [first, second] = said.data.documents;
		assert.equal(first.facts.proven.block, first.facts.block);
		assert.deepEqual([second.facts.index, second.facts.batch.count], [2, 3]);

		rmSync(`${invoices[1]}.eseal`);
		const { data: made } = await desk.does(['receipt', '--batch-file', `${folder}.batch.jsonl`, '--all']);
		assert.deepEqual([made.made, made.asOfUse], [3, 3]);
		assert.equal((await verify(invoices)).code, 0);
	});

	await t.test('the log is complete', async () => {
		const file = desk.path('uses.jsonl');
		await desk.does(['log', issued.seal, '--export', file]);
		const said = await desk.type(['audit', 'check', file, '--by', ENTERPRISE.uscc], { node: NOBODY });
		assert.equal(said.code, 0, said.stdout);
		assert.deepEqual([said.data.facts.count, said.data.facts.records], [4, 2]);
	});

	await t.test('a document is not said to be unsealed', async () => {
		const said = await desk.type(['verify', contract, '--online']);
		assert.equal(said.code, 2, said.stdout);
		assert.match(said.data.documents[0].next, /Records leave the chain's state 20 seconds after they were made/);
	});

	await t.test('a node that does not tell what it keeps says what to do, and cuts nothing', async () => {
		await node.stop();
		const guarded = await DevNode.start(t, { ...options, args: [...keeping, '--rpc-methods', 'safe'] });
		rmSync(`${contract}.eseal`);
		const file = desk.path('cut.jsonl');
		for (const args of [
			['receipt', contract, '--seal', issued.seal, '--index', '0'],
			['log', issued.seal, '--export', file],
		]) {
			const said = await desk.type(args, { node: guarded.url });
			assert.equal(said.code, 2, said.stdout);
			assert.equal(said.data.error.kind, 'indeterminate');
			assert.match(said.data.error.next, /--enable-offchain-indexing true/);
		}
		assert.ok(!existsSync(file) && !existsSync(`${contract}.eseal`));
	});
});
