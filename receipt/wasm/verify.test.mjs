// The module says of every fixture what the native verifier says, to the letter.
//
//   ESEAL_WASM=…/eseal_receipt_wasm.wasm ESEAL_FIXTURES=DIRECTORY node --test receipt/wasm/
//
// DIRECTORY is what `cargo run --release -p eseal-receipt --example fixture -- DIRECTORY` wrote.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DIGEST_KINDS, DIGEST_SIZE, load } from './verify.mjs';

const { ESEAL_WASM: path, ESEAL_FIXTURES: fixtures } = process.env;
assert.ok(path && fixtures, 'ESEAL_WASM and ESEAL_FIXTURES say where things are');
const bytes = await readFile(path);
const entries = await readdir(fixtures, { withFileTypes: true });
const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);

test('the module has no imports', async () => {
	assert.deepEqual(WebAssembly.Module.imports(await WebAssembly.compile(bytes)), []);
});

test('there are good, bad and open fixtures', () => {
	for (const kind of ['good', 'bad', 'open'])
		assert.ok(
			names.some((name) => name.startsWith(kind)),
			kind,
		);
});

/** No enterprise of the fixtures' network. */
const STRANGER = '91330100799655058B';

const { verify, verifyDigests, digester, words, logChecker } = await load(bytes);
for (const name of names) {
	const files = ['document', 'receipt.json', 'anchor.json'].map((file) => join(fixtures, name, file));

	test(`${name} as natively`, async () => {
		const [document, receipt, anchor] = await Promise.all(files.map((file) => readFile(file)));
		/** @param {string} which */
		const native = (which) => readFile(join(fixtures, name, `verdict.${which}.json`), 'utf8');
		// Twice: what one verification leaves in memory does not matter to the next.
		for (let time = 0; time < 2; time++) {
			for (const language of /** @type {const} */ (['en', 'zh'])) {
				const verdict = verify(document, receipt, anchor, { language });
				assert.equal(JSON.stringify(verdict, null, 2), await native(language));
				const kind = { good: 'valid', bad: 'invalid', open: 'indeterminate' }[name.split('-')[0]];
				assert.equal(verdict.result, kind);
			}
			const verdict = verify(document, receipt, anchor, { enterprise: STRANGER });
			assert.equal(JSON.stringify(verdict, null, 2), await native('stranger'));
			assert.notEqual(verdict.result, 'valid');
		}
	});

	test(`${name} on the command line`, async () => {
		const script = fileURLToPath(new URL('./verify.mjs', import.meta.url));
		const { status, stdout } = spawnSync(process.execPath, [script, path, ...files], { encoding: 'utf8' });
		assert.equal(stdout, `${await readFile(join(fixtures, name, 'verdict.en.json'), 'utf8')}\n`);
		assert.equal(status, { good: 0, bad: 1, open: 2 }[name.split('-')[0]]);
	});
}

test("a stranger's seal, in Chinese, on the command line", async () => {
	const script = fileURLToPath(new URL('./verify.mjs', import.meta.url));
	const files = ['document', 'receipt.json', 'anchor.json'].map((file) => join(fixtures, 'good', file));
	/** @param {...string} more */
	const run = (...more) => spawnSync(process.execPath, [script, path, ...files, ...more], { encoding: 'utf8' });
	const { status, stdout } = run('--by', STRANGER, '--lang', 'zh');
	assert.equal(status, 1);
	const { summary, checks } = JSON.parse(stdout);
	assert.match(summary, /^用印凭证所记企业：杭州某某科技有限公司 \(91330106MA2KXYA720\)；无效：/);
	/** @type {import("./verify.mjs").Verdict["checks"]} */
	const told = checks;
	assert.equal(told.find(({ check }) => check === 'enterprise')?.code, 'another-enterprise');
	assert.equal(run('--by', '91330106MA2KXYA720').status, 0);
	assert.equal(run('--by', 'not a code').status, 3);
	assert.equal(run('--lang', 'tlh').status, 3);
});

test('a large document, empty parts and rubbish', () => {
	assert.equal(verify(new Uint8Array(50_000_000), new Uint8Array(), new Uint8Array()).result, 'indeterminate');
	const rubbish = new Uint8Array(1000).fill(0x7b);
	assert.equal(verify(rubbish, rubbish, rubbish).result, 'indeterminate');
});

test('a document by its digests as one in memory', async () => {
	const read = (/** @type {string} */ file) => readFile(join(fixtures, 'good', file));
	const [document, receipt, anchor] = await Promise.all(['document', 'receipt.json', 'anchor.json'].map(read));
	const plain = [DIGEST_KINDS.blake2b256, DIGEST_KINDS.sm3, DIGEST_KINDS.sha256];
	const digest = (/** @type {Uint8Array} */ bytes, /** @type {number[]} */ kinds, size = 1000) => {
		const digesting = digester(kinds);
		for (let at = 0; at < bytes.length; at += size) digesting.update(bytes.subarray(at, at + size));
		return digesting.finish();
	};
	for (const size of [7, 1000, 1 << 20]) {
		assert.deepEqual(verifyDigests(digest(document, plain, size), receipt, anchor), verify(document, receipt, anchor));
	}
	const other = verifyDigests(digest(document.subarray(1), plain), receipt, anchor);
	assert.equal(other.checks.find(({ check }) => check === 'document')?.code, 'document-differs');
	const unread = verifyDigests(new Uint8Array(), receipt, anchor);
	assert.equal(unread.result, 'indeterminate');
	assert.equal(unread.checks.find(({ check }) => check === 'document')?.code, 'document-unread');
	assert.equal(digest(document, plain).length, plain.length * DIGEST_SIZE);
});

test('the standards’ digests, and commitments', () => {
	const abc = new TextEncoder().encode('abc');
	const hex = (/** @type {number} */ kind, /** @type {Uint8Array} */ bytes, salt = new Uint8Array()) => {
		const digesting = digester([kind], salt);
		digesting.update(bytes);
		const [made, ...digest] = digesting.finish();
		assert.equal(made, kind);
		return Buffer.from(digest).toString('hex');
	};
	const { sha256, sm3, commitment, commitmentSm3 } = DIGEST_KINDS;
	assert.equal(hex(sha256, abc), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
	assert.equal(hex(sm3, abc), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
	const salt = new Uint8Array(32).fill(7);
	const salted = Uint8Array.of(...salt, ...abc);
	assert.equal(hex(commitment, abc, salt), hex(sha256, salted));
	assert.equal(hex(commitmentSm3, abc, salt), hex(sm3, salted));
	assert.throws(() => digester([9]), RangeError);
	assert.throws(() => digester([sha256, commitment]), RangeError);
});

test('words in both languages', () => {
	assert.equal(words('en').checks.document, 'document');
	assert.match(words('zh').obstacles.Revoked, /\p{Script=Han}/u);
	assert.throws(() => words('tlh'), RangeError);
});

const vectors = new URL('../vectors/', import.meta.url);
const exports = (await Promise.all((await readdir(vectors)).map((file) => readFile(new URL(file, vectors), 'utf8'))))
	.map((vector) => JSON.parse(vector))
	.filter(({ log }) => log !== undefined);

test('exported logs, in pieces, as the vectors say', () => {
	const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);
	assert.ok(exports.length > 10);
	for (const { about, anchor, log, expectedEnterprise, verdict } of exports) {
		const [header, ...lines] = log.split(/(?<=\n)/);
		for (const size of [1, 2, lines.length + 1]) {
			const checker = logChecker(encode(header.trimEnd()), encode(anchor), { enterprise: expectedEnterprise });
			let records = 0;
			for (let at = 0; at < lines.length; at += size) {
				records += checker.take(encode(lines.slice(at, at + size).join('')));
			}
			const { en, zh } = checker.finish();
			assert.equal(en.result, verdict.result, about);
			assert.deepEqual(
				en.checks.map(({ check, result, code }) => [check, result, code]),
				verdict.checks,
				about,
			);
			assert.deepEqual([zh.result, zh.facts], [en.result, en.facts], about);
			assert.match(zh.summary, /\p{Script=Han}/u);
			if (en.result === 'valid') assert.equal(/** @type {any} */ (en.facts).records, records, about);
		}
	}
	const [{ anchor, log }] = exports.filter(({ verdict }) => verdict.result === 'valid');
	const checker = logChecker(encode(log.split('\n')[0]), encode(anchor), { enterprise: STRANGER });
	assert.equal(checker.finish().en.checks.find(({ check }) => check === 'enterprise')?.code, 'another-enterprise');
	assert.throws(() => logChecker(encode(log), encode(anchor), { enterprise: '9133' }), RangeError);
});
