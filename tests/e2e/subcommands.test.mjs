// The subcommands of eseal-node that operators expect, on the data of a node that ran.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../lib/command.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { nodeBinary, temporaryDirectory } from '../lib/test-network.mjs';
import { finalBlock, untilFinal } from '../lib/wait.mjs';

const BLOCKS = 6;

test('subcommands', { timeout: 600_000 }, async (t) => {
	const directory = temporaryDirectory(t);
	const data = join(directory, 'data');
	const node = await DevNode.start(t, { basePath: data });
	const api = await node.connect();
	const genesis = api.genesisHash.toHex();
	await untilFinal(api, BLOCKS);
	const { number: final } = await finalBlock(api);
	await node.stop();

	const eseal = async (/** @type {string[]} */ ...args) => {
		const done = await run(nodeBinary(), args);
		assert.equal(done.code, 0, `eseal-node ${args.join(' ')}:\n${done.output}`);
		return done;
	};
	const here = (path = data) => ['--chain', 'dev', '--base-path', path];
	const pruning = ['--state-pruning', 'archive', '--blocks-pruning', 'archive'];

	await t.test('key', async () => {
		const { stdout } = await eseal('key', 'inspect', '//Alice');
		assert.match(stdout, /5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY/);
		const nodeKey = join(directory, 'node.key');
		await eseal('key', 'generate-node-key', '--chain', 'dev', '--file', nodeKey);
		assert.match((await eseal('key', 'inspect-node-key', '--file', nodeKey)).stdout, /^12D3KooW/);
	});

	await t.test('export-chain-spec', async () => {
		const plain = JSON.parse((await eseal('export-chain-spec', '--chain', 'local')).stdout);
		assert.equal(plain.id, 'eseal_local');
		assert.equal(plain.properties.ss58Format, 42);
		const raw = JSON.parse((await eseal('export-chain-spec', '--chain', 'local', '--raw')).stdout);
		assert.ok(Object.keys(raw.genesis.raw.top).length > 0);
	});

	await t.test('chain-info', async () => {
		const { stdout } = await eseal('chain-info', ...here());
		assert.ok(stdout.includes(genesis), stdout);
	});

	await t.test('check-block', async () => {
		await eseal('check-block', '3', ...here(), ...pruning);
	});

	await t.test('a runtime is compiled once, and kept where it is said or beside the database', async () => {
		const kept = (/** @type {string} */ path) =>
			readdirSync(path, { recursive: true, encoding: 'utf8' })
				.filter((name) => name.startsWith('modules/') && statSync(join(path, name)).isFile())
				.sort();
		const check = ['check-block', '3', ...here(), ...pruning];
		const shared = join(directory, 'compiled');
		await eseal(...check, '--compiled-runtimes', shared);
		const compiled = kept(shared);
		assert.ok(compiled.length > 0);
		await eseal(...check, '--compiled-runtimes', shared);
		assert.deepEqual(kept(shared), compiled);
		const done = await run(nodeBinary(), check, { env: { ESEAL_COMPILED_RUNTIMES: undefined } });
		assert.equal(done.code, 0, done.output);
		assert.ok(kept(join(data, 'chains', 'eseal_dev', 'compiled')).length > 0);
	});

	await t.test('export-blocks, and import-blocks on the same chain from its raw specification', async () => {
		const file = join(directory, 'blocks');
		await eseal('export-blocks', ...here(), ...pruning, '--to', String(BLOCKS), file);
		assert.ok(statSync(file).size > 0);
		const spec = join(directory, 'spec.json');
		writeFileSync(spec, (await eseal('export-chain-spec', '--chain', 'dev', '--raw')).stdout);
		const copy = ['--chain', spec, '--base-path', join(directory, 'copy')];
		await eseal('import-blocks', ...copy, ...pruning, file);
		const { stdout } = await eseal('chain-info', ...copy);
		assert.ok(stdout.includes(genesis), stdout);
		assert.match(stdout, new RegExp(`(best|number)\\D+${BLOCKS}\\b`, 'i'));
	});

	await t.test('export-state', async () => {
		const { stdout } = await eseal('export-state', ...here(), ...pruning, '3');
		const { genesis: state } = JSON.parse(stdout);
		assert.ok(Object.keys(state.raw.top).length > 0);
	});

	await t.test('revert takes back nothing that is final', async () => {
		await eseal('revert', ...here(), ...pruning, '256');
		const { stdout } = await eseal('chain-info', ...here());
		const numbers = [...stdout.matchAll(/\b(\d{1,9})\b/g)].map(([, digits]) => Number(digits));
		assert.ok(
			numbers.some((number) => number >= final),
			stdout,
		);
	});

	await t.test('purge-chain drops the database and keeps the keys', async () => {
		const chain = join(data, 'chains', 'eseal_dev');
		assert.ok(existsSync(join(chain, 'paritydb')));
		await eseal('purge-chain', ...here(), '-y');
		assert.ok(!existsSync(join(chain, 'paritydb')));
	});

	await t.test('a chain that does not exist is explained', async () => {
		const { code, stderr } = await run(nodeBinary(), ['--chain', 'mainnet', '--tmp']);
		assert.notEqual(code, 0);
		assert.match(stderr, /`mainnet` is neither a chain this node knows \(dev, local\) nor a file/);
	});
});
