// The examples of docs/dapps.md, run as an author of a dApp runs them.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { anyUscc } from '../lib/codes.mjs';
import { ROOT, run } from '../lib/command.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { pythonBinary } from '../lib/python.mjs';
import { TestNetwork, temporaryDirectory } from '../lib/test-network.mjs';

const NAME = '杭州某某科技有限公司';

/** The examples that send a call, each with what runs it. @type {[string, () => string][]} */
const SENDING = [
	['polkadot-js.mjs', () => process.execPath],
	['papi.mjs', () => process.execPath],
	['dedot.mjs', () => process.execPath],
	['substrate_interface.py', pythonBinary],
];

/**
 * The last line that an example prints.
 *
 * @param {string} program
 * @param {string} example
 * @param {string[]} args
 */
async function said(program, example, ...args) {
	const done = await run(program, [join(ROOT, 'tests', 'examples', example), ...args], { patienceMs: 180_000 });
	assert.equal(done.code, 0, done.output);
	return JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '');
}

test('examples that send a call', { timeout: 900_000 }, async (t) => {
	const node = await DevNode.start(t);
	for (const [example, program] of SENDING) {
		await t.test(`${example}: it costs nothing, becomes final, and is there`, async () => {
			const { fee, paysFee, name } = await said(program(), example, node.url, anyUscc());
			assert.deepEqual({ fee, paysFee, name }, { fee: '0', paysFee: 'No', name: NAME });
		});
	}
});

test('a light client', { timeout: 600_000 }, async (t) => {
	const network = await TestNetwork.start(t);
	const specification = join(temporaryDirectory(t), 'light-client.json');
	writeFileSync(specification, JSON.stringify(network.webSpec()));

	await t.test('smoldot.mjs: it follows finality over WebSocket, and asks the runtime', async () => {
		const { final, active, validators } = await said(process.execPath, 'smoldot.mjs', specification, '4');
		assert.ok(final.length >= 4);
		assert.ok(
			final.every((/** @type {number} */ number, /** @type {number} */ n) => n === 0 || number > final[n - 1]),
			`${final}`,
		);
		assert.deepEqual({ active, validators }, { active: 0, validators: 3 });
		const api = await network.connect();
		const known = (await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead())).number.toNumber();
		assert.ok(final.at(-1) <= known, 'what it takes for final is final on the nodes');
	});
});
