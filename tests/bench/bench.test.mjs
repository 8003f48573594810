// What is typed after ./scripts/bench, and what becomes of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AGENCIES } from '../network/agencies.mjs';
import { read, WrongUsage } from './arguments.mjs';
import { BenchValidator, describe } from './nodes.mjs';

test('a part is for the nodes, the rest is passed on', () => {
	const typed = read([
		'--case',
		'uses',
		'remark',
		'--archive',
		'--out',
		'o',
		'--case',
		'latency',
		'--seconds',
		'90',
		'--quick',
	]);
	assert.deepEqual(typed.own, { archive: true, poolLimit: undefined, keep: false, out: 'o' });
	assert.deepEqual(
		new Set(typed.passedOn.join(' ').split(/ (?=--)/)),
		new Set(['--case uses', '--case remark', '--case latency', '--seconds 90', '--quick']),
	);
	assert.equal(read(['--out', 'o', '--pool-limit', '40000']).own.poolLimit, 40_000);
});

test('what makes no sense is refused', () => {
	for (const args of [
		['uses'],
		['--case'],
		['--out', 'o', '--nothing'],
		['--out', 'o', '--pool-limit', 'many'],
		['--out', 'o', '--seconds', '9', 'more'],
		['--out', ''],
	]) {
		assert.throws(() => read(args), WrongUsage, args.join(' '));
	}
});

test('nodes prune unless they are told otherwise', () => {
	const [agency] = AGENCIES;
	const ports = { rpc: 1, p2p: 2, prometheus: 3 };
	const node = new BenchValidator({ agency, home: '/nowhere', ports, spec: 'spec', directory: '/nowhere' });
	assert.ok(!node.arguments([]).some((argument) => /pruning|archive|pool/.test(argument)));
	assert.ok(node.arguments([]).includes('--trie-cache-size'));
	node.told = { archive: true, poolLimit: 9 };
	const told = node.arguments([]).join(' ');
	assert.match(told, /--state-pruning archive --blocks-pruning archive/);
	assert.match(told, /--pool-limit 9/);
	const { about, nodes } = describe([node], { archive: true, poolLimit: 9, keep: false, out: '' });
	assert.equal(about, '1 validators, one for each agency (archive, --pool-limit 9)');
	assert.deepEqual(nodes[0], { name: 'Market Supervision', rpc: 'ws://127.0.0.1:1', prometheus: 3, pid: undefined });
});
