// A city's register as officers load it with `eseal`: enterprises by the hundred, a break in the middle, physical seals, approvals;
// what the reports say; and batches as polkadot.js sends them. On a development chain.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { officers } from '../lib/accounts.mjs';
import { withCheckCharacter } from '../lib/codes.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { Desk, esealBinary } from '../lib/eseal.mjs';
import { fixturePath } from '../lib/fixtures.mjs';
import { people } from '../lib/issue.mjs';
import { submit } from '../lib/submit.mjs';
import { temporaryDirectory } from '../lib/test-network.mjs';
import { until } from '../lib/wait.mjs';

/** More than an officer's budget allows at once: so there is a middle to break in. */
const ENTERPRISES = 2_400;

/** The code of enterprise `n`. @param {number} n */
const uscc = (n) => withCheckCharacter(`91330106MA3${String(n).padStart(6, '0')}`);
/** The code of its physical seal. @param {number} n */
const sealCode = (n) => `330107${String(n).padStart(7, '0')}`;
/** @param {number} count */
const numbers = (count) => Array.from({ length: count }, (_, n) => n);

test('a register is loaded from a file', { timeout: 900_000 }, async (t) => {
	const node = await DevNode.start(t);
	const api = await node.connect();
	const desk = new Desk(temporaryDirectory(t), node.url);
	const cast = await people(desk, `0x${'0b'.repeat(32)}`);
	const secondMs = await desk.key('second-ms', { secret: '//MarketSupervision//second' });
	const secondPs = await desk.key('second-ps', { secret: '//PublicSecurity//second' });

	const city = desk.path('city.csv');
	const line = (/** @type {number} */ n) => `${uscc(n)},"杭州,某某 ${n} 号有限公司",${cast.owner.account}`;
	writeFileSync(city, `\ufeff${['uscc,name,owner', ...numbers(ENTERPRISES).map(line)].join('\r\n')}\r\n`);
	/** The lines of a report, each by its columns. @param {string} file @returns {string[][]} */
	const report = (file) =>
		readFileSync(file, 'utf8')
			.trimEnd()
			.split('\n')
			.slice(1)
			.map((row) => row.split(','));
	const counts = (/** @type {any} */ { done, earlier, refused, open }) => [done, earlier, refused, open];

	await t.test('a file with mistakes is not sent, and each of them is told', async () => {
		const wrong = desk.path('wrong.csv');
		writeFileSync(wrong, ['uscc,name,owner', line(1), line(1), line(2).replace(/^./, 'x'), `${line(3)},`].join('\n'));
		const { code, data } = await desk.type(['enterprise', 'import', wrong], { as: cast.ms });
		assert.equal(code, 1);
		assert.deepEqual([data.lines, data.wrong], [4, 3]);
		assert.deepEqual(
			data.firstWrong.map((/** @type {any} */ fault) => fault.line),
			[3, 4, 5],
		);
		assert.match(data.firstWrong[0].reason, /^line 2 has .* already$/);
		assert.equal(report(`${wrong}.report.csv`).length, 3);
		assert.ok((await api.call.eSealApi.enterprise(uscc(1))).isNone);
	});

	await t.test('two people who check a file see the same digest', async () => {
		const { data } = await desk.does(['enterprise', 'import', city, '--dry-run']);
		assert.deepEqual([data.lines, data.wrong], [ENTERPRISES, 0]);
		assert.match(data.digest, /^sha256:0x[0-9a-f]{64}$/);
	});

	await t.test('after a break it goes on, and does nothing twice', async () => {
		const args = ['enterprise', 'import', city, '--account', cast.ms.file, '--password-file', desk.password];
		const running = spawn(esealBinary(), [...args, '--node', node.url], {
			stdio: 'ignore',
			env: { ...process.env, ESEAL_ACCOUNT: '', HOME: desk.directory },
		});
		const ended = once(running, 'exit');
		const journal = `${city}.journal`;
		const entered = () => (existsSync(journal) ? readFileSync(journal, 'utf8').trimEnd().split('\n').length - 1 : 0);
		await until('some enterprises that are final', async () => entered() > 0);
		running.kill('SIGKILL');
		await ended;
		const before = entered();
		t.diagnostic(`${before} of ${ENTERPRISES} were final when it was killed`);

		const { data } = await desk.does(['enterprise', 'import', city, '--with', secondMs.file], { as: cast.ms });
		const [done, earlier, refused, open] = counts(data);
		assert.deepEqual([done + earlier, refused, open], [ENTERPRISES, 0, 0]);
		assert.ok(earlier >= before);
		assert.ok(before < ENTERPRISES, 'the break came too late to be one');
		const rows = report(`${city}.report.csv`);
		assert.deepEqual(
			rows.map(([, code]) => code),
			numbers(ENTERPRISES).map(uscc),
		);
		assert.ok(rows.every(([, , outcome]) => outcome === 'done' || outcome === 'earlier'));
		const registered = await api.query.eSeal.enterprises.entries();
		assert.equal(registered.length, ENTERPRISES);
		const found = (await api.call.eSealApi.enterprise(uscc(7))).unwrap();
		assert.equal(found.enterprise.name.toString(), '杭州,某某 7 号有限公司');

		const again = await desk.does(['enterprise', 'import', city], { as: cast.ms });
		assert.deepEqual(counts(again.data), [0, ENTERPRISES, 0, 0]);
	});

	await t.test('physical seals are filed, and a line that is refused keeps no other back', async () => {
		const seals = desk.path('seals.jsonl');
		const seal = (/** @type {number} */ n) =>
			JSON.stringify({
				code: sealCode(n),
				uscc: uscc(n),
				imprint: `sha256:0x${n.toString(16).padStart(64, '0')}`,
				maker: '杭州刻章厂',
			});
		// One of an enterprise that there is not.
		writeFileSync(seals, `${numbers(101).map(seal).join('\n')}\n${seal(ENTERPRISES)}\n`);
		const args = ['physical', 'import', seals, '--with', secondPs.file];
		const { code, data } = await desk.type(args, { as: cast.ps });
		assert.deepEqual([code, ...counts(data)], [1, 101, 0, 1, 0], JSON.stringify(data));
		assert.match(data.reasons[0].reason, /^ESeal\.EnterpriseNotFound: /);
		assert.equal(report(`${seals}.report.csv`).at(-1)?.[2], 'refused');
	});

	await t.test('what was reviewed is approved, and nothing else', async () => {
		/** @type {string[]} */
		const rows = ['application,digest'];
		for (const n of [0, 1]) {
			const sealKey = await desk.key(`seal-${n}`);
			const certificate = desk.path(`${n}.crt`);
			writeFileSync(certificate, `the certificate of ${n}`);
			await desk.does(
				[
					...['seal', 'apply', '--uscc', uscc(n), '--physical', sealCode(n), '--seal-key', sealKey.file],
					...['--seal-password-file', desk.password, '--certificate', certificate],
					...['--picture', fixturePath('imprint-1.png'), '--until', '2030-01-01'],
				],
				{ as: cast.owner },
			);
			const { data } = await desk.does(['enterprise', 'show', uscc(n)]);
			const { data: shown } = await desk.does(['seal', 'show', String(data.pendingApplication)]);
			rows.push(`${shown.seal},${n === 0 ? shown.applicationDigest : `0x${'ab'.repeat(32)}`}`);
		}
		const reviewed = desk.path('reviewed.csv');
		writeFileSync(reviewed, rows.join('\n'));
		const { code, data } = await desk.type(['seal', 'approve', '--all', reviewed], { as: cast.dr });
		assert.deepEqual([code, ...counts(data)], [1, 1, 0, 1, 0], JSON.stringify(data));
		const statuses = await Promise.all(
			[0, 1].map(async (n) => (await desk.does(['seal', 'show', String(n)])).data.status),
		);
		assert.deepEqual(statuses, ['Active', 'Applied']);
	});

	await t.test('polkadot.js sends a batch, and is told of each call', async () => {
		const officer = officers().marketSupervision;
		const register = (/** @type {number} */ n) =>
			api.tx.eSeal.registerEnterprise(uscc(n), '某某', cast.owner.account, 'Enforced');
		const batch = api.tx.utility.forceBatch([register(ENTERPRISES), register(7), register(ENTERPRISES + 1)]);
		const outcome = await submit(api, batch, officer);
		assert.equal(outcome.error, undefined);
		const told = outcome.events.map(({ section, method }) => `${section}.${method}`);
		assert.deepEqual(
			told.filter((name) => name.startsWith('utility.')),
			['utility.ItemCompleted', 'utility.ItemFailed', 'utility.ItemCompleted', 'utility.BatchCompletedWithErrors'],
		);
		// Nothing gets around a rule in it.
		const nested = api.tx.utility.batch([api.tx.utility.batch([register(ENTERPRISES + 2)])]);
		await assert.rejects(submit(api, nested, officer), /NotInBatch/);
		const alone = api.tx.utility.batchAll([api.tx.eSeal.deregisterEnterprise(uscc(9))]);
		assert.equal((await submit(api, alone, officer)).error?.name, 'SecondOfficerNeeded');
	});
});
