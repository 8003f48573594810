// The whole benchmark in short: no promise of speed, but nothing may be lost, and the results must be there.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../lib/command.mjs';
import { findPrograms } from '../network/postgres.mjs';
import { PLACES } from './postgres.mjs';

const PATIENCE_MS = 900_000;

/** The loads, in the order in which they are measured. */
const LOADS = ['uses', 'uses-sm2', 'uses-256', 'many-64', 'anchor', 'remark', 'latency'];

/** How many uses one extrinsic is; of the others one. @type {Record<string, number>} */
const EACH = { 'uses-256': 256, 'many-64': 64, anchor: 2 ** 20 };

test('--quick', { timeout: PATIENCE_MS }, async (t) => {
	const out = mkdtempSync(join(tmpdir(), 'eseal-bench-out-'));
	t.after(() => rmSync(out, { recursive: true, force: true }));
	const { code, stdout, output } = await run('./scripts/bench', ['--quick', '--out', out], {
		patienceMs: PATIENCE_MS,
	});
	assert.equal(code, 0, output);
	console.log(stdout);

	const result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
	assert.deepEqual(result.wrong, []);
	assert.deepEqual(
		result.loads.map((/** @type {{ case: string }} */ load) => load.case),
		LOADS,
	);
	for (const { case: name, measured, failed, givenUp } of result.loads) {
		assert.ok(measured.counted > 0, `${name}: something is final`);
		assert.equal(measured.counted, measured.extrinsics * (EACH[name] ?? 1), name);
		assert.deepEqual({ failed, givenUp }, { failed: {}, givenUp: 0 }, name);
	}
	const [few, all] = result.lookUps;
	assert.ok(few.found >= 1_000 && few.byIndex.count > 0, 'with little on record');
	assert.ok(all.found > few.found && all.onRecord > all.found, 'and with all, of which what was anchored is not found');
	const { before, after, uses, records } = result.disk;
	assert.ok(before.tables > 0 && after.tables >= before.tables && uses >= records && records > 0);
	for (const { case: name, memory, kept } of result.loads) {
		assert.equal(kept === null, name === 'remark', `${name}: uses take room in the state, and nothing else does`);
		assert.ok(memory.peakMib >= memory.endMib && memory.mostMib >= memory.endMib && memory.endMib > 0, name);
	}
	assert.ok(result.verifications.sr25519 > 0 && result.verifications.sm2 > 0);
	assert.equal(result.postgres, null, 'it is not measured unless it is named');
	assert.ok(result.comparedAt > 0);
	assert.equal(readFileSync(join(out, 'table.md'), 'utf8'), stdout);
	assert.match(readFileSync(join(out, 'run.svg'), 'utf8'), /^<svg .*<\/svg>\n$/s);
});

test('--quick --case postgres', {
	timeout: PATIENCE_MS,
	skip: findPrograms() === undefined && 'this machine has no PostgreSQL',
}, async (t) => {
	const servers = () =>
		PLACES.flatMap((place) => readdirSync(place)).filter((name) => name.startsWith('eseal-bench-postgres-'));
	const before = servers();
	const out = mkdtempSync(join(tmpdir(), 'eseal-bench-out-'));
	t.after(() => rmSync(out, { recursive: true, force: true }));
	const { code, stdout, output } = await run('./scripts/bench', ['--quick', '--case', 'postgres', '--out', out], {
		patienceMs: PATIENCE_MS,
	});
	assert.equal(code, 0, output);
	console.log(stdout);

	const { wrong, loads, postgres } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
	assert.deepEqual({ wrong, loads }, { wrong: [], loads: [] });
	assert.ok(postgres.uses.counted > 0);
	assert.equal(postgres.uses.counted, postgres.uses.transactions);
	assert.equal(postgres.uses256.counted, postgres.uses256.transactions * 256);
	assert.deepEqual(servers(), before, 'nothing is left of the server');
});

test('--quick --composition solochain', {
	timeout: PATIENCE_MS,
	skip:
		process.env.ESEAL_SOLOCHAIN_RUNTIME === undefined && 'ESEAL_SOLOCHAIN_RUNTIME names no runtime of stock pallets',
}, async (t) => {
	const out = mkdtempSync(join(tmpdir(), 'eseal-bench-out-'));
	t.after(() => rmSync(out, { recursive: true, force: true }));
	const { code, stdout, output } = await run(
		'./scripts/bench',
		['--quick', '--composition', 'solochain', '--out', out],
		{ patienceMs: PATIENCE_MS },
	);
	assert.equal(code, 0, output);
	console.log(stdout);

	const { wrong, loads, about } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'));
	assert.deepEqual(wrong, []);
	assert.match(about, /stock pallets/);
	assert.deepEqual(
		loads.map((/** @type {{ case: string }} */ load) => load.case),
		['remark', 'transfer'],
	);
	for (const { case: name, measured, failed, givenUp } of loads) {
		assert.ok(measured.counted > 0, `${name}: something is final`);
		assert.deepEqual({ failed, givenUp }, { failed: {}, givenUp: 0 }, name);
	}
});

test('what makes no sense is refused before anything is built', { timeout: PATIENCE_MS }, async () => {
	for (const args of [['--nothing'], ['--case', 'nope']]) {
		const { code, output } = await run('./scripts/bench', args, { patienceMs: PATIENCE_MS });
		assert.equal(code, 2, output);
		assert.doesNotMatch(output, /==>/, 'nothing was begun');
	}
});
