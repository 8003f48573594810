// What is typed after ./scripts/bench, and what becomes of it.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../lib/command.mjs';
import { AGENCIES } from '../network/agencies.mjs';
import { findPrograms, userOf } from '../network/postgres.mjs';
import { CASES, read, WrongUsage } from './arguments.mjs';
import { BenchValidator, describe } from './nodes.mjs';
import { onDisk } from './postgres.mjs';
import { recompose } from './solochain.mjs';

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
	assert.deepEqual(typed.own, {
		archive: true,
		index: false,
		poolLimit: undefined,
		poolType: undefined,
		composition: 'eseal',
		keep: false,
		out: 'o',
	});
	assert.deepEqual(
		new Set(typed.passedOn.join(' ').split(/ (?=--)/)),
		new Set(['--case uses', '--case remark', '--case latency', '--seconds 90', '--quick', '--composition eseal']),
	);
	assert.equal(read(['--out', 'o', '--pool-limit', '40000']).own.poolLimit, 40_000);
	assert.equal(read(['--out', 'o', '--index']).own.archive, true, 'an index is built from all states');
	assert.equal(read(['--out', 'o', '--pool-type', 'single-state']).own.poolType, 'single-state');
});

test('what makes no sense is refused', () => {
	for (const args of [
		['uses'],
		['--case'],
		['--out', 'o', '--index', '--composition', 'solochain'],
		['--out', 'o', '--case', 'nope'],
		['--out', 'o', '--case', 'uses', 'Remark'],
		['--out', 'o', '--nothing'],
		['--out', 'o', '--pool-limit', 'many'],
		['--out', 'o', '--pool-type', 'large'],
		['--out', 'o', '--seconds', '9', 'more'],
		['--out', 'o', '--composition', 'other'],
		['--out', 'o', '--composition', 'solochain', '--case', 'remark', 'uses'],
		['--out', 'o', '--case', 'transfer'],
		['--out', ''],
	]) {
		assert.throws(() => read(args), WrongUsage, args.join(' '));
	}
});

test('the cases are those that eseal-bench has, and that --help lists', () => {
	const names = (/** @type {string} */ file, /** @type {RegExp} */ pattern) =>
		[...readFileSync(join(ROOT, file), 'utf8').matchAll(pattern)].map(([, name]) => name);
	assert.deepEqual(names('bench/src/args.rs', /^\t+Self::\w+ => "([a-z0-9-]+)",$/gm), CASES);
	const [listed] = names('scripts/bench', /^Cases:\n((?: {2}.+\n)+)/gm);
	assert.deepEqual(
		[...listed.matchAll(/^ {2}(\S+) {2,}/gm)].map(([, name]) => name),
		CASES,
	);
});

test('PostgreSQL is needed only where its case is named', () => {
	const needed = (/** @type {string[]} */ ...args) => read(['--out', 'o', ...args]).postgres;
	assert.equal(needed(), false);
	assert.equal(needed('--quick', '--case', 'uses'), false);
	assert.equal(needed('--case', 'uses', 'postgres'), true);
});

test("of PostgreSQL the newest that Debian has is taken, or else the search path's", (t) => {
	const home = mkdtempSync(join(tmpdir(), 'eseal-bench-programs-'));
	t.after(() => rmSync(home, { recursive: true, force: true }));
	const install = (/** @type {string} */ directory, programs = ['initdb', 'postgres', 'pg_isready', 'psql']) => {
		mkdirSync(join(home, directory), { recursive: true });
		programs.forEach((program) => writeFileSync(join(home, directory, program), ''));
	};
	const find = (path = '') => findPrograms({ debian: join(home, 'debian'), path });
	assert.equal(find(), undefined);
	install('path');
	assert.equal(find(`:/nowhere:${join(home, 'path')}`), join(home, 'path'));
	for (const version of ['9.6', '9', '13', 'common']) {
		install(`debian/${version}/bin`);
	}
	// A client alone is no server.
	install('debian/17/bin', ['pg_isready', 'psql']);
	assert.equal(find(join(home, 'path')), join(home, 'debian', '13', 'bin'));
	install('debian/100/bin');
	assert.equal(find(), join(home, 'debian', '100', 'bin'));
});

test('what is committed is on a disk', () => {
	// On Linux this one is always in memory.
	assert.throws(() => onDisk(['/nowhere', '/dev/shm']), /TMPDIR/);
	assert.equal(onDisk(['/dev/shm', '/proc']), '/proc', 'which is no disk either, but is not for files');
});

test('the server runs as a user that there is', () => {
	const passwd = 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533::/:/bin/false\n';
	assert.deepEqual(userOf(['postgres', 'nobody'], passwd), { name: 'nobody', uid: 65_534, gid: 65_533 });
	const both = `${passwd}postgres:x:101:104:PostgreSQL:/var/lib/postgresql:/bin/bash\n`;
	assert.equal(userOf(['postgres', 'nobody'], both)?.uid, 101);
	assert.equal(userOf(['postgres'], passwd), undefined);
});

test('a chain of stock pallets has the same validators, and accounts with balances', () => {
	assert.equal(read(['--out', 'o', '--composition', 'solochain']).own.composition, 'solochain');
	const spec = {
		name: 'E-seal drill',
		id: 'eseal_drill',
		genesis: {
			runtimeGenesis: {
				code: '0x00',
				patch: { session: { keys: [['v', 'v', { aura: 'a', grandpa: 'g' }]] }, agencies: {} },
			},
		},
	};
	recompose(spec, { code: Buffer.from([1, 255]), endowed: ['one', 'other'] });
	assert.equal(spec.id, 'eseal_drill', 'which is where its database lies');
	assert.deepEqual(spec.genesis.runtimeGenesis, {
		code: '0x01ff',
		patch: {
			aura: { authorities: ['a'] },
			grandpa: { authorities: [['g', 1]] },
			balances: {
				balances: [
					['one', 1_000_000_000_000_000],
					['other', 1_000_000_000_000_000],
				],
			},
			sudo: { key: 'one' },
		},
	});
});

test('nodes prune unless they are told otherwise', () => {
	const [agency] = AGENCIES;
	const ports = { rpc: 1, p2p: 2, prometheus: 3 };
	const node = new BenchValidator({ agency, home: '/nowhere', ports, spec: 'spec', directory: '/nowhere' });
	assert.ok(!node.arguments([]).some((argument) => /pruning|archive|pool/.test(argument)));
	assert.ok(node.arguments([]).includes('--trie-cache-size'));
	node.told = { archive: true, poolLimit: 9, poolType: 'single-state' };
	const told = node.arguments([]).join(' ');
	assert.match(told, /--state-pruning archive --blocks-pruning archive/);
	assert.match(told, /--pool-limit 9 --pool-type single-state$/);
	const rest = /** @type {const} */ ({ composition: 'eseal', index: false, keep: false, out: '' });
	const { about, nodes } = describe([node], { ...node.told, ...rest });
	assert.equal(about, '1 validators, one for each agency (archive, --pool-limit 9 --pool-type single-state)');
	const pruned = { archive: false, poolLimit: undefined, poolType: undefined };
	assert.equal(describe([node], { ...pruned, ...rest }).about, '1 validators, one for each agency (pruned)');
	assert.equal(
		describe([node], { ...pruned, ...rest, composition: 'solochain' }).about,
		'1 validators of a chain of stock pallets, one for each agency (pruned)',
	);
	assert.deepEqual(nodes[0], {
		name: 'Market Supervision',
		rpc: 'ws://127.0.0.1:1',
		prometheus: 3,
		pid: undefined,
		database: node.database,
	});
	assert.match(node.database, /^\/nowhere\/data\/chains\/[^/]+\/paritydb$/);
});
