// Receipts, as people make and check them with `eseal`: on three agencies, then with every node down.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { hexToU8a, u8aToHex } from '@polkadot/util';
import { randomAsU8a } from '@polkadot/util-crypto';
import { changeAuthorities, OperatedValidator } from '../lib/change-authorities.mjs';
import { run } from '../lib/command.mjs';
import { sha256 } from '../lib/digests.mjs';
import { Desk } from '../lib/eseal.mjs';
import { fixturePath } from '../lib/fixtures.mjs';
import { issue, NAME, people, withSeal } from '../lib/issue.mjs';
import { SealKey } from '../lib/seal-key.mjs';
import { submit } from '../lib/submit.mjs';
import { PruningNode, TestNetwork, temporaryDirectory } from '../lib/test-network.mjs';
import { stateUse } from '../story/3-use.mjs';
import { checkBatchFile, refusesWhatIsWrong, sealAtOnce, writeBatchFile } from './batches.mjs';

/** @import { Sender } from './batches.mjs' */
/** @import { Enterprise, Issued } from '../lib/issue.mjs' */

/** @type {Enterprise[]} */
const ENTERPRISES = [
	{ uscc: '91330106MA2KXYA720', code: '3301060000001', algorithm: 'sr25519' },
	{ uscc: '91330100799655058B', code: '3301060000002', algorithm: 'sm2', identity: '91330100799655058B' },
];
/** What the receipt of a use may have, in bytes, if authorities changed seldom. */
const SMALL = 8 * 1024;
/** The same, made again by the state of a small chain. */
const SMALL_BY_STATE = 10 * 1024;

/**
 * What receipts say of a use that was in order: who sealed, and how it stands as of the use itself or as of later.
 *
 * @param {Enterprise} enterprise
 * @param {string} what
 */
const sealedBy = ({ uscc }, what) => `Sealed by ${NAME} (${uscc}): ${what}`;
const WHEN_USED = 'valid when used; what came later is not in the receipt';
const REVOKED_SINCE = 'valid when used; revoked since';

/**
 * The receipt beside a document, and how many bytes it has.
 *
 * @param {string} file
 */
function receiptOf(file) {
	const text = readFileSync(`${file}.eseal`, 'utf8');
	return { ...JSON.parse(text), length: Buffer.byteLength(text) };
}

/**
 * What a verdict says of one check.
 *
 * @param {{ data: { checks: { check: string, result: string, code: string, text: string }[] } }} said
 * @param {string} name
 */
function checkOf({ data }, name) {
	const found = data.checks.find(({ check }) => check === name);
	assert.ok(found, `the verdict has the check ${name}`);
	return found;
}

test('receipts, made on three agencies and checked with every node down', { timeout: 900_000 }, async (t) => {
	const network = await TestNetwork.startOf(t, OperatedValidator);
	const desk = new Desk(temporaryDirectory(t), network.urls[0]);
	const operatorSecret = u8aToHex(randomAsU8a(32));
	const cast = await people(desk, operatorSecret);
	const [withKnownKey, other] = ENTERPRISES;
	const sealKey = new SealKey();
	await desk.does(['anchor', '--out', desk.path('anchor.json')]);
	/** @type {Issued[]} */
	const seals = [];
	for (const enterprise of [{ ...withKnownKey, secret: sealKey.secret }, other]) {
		seals.push(await issue(desk, cast, enterprise));
	}
	const document = (/** @type {string} */ name) => {
		const path = desk.path(`${name}.pdf`);
		// Readers of PDF pass over what follows its end.
		writeFileSync(path, Buffer.concat([readFileSync(fixturePath('contract.pdf')), Buffer.from(`% ${name}\n`)]));
		return path;
	};
	const [contract, annex, plan, tender, secret, late] = ['contract', 'annex', 'plan', 'tender', 'secret', 'late'].map(
		document,
	);
	/** @param {string} file @param {...string} options */
	const verify = async (file, ...options) => {
		const said = await desk.type(['verify', file, ...options], { node: 'ws://127.0.0.1:9' });
		return { ...said, data: said.data.documents?.[0] ?? said.data };
	};

	await t.test('an operator seals documents at once: each receipt is small, valid, and as of its block', async () => {
		await desk.does(['use', contract, annex, plan, ...withSeal(desk, seals[0])], { as: cast.operator });
		const blocks = new Set();
		for (const file of [contract, annex, plan]) {
			const { proof, length } = receiptOf(file);
			assert.ok(length < SMALL, `${length} bytes`);
			assert.ok(proof.block, 'proven by the block that recorded it');
			const said = await verify(file);
			assert.equal(said.code, 0, said.stdout);
			assert.equal(said.data.summary, sealedBy(ENTERPRISES[0], WHEN_USED));
			assert.equal(said.data.facts.name, NAME);
			assert.equal(said.data.facts.uscc, ENTERPRISES[0].uscc);
			assert.equal(said.data.facts.proven.block, said.data.facts.block);
			assert.deepEqual(
				said.data.checks.map((/** @type {{ check: string }} */ { check }) => check),
				['format', 'authorities', 'finality', 'state', 'document', 'sealKey', 'sender', 'grant', 'standing', 'dispute'],
			);
			blocks.add(said.data.facts.block);
		}
		assert.ok(blocks.size < 3, 'some were recorded in one block');
		t.diagnostic(
			`receipts with an sr25519 seal key: ${[contract, annex, plan].map((file) => receiptOf(file).length)} bytes`,
		);
	});

	await t.test('with the national algorithms: an SM2 key with its own identity, an SM3 digest', async () => {
		await desk.does(['use', tender, ...withSeal(desk, seals[1]), '--digest', 'sm3'], { as: cast.operator });
		const said = await verify(tender);
		assert.equal(said.code, 0, said.stdout);
		assert.match(said.data.facts.document, /^sm3:0x/);
		const { length } = receiptOf(tender);
		assert.ok(length < SMALL, `${length} bytes`);
		t.diagnostic(`a receipt with an SM2 seal key: ${length} bytes`);
	});

	await t.test('a salted commitment: only the receipt tells the document', async () => {
		await desk.does(['use', secret, ...withSeal(desk, seals[0]), '--commit'], { as: cast.owner });
		assert.equal((await verify(secret)).data.result, 'valid');
		const national = document('national');
		await desk.does(['use', national, ...withSeal(desk, seals[1]), '--commit', '--digest', 'sm3'], { as: cast.owner });
		assert.match((await verify(national)).data.facts.document, /^commitment-sm3:0x/);
		const online = await desk.type(['verify', secret, '--online']);
		assert.ok(!JSON.stringify(online.data).includes('commitment'), 'by its digest alone it is not found');
	});

	await t.test('what is wrong with a use is said before anything is sent', async () => {
		const refused = await desk.type(['use', tender, ...withSeal(desk, seals[0]), '--force'], { as: cast.ms });
		assert.equal(refused.code, 1, refused.stdout);
		const again = await desk.type(['use', contract, ...withSeal(desk, seals[0])], { as: cast.operator });
		assert.notEqual(again.code, 0, 'the receipt exists');
		const missing = await desk.type(['use', desk.path('none.pdf'), ...withSeal(desk, seals[0])], { as: cast.operator });
		assert.equal(missing.code, 1);
		assert.equal((await desk.type(['use', contract, '--purpose', 'contract'])).code, 64);
		assert.equal((await desk.type(['seal', 'show', '0'], { node: 'ws://127.0.0.1:9' })).code, 2);
	});

	await t.test('a document that was changed, and a receipt that was, are invalid', async () => {
		const copy = desk.path('copy.pdf');
		const bytes = readFileSync(contract);
		bytes[bytes.length - 7] ^= 1;
		writeFileSync(copy, bytes);
		const said = await verify(copy, '--receipt', `${contract}.eseal`);
		assert.equal(said.code, 1, said.stdout);
		assert.equal(checkOf(said, 'document').result, 'invalid');

		const receipt = JSON.parse(readFileSync(`${contract}.eseal`, 'utf8'));
		receipt.index += 1;
		const forged = desk.path('forged.eseal');
		writeFileSync(forged, JSON.stringify(receipt));
		assert.equal((await verify(contract, '--receipt', forged)).code, 1);
		const other = await verify(contract, '--receipt', `${tender}.eseal`);
		assert.equal(other.code, 1, 'the receipt of another document');
	});

	await t.test('who sealed is part of the question, and several documents are several answers', async () => {
		const [ours, theirs] = ENTERPRISES;
		assert.equal((await verify(contract, '--by', ours.uscc)).code, 0);
		const another = await verify(contract, '--by', theirs.uscc);
		assert.equal(another.code, 1, another.stdout);
		assert.equal(checkOf(another, 'enterprise').result, 'invalid');
		assert.match((await verify(contract, '--lang', 'zh')).data.summary, /^用印企业：/);

		// The same bytes, sealed by a stranger: that makes nothing valid, and takes nothing away from who is expected.
		const both = desk.path('both.pdf');
		copyFileSync(contract, both);
		await desk.does(['use', both, ...withSeal(desk, seals[1])], { as: cast.operator });
		const asked = await desk.type(['verify', both, '--online']);
		assert.equal(asked.code, 2, asked.stdout);
		const [{ answers }] = asked.data.documents;
		assert.deepEqual(
			answers.map((/** @type {{ uscc: string }} */ { uscc }) => uscc).sort(),
			[ours.uscc, theirs.uscc].sort(),
		);
		assert.equal((await desk.type(['verify', both, '--online', '--by', ours.uscc])).code, 0);

		const many = await desk.type(['verify', annex, both, plan]);
		assert.equal(many.code, 0, many.stdout);
		assert.equal(many.data.documents.length, 3);
		const unsealed = desk.path('unsealed.pdf');
		writeFileSync(unsealed, 'nobody sealed this');
		assert.equal((await desk.type(['verify', unsealed, '--require-receipt'])).code, 2);
		const unknown = await desk.type(['verify', unsealed]);
		assert.equal(unknown.code, 2, 'it may have been committed');
		assert.match(unknown.data.documents[0].next, /--receipt FILE/);
		assert.equal((await desk.type(['verify', annex, unsealed, plan])).code, 2);
	});

	/** @type {Sender} */
	const sender = {
		api: await network.connect(),
		operator: new Keyring({ type: 'ed25519', ss58Format: 42 }).addFromSeed(hexToU8a(operatorSecret)),
		...{ seal: Number(seals[0].seal), key: sealKey },
	};
	/** How many uses the first e-seal has, all of them known. */
	let uses = 4;
	/**
	 * Documents in a folder of their own.
	 *
	 * @param {string} name
	 * @param {number} count
	 */
	const folderOf = (name, count) => {
		const folder = desk.path(name);
		mkdirSync(folder);
		const names = Array.from({ length: count }, (_, n) => `${name}-${String(n).padStart(2, '0')}.pdf`);
		names.forEach((file) => writeFileSync(join(folder, file), `the content of ${file}`));
		return { folder, names };
	};
	/**
	 * The documents of a batch verify by their receipts alone, each at its place.
	 *
	 * @param {string[]} files
	 * @param {number} first  the index of the batch's first use
	 */
	async function allVerify(files, first) {
		const said = await desk.type(['verify', ...files, '--require-receipt', '--by', ENTERPRISES[0].uscc], {
			node: 'ws://127.0.0.1:9',
		});
		assert.equal(said.code, 0, said.stdout);
		assert.deepEqual(
			said.data.documents.map((/** @type {any} */ { result, facts: { index, batch } }) => ({ result, index, batch })),
			files.map((_, n) => ({ result: 'valid', index: first + n, batch: { first, count: files.length } })),
		);
	}

	await t.test('a use that an account signed with a hash of the metadata has a receipt as any other', async () => {
		const { api, operator, seal, key } = sender;
		const file = document('by-device');
		const metadataHash = (await api.call.admissionApi.metadataHash()).unwrap().toHex();
		const { statement, bytes } = await stateUse({ api, signer: operator }, seal, { One: sha256(readFileSync(file)) });
		const call = api.tx.usageLog.recordUse(seal, statement, key.sign(bytes));
		const { error } = await submit(api, call, operator, { metadata: { mode: 1, metadataHash } });
		assert.equal(error, undefined);
		uses += 1;
		await desk.does(['receipt', file]);
		const said = await verify(file, '--require-receipt');
		assert.equal(said.code, 0, said.stdout);
		assert.equal(checkOf(said, 'sender').code, 'signed-by-sender');
	});

	await t.test('polkadot.js seals a list, an anchored batch and many: each is proven without a node', async () => {
		const [listed, anchored] = [folderOf('listed', 5), folderOf('anchored', 11)];
		const sealed = await sealAtOnce(sender, { listed, anchored });
		uses += sealed.uses;
		const batchFile = desk.path('anchored.batch.jsonl');
		writeBatchFile(batchFile, sender, anchored, sealed.record + 1);
		const [list, hidden] = [listed, anchored].map(({ folder, names }) => names.map((name) => join(folder, name)));
		const [made] = await Promise.all([
			desk.does(['receipt', '--batch-file', batchFile, '--all']),
			...list.map((file) => desk.does(['receipt', file])),
		]);
		assert.equal(made.data.made, hidden.length);
		await allVerify(list, sealed.listed);
		await allVerify(hidden, sealed.anchored);

		// One of them alone, as a person asks for it; and without the batch file nobody can.
		const [, one] = hidden;
		await desk.does(['receipt', '--batch-file', batchFile, anchored.names[1], '--force']);
		assert.equal((await verify(one)).data.facts.index, sealed.anchored + 1);
		assert.equal((await desk.type(['verify', one, '--online'])).code, 2);
		const alone = desk.path('alone.pdf');
		copyFileSync(one, alone);
		assert.notEqual((await desk.type(['receipt', alone])).code, 0);
		assert.equal((await desk.type(['verify', list[0], '--online', '--by', ENTERPRISES[0].uscc])).code, 0);
	});

	await t.test('a receipt is of its own document and place in the batch', async () => {
		const [file, other] = ['listed-00.pdf', 'listed-01.pdf'].map((name) => join(desk.path('listed'), name));
		const { length: _length, ...receipt } = receiptOf(file);
		const forged = desk.path('forged-batch.eseal');
		/** @param {object} changed */
		const codeOf = async (changed) => {
			writeFileSync(forged, JSON.stringify({ ...receipt, ...changed }));
			const said = await verify(file, '--receipt', forged);
			assert.equal(said.code, 1, said.stdout);
			return checkOf(said, 'document').code;
		};
		assert.equal(await codeOf({ index: receipt.index + 1 }), 'not-in-batch');
		assert.equal(await codeOf({ batch: undefined }), 'batch-missing');
		assert.equal(
			await codeOf({ batch: { ...receipt.batch, document: receiptOf(other).batch.document } }),
			'not-in-batch',
		);
		assert.equal(await codeOf({ batch: { ...receipt.batch, auditPath: 'AA==' } }), 'batch-path-length');
		const another = await verify(file, '--receipt', `${other}.eseal`);
		assert.equal(another.code, 1, 'the receipt of another document of the batch');
	});

	await t.test('what is refused is named in events and errors, and nothing else is recorded', async () => {
		uses += (await refusesWhatIsWrong(sender, Number(seals[1].seal))).uses;
	});

	await t.test('eseal seals folders, and computes the same roots as JavaScript', async () => {
		const [found, hidden] = [folderOf('invoices', 7), folderOf('payslips', 6)];
		const sealed = await Promise.all([
			desk.does(['use', '--batch', found.folder, ...withSeal(desk, seals[0])], { as: cast.operator }),
			desk.does(['use', '--batch', hidden.folder, '--anchored', ...withSeal(desk, seals[0])], { as: cast.owner }),
		]);
		for (const { data } of sealed) {
			const [{ index, count, root }] = data.batches;
			const folder = data.listed ? found.folder : hidden.folder;
			const files = checkBatchFile(data.batchFile, folder, root);
			assert.equal(count, files.length);
			uses += count;
			await desk.does(['receipt', '--batch-file', data.batchFile, '--all']);
			await allVerify(files, index);
		}
	});

	await t.test('an exported log is complete, and one that misses a use is found out', async () => {
		const exported = desk.path('uses.jsonl');
		await desk.does(['log', seals[0].seal, '--export', exported]);
		const said = await desk.type(['audit', 'check', exported], { node: 'ws://127.0.0.1:9' });
		assert.equal(said.code, 0, said.stdout);
		assert.equal(said.data.facts.count, uses);
		const lines = readFileSync(exported, 'utf8').trimEnd().split('\n');
		const short = desk.path('short.jsonl');
		writeFileSync(short, `${lines.slice(0, -1).join('\n')}\n`);
		assert.equal((await desk.type(['audit', 'check', short])).code, 1);
		const changed = desk.path('changed.jsonl');
		writeFileSync(changed, `${lines.join('\n').replace('Contract', 'Tender')}\n`);
		assert.equal((await desk.type(['audit', 'check', changed])).code, 1);

		// The list of a batch may be left out, and may not be another.
		const at = lines.findIndex((line) => line.includes('"documents":"'));
		const { documents, ...batch } = JSON.parse(lines[at]);
		/** @param {object} line */
		const check = async (line) => {
			writeFileSync(changed, `${lines.with(at, JSON.stringify(line)).join('\n')}\n`);
			return desk.type(['audit', 'check', changed]);
		};
		assert.equal((await check(batch)).code, 0);
		const list = Buffer.from(documents, 'base64');
		list[list.length - 1] ^= 1;
		const { code, data } = await check({ ...batch, documents: list.toString('base64') });
		assert.equal(code, 1);
		assert.ok(data.checks.some((/** @type {{ code: string }} */ line) => line.code === 'line-unlike-record'));
	});

	await t.test('across a change of authorities, and after the revocation', async () => {
		await changeAuthorities(network);
		await desk.does(['seal', 'revoke', seals[0].seal, '--reason', 'cessation-of-use'], { as: cast.owner });
		assert.equal((await verify(contract)).data.summary, sealedBy(ENTERPRISES[0], WHEN_USED));
		await Promise.all([
			desk.does(['receipt', contract, '--force']),
			desk.does(['use', late, ...withSeal(desk, seals[1])], { as: cast.operator }),
		]);
		assert.ok(receiptOf(contract).proof.state, 'proven by the state of a later block');
		assert.ok(receiptOf(late).proof.block, 'proven by the block that recorded it');
		for (const [made, file] of Object.entries({ 'made again': contract, 'made with the use': late })) {
			const { evidence, proof, length } = receiptOf(file);
			assert.equal(evidence.handOffs.length, evidence.setId);
			assert.ok(evidence.setId > 0);
			assert.ok(length < (proof.state ? SMALL_BY_STATE : SMALL), `${length} bytes`);
			t.diagnostic(`a receipt ${made}, with ${evidence.setId} hand-off(s): ${length} bytes`);
		}
	});

	await t.test('from a node that drops old states: receipts, but not the anchor', async () => {
		const { url: node } = await network.join(PruningNode, 'Public');
		const again = desk.path('again.eseal');
		await desk.does(['receipt', contract, '--out', again], { node });
		const said = await verify(contract, '--receipt', again);
		assert.equal(said.data.summary, sealedBy(ENTERPRISES[0], REVOKED_SINCE));
		assert.match(checkOf(said, 'authorities').text, /by 1 hand-off/);
		const { code, data } = await desk.type(['anchor'], { node });
		assert.notEqual(code, 0);
		assert.match(data.error.next, /archive/);
	});

	await network.disconnect();
	await network.stop();

	await t.test('with the network down: each receipt tells as of when it was made', async () => {
		const said = await verify(contract);
		assert.equal(said.code, 0, said.stdout);
		assert.equal(said.data.summary, sealedBy(ENTERPRISES[0], REVOKED_SINCE));
		for (const file of [annex, plan, secret]) {
			assert.equal((await verify(file)).data.summary, sealedBy(ENTERPRISES[0], WHEN_USED));
		}
		for (const file of [tender, late]) {
			assert.equal((await verify(file)).data.summary, sealedBy(ENTERPRISES[1], WHEN_USED));
		}
	});

	await t.test('in a web page too: the WebAssembly module says the same', async () => {
		const module = process.env.ESEAL_RECEIPT_WASM;
		assert.ok(module, 'ESEAL_RECEIPT_WASM names the module; ./scripts/test e2e builds it');
		for (const file of [contract, annex]) {
			const said = await run(process.execPath, [
				'receipt/wasm/verify.mjs',
				module,
				file,
				`${file}.eseal`,
				desk.path('anchor.json'),
			]);
			assert.equal(said.code, 0, said.output);
			const { data } = await verify(file);
			assert.deepEqual({ file, receipt: `${file}.eseal`, ...JSON.parse(said.stdout) }, data);
		}
	});

	await t.test('without the hand-off nothing leads from the anchor to the block', async () => {
		const receipt = JSON.parse(readFileSync(`${contract}.eseal`, 'utf8'));
		receipt.evidence.handOffs = [];
		const cut = desk.path('cut.eseal');
		writeFileSync(cut, JSON.stringify(receipt));
		const said = await verify(contract, '--receipt', cut);
		assert.equal(said.code, 2, said.stdout);
		assert.equal(checkOf(said, 'authorities').result, 'indeterminate');
	});
});
