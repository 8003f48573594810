// The portal in a browser, on a real network of three agencies: what people see who received a sealed document.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { serve } from '../../portal/serve.mjs';
import { portalDirectory, startBrowser, Visitor } from '../lib/browser.mjs';
import { changeAuthorities, OperatedValidator } from '../lib/change-authorities.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { run } from '../lib/command.mjs';
import { Desk } from '../lib/eseal.mjs';
import { fixturePath } from '../lib/fixtures.mjs';
import { issue, NAME, people, withSeal } from '../lib/issue.mjs';
import { LIES, lying, oneOff } from '../lib/lies.mjs';
import { TestNetwork, temporaryDirectory } from '../lib/test-network.mjs';
import { unzip } from '../lib/unzip.mjs';
import { until } from '../lib/wait.mjs';

const OURS = { uscc: '91330106MA2KXYA720', code: '3301060000001', algorithm: 'sr25519' };
const STRANGER = { uscc: '91330100799655058B', code: '3301060000002', algorithm: 'sm2' };
const sealedBy = (/** @type {string} */ uscc, /** @type {string} */ what) => `Sealed by ${NAME} (${uscc}): ${what}`;

const MEGABYTE = 1_000_000;

test('the portal, on three agencies', { timeout: 1_200_000 }, async (t) => {
	const network = await TestNetwork.startOf(t, OperatedValidator);
	const browser = await startBrowser(t);
	const [node] = network.urls;
	const desk = new Desk(temporaryDirectory(t), node);
	const cast = await people(desk, `0x${'42'.repeat(32)}`);
	await desk.does(['anchor', '--out', desk.path('anchor.json')]);
	const ours = await issue(desk, cast, OURS);
	const strangers = await issue(desk, cast, STRANGER);

	const document = (/** @type {string} */ name, size = 0) => {
		const path = desk.path(name);
		// Readers of PDF pass over what follows its end.
		const rest = Buffer.alloc(size, name);
		writeFileSync(path, Buffer.concat([readFileSync(fixturePath('contract.pdf')), Buffer.from(`% ${name}\n`), rest]));
		return path;
	};
	const receiptOf = (/** @type {string} */ file) => `${file}.eseal`;
	const [contract, annex, secret, tender, large, unsealed] = [
		document('contract.pdf'),
		document('annex.pdf'),
		document('secret.pdf'),
		document('tender.pdf'),
		document('large.pdf', 10 * MEGABYTE),
		document('unsealed.pdf'),
	];
	const as = { as: cast.operator };
	await desk.does(['use', contract, annex, large, ...withSeal(desk, ours)], as);
	await desk.does(['use', secret, '--commit', ...withSeal(desk, ours)], as);
	await desk.does(['use', tender, ...withSeal(desk, strangers)], as);
	const folder = desk.path('folder');
	mkdirSync(folder);
	const [first, second] = ['folder/first.pdf', 'folder/second.pdf'].map((name) => document(name));
	await desk.does(['use', '--batch', folder, '--out', desk.path('folder.batch'), ...withSeal(desk, ours)], as);

	const config = desk.path('config.json');
	const anchor = JSON.parse(readFileSync(desk.path('anchor.json'), 'utf8'));
	const configure = (/** @type {object} */ more) =>
		writeFileSync(config, JSON.stringify({ anchor: { origin: 'the network of this test', value: anchor }, ...more }));
	configure({ nodes: [node] });
	const { url, close } = await serve({ config, directory: portalDirectory() });
	whenDone(t, close);
	/** @param {Parameters<typeof Visitor.open>[2]} [options] */
	const visit = (options) => Visitor.open(browser, url, options);

	await t.test('a document with its receipt: valid, as of now', async () => {
		const visitor = await visit();
		const [answer] = await visitor.check(contract, receiptOf(contract));
		assert.equal(answer.line, sealedBy(OURS.uscc, 'valid'));
		assert.equal(answer.kind, 'valid');
		assert.ok(answer.codes.includes('document-matches') && answer.codes.includes('no-dispute'));
		assert.match(answer.text, /Nothing stands in the way of the seal as of .*GMT\+8/);
		assert.deepEqual(answer.notes, []);
		await visitor.leave([node]);
	});

	await t.test('without receipts: found by the digest, proven, and what is the node’s word is said to be', async () => {
		const visitor = await visit();
		for (const file of [contract, annex, first, second]) {
			const [answer] = await visitor.check(file);
			assert.equal(answer.line, sealedBy(OURS.uscc, 'valid'), answer.text);
			assert.ok(answer.notes.some((note) => note.includes(`the word of ${node} alone`)));
		}
		const [none] = await visitor.check(unsealed);
		assert.equal(none.kind, 'not-found');
		assert.match(none.line, /^Cannot tell/);
		// A commitment is found by nobody who has the document alone.
		const [committed] = await visitor.check(secret);
		assert.equal(committed.kind, 'not-found');
		const [told] = await visitor.check(secret, receiptOf(secret));
		assert.equal(told.line, sealedBy(OURS.uscc, 'valid'));
		await visitor.leave([node]);
	});

	await t.test('many at once, whatever they are called', async () => {
		const renamed = desk.path('scan.pdf');
		writeFileSync(renamed, readFileSync(annex));
		const visitor = await visit();
		const answers = await visitor.check(contract, receiptOf(contract), renamed, receiptOf(annex), tender, unsealed);
		assert.equal(answers.length, 4);
		const kinds = Object.fromEntries(answers.map(({ name, kind }) => [name.split(' ')[0], kind]));
		assert.deepEqual(kinds, {
			'contract.pdf': 'valid',
			'scan.pdf': 'valid',
			'tender.pdf': 'valid',
			'unsealed.pdf': 'not-found',
		});
		await visitor.leave([node]);
	});

	await t.test('a document that was changed', async () => {
		const changed = desk.path('changed.pdf');
		writeFileSync(changed, readFileSync(contract, 'latin1').replace('%PDF-1.7', '%PDF-1.6'), 'latin1');
		assert.notDeepEqual(readFileSync(changed), readFileSync(contract));
		const visitor = await visit();
		const [answer] = await visitor.check(changed, receiptOf(contract));
		assert.equal(answer.kind, 'other-document');
		assert.equal(answer.line, `This is not the document that ${NAME} (${OURS.uscc}) sealed`);
		assert.ok(answer.codes.includes('document-differs'));
		const [alone] = await visitor.check(changed);
		assert.equal(alone.kind, 'not-found');
		await visitor.leave([node]);
	});

	await t.test('the receipt of another document, and one that was tampered with', async () => {
		const visitor = await visit();
		const [wrong] = await visitor.check(contract, receiptOf(annex));
		assert.equal(wrong.kind, 'other-document');
		const receipt = JSON.parse(readFileSync(receiptOf(contract), 'utf8'));
		// The first characters say its kind, and are often the same.
		const [at, { signature }] = [40, receipt.sender];
		receipt.sender.signature = `${signature.slice(0, at)}${signature[at] === 'A' ? 'B' : 'A'}${signature.slice(at + 1)}`;
		const forged = desk.path('forged.eseal');
		writeFileSync(forged, JSON.stringify(receipt));
		const [tampered] = await visitor.check(contract, forged);
		assert.equal(tampered.kind, 'does-not-hold');
		assert.match(tampered.line, /^Not proven: this receipt does not hold/);
		writeFileSync(forged, readFileSync(receiptOf(contract), 'utf8').slice(0, 500));
		const [cut] = await visitor.check(contract, forged);
		assert.equal(cut.kind, 'does-not-hold');
		await visitor.leave([node]);
	});

	await t.test("a stranger's seal", async () => {
		const visitor = await visit();
		await visitor.ready();
		await visitor.page.getByLabel('Whose seal do you expect?').fill(OURS.uscc.toLowerCase());
		await visitor.page.keyboard.press('Enter');
		for (const files of [[tender, receiptOf(tender)], [tender]]) {
			const [answer] = await visitor.check(...files);
			assert.equal(answer.kind, 'someone-else');
			assert.equal(answer.line, `Sealed by someone else: by ${NAME} (${STRANGER.uscc}), not by ${OURS.uscc}`);
		}
		// Whoever then expects the right one need not put it in again.
		await visitor.page.getByLabel('Whose seal do you expect?').fill(STRANGER.uscc);
		await visitor.page.keyboard.press('Enter');
		await visitor.page.waitForSelector('.answer.good');
		assert.equal((await visitor.answer()).line, sealedBy(STRANGER.uscc, 'valid'));
		await visitor.leave([node]);
	});

	await t.test('a code on paper: the link, the document, another document', async () => {
		const visitor = await visit();
		await visitor.check(contract, receiptOf(contract));
		await visitor.page.waitForSelector('.certificate .qr', { state: 'attached' });
		await visitor.page.emulateMedia({ media: 'print' });
		const code = visitor.page.locator('.certificate .qr');
		const link = String(await code.getAttribute('data-text'));
		assert.match(link, /^http:.*#\/check\?document=sha256:[0-9a-f]{64}&seal=0&use=0$/);
		const picture = desk.path('code.png');
		await code.screenshot({ path: picture });
		const pages = (await visitor.page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g);
		assert.equal(pages?.length, 1, 'the certificate fills one page');
		for (const words of [NAME, OURS.uscc, 'contract.pdf', 'the network of this test', 'How to check again']) {
			assert.ok((await visitor.page.locator('.certificate').textContent())?.includes(words), words);
		}
		assert.equal(await visitor.page.locator('main').isVisible(), false);
		await visitor.leave([node]);

		const scanning = await visit();
		await scanning.ready();
		await scanning.page.getByRole('button', { name: 'Scan a QR code' }).click();
		await scanning.page.setInputFiles('[data-testid=picture]', picture);
		const seen = await scanning.answer();
		assert.equal(seen.kind, 'document-not-shown');
		assert.match(seen.line, /show it, to see whether it is this one/);
		await scanning.page.setInputFiles('[data-testid=document]', contract);
		await scanning.page.waitForSelector('.answer.good');
		assert.equal((await scanning.answer()).line, sealedBy(OURS.uscc, 'valid'));
		// A page without a camera says so on its own surface, and nowhere else.
		scanning.errors = scanning.errors.filter((error) => !error.includes('camera'));
		await scanning.leave([node]);

		const forged = await visit({ link: new URL(link).hash });
		assert.equal((await forged.answer()).kind, 'document-not-shown');
		await forged.page.setInputFiles('[data-testid=files]', annex);
		await forged.page.waitForSelector('.answer.bad');
		assert.equal((await forged.answer()).kind, 'other-document');
		await forged.leave([node]);
	});

	await t.test('everything needed to check elsewhere: with Node.js alone, and no network', async () => {
		const visitor = await visit();
		await visitor.check(contract);
		const { name, bytes } = await visitor.download('Download everything needed to check elsewhere');
		assert.equal(name, 'contract.pdf.eseal-check.zip');
		const elsewhere = temporaryDirectory(t);
		unzip(bytes, elsewhere);
		writeFileSync(join(elsewhere, 'contract.pdf'), readFileSync(contract));
		const args = ['verifier/verify.mjs', 'verifier/eseal_receipt_wasm.wasm', 'contract.pdf', 'contract.pdf.eseal'];
		const paths = args.map((path) => join(elsewhere, path));
		const said = await run(process.execPath, [...paths, join(elsewhere, 'anchor.json'), '--by', OURS.uscc]);
		assert.equal(said.code, 0, said.output);
		const readme = readFileSync(join(elsewhere, 'README.txt'), 'utf8');
		for (const words of ['EVERYTHING NEEDED', '全部材料', 'the network of this test']) {
			assert.ok(readme.includes(words), words);
		}
		const theirs = await desk.type(['verify', contract, '--receipt', join(elsewhere, 'contract.pdf.eseal')], {
			anchor: join(elsewhere, 'anchor.json'),
			node: 'ws://127.0.0.1:9',
		});
		assert.equal(theirs.code, 0, theirs.stdout);
		await visitor.leave([node]);
	});

	await t.test('in Chinese, from the browser’s choice and by the switch', async () => {
		const visitor = await visit({ context: { locale: 'zh-CN' } });
		const [answer] = await visitor.check(contract, receiptOf(contract));
		assert.equal(answer.line, `用印企业：${NAME}（${OURS.uscc}）；有效`);
		assert.equal(await visitor.page.getAttribute('html', 'lang'), 'zh-CN');
		// No English is left, but for names of things.
		const text = String(await visitor.page.evaluate("document.querySelector('.screen').innerText"));
		const english = text.replace(/contract\.pdf|English|kB|QR|GMT\+8|\.eseal|[0-9A-Z]{18}/g, '').match(/[A-Za-z]{3,}/g);
		assert.deepEqual(english, null);
		await visitor.page.getByRole('button', { name: 'English' }).click();
		assert.equal((await visitor.answer()).line, sealedBy(OURS.uscc, 'valid'));
		await visitor.page.reload();
		await visitor.ready();
		assert.equal(await visitor.page.getAttribute('html', 'lang'), 'en');
		await visitor.leave([node]);
	});

	await t.test('for everyone: keyboard, screen readers, phones, and nothing that jumps', async () => {
		for (const locale of ['en-GB', 'zh-CN']) {
			for (const viewport of [
				{ width: 1280, height: 800 },
				{ width: 360, height: 740 },
			]) {
				const visitor = await visit({ context: { locale, viewport } });
				await visitor.ready();
				await visitor.assertStill();
				await visitor.assertAccessible();
				await visitor.check(contract, receiptOf(contract));
				for (const summary of await visitor.page.locator('.case > details > summary').all()) {
					await summary.click();
				}
				await visitor.assertAccessible();
				const wide = await visitor.page.evaluate('document.documentElement.scrollWidth > innerWidth');
				assert.equal(wide, false, `nothing sticks out at ${viewport.width} pixels`);
				await visitor.leave([node]);
				for (const page of ['sources', 'about', 'nowhere']) {
					const other = await visit({ context: { locale, viewport }, link: `#/${page}` });
					await other.page.waitForSelector('h1');
					await other.page.waitForLoadState('networkidle');
					await other.assertStill();
					await other.assertAccessible();
					await other.leave([node]);
				}
			}
		}
		const visitor = await visit();
		await visitor.ready();
		// By keyboard alone: past the navigation, to the files, and to the answer.
		await visitor.page.keyboard.press('Tab');
		await visitor.page.keyboard.press('Enter');
		assert.equal(await visitor.page.evaluate('document.activeElement?.id'), 'main');
		const reachesFiles = async () => {
			await visitor.page.keyboard.press('Tab');
			await visitor.until("document.activeElement?.matches('.drop button.main') ?? false");
			await visitor.page.keyboard.press('Enter');
		};
		// Waited for from before, as the browser is told to hand the dialog over.
		const [chooser] = await Promise.all([visitor.page.waitForEvent('filechooser'), reachesFiles()]);
		await chooser.setFiles([contract, receiptOf(contract)]);
		await visitor.until("document.activeElement?.tagName === 'H3'");
		assert.equal(
			await visitor.page.locator('[role=status].aside').textContent(),
			`contract.pdf: ${sealedBy(OURS.uscc, 'valid')}`,
		);
		await visitor.leave([node]);
	});

	await t.test('a node that lies is found out', async () => {
		for (const [what, lie] of Object.entries(LIES)) {
			let told = 0;
			const visitor = await visit({
				before: lying((answer, method) => {
					const instead = lie(answer, method);
					told += instead === undefined ? 0 : 1;
					return instead;
				}),
			});
			const [alone] = await visitor.check(contract);
			assert.ok(told > 0, `${what}: the lie was told`);
			assert.ok(['refuted', 'source-failed'].includes(alone.kind), `${what}: ${alone.line}`);
			assert.match(alone.line, /^Cannot tell/, what);
			// With a receipt the answer stands, as of the receipt, and it says so.
			const [withReceipt] = await visitor.check(contract, receiptOf(contract));
			if (what === 'a use of another e-seal') {
				// That is not asked then.
				assert.equal(withReceipt.kind, 'valid');
			} else {
				assert.equal(withReceipt.kind, 'since-unknown', `${what}: ${withReceipt.line}`);
				assert.match(withReceipt.notes.join(), /does not hold|could not be had/, what);
			}
			await visitor.leave([node]);
		}
		// One that denies a use is not found out: so its word is called its word.
		const visitor = await visit({
			before: lying((_, method) => (method === 'UsageLogApi_uses_of_document' ? '0x00' : undefined)),
		});
		const [denied] = await visitor.check(contract);
		assert.equal(denied.kind, 'not-found');
		assert.ok(denied.notes.some((note) => note.includes(`the word of ${node} alone`)));
		await visitor.leave([node]);
	});

	await t.test('sources: two anchors compared, another node named', async () => {
		const visitor = await visit({ link: '#/sources' });
		await visitor.page.waitForSelector('.facts');
		await visitor.page.setInputFiles('[data-testid=anchor]', desk.path('anchor.json'));
		await visitor.page.getByText('They agree.').waitFor();
		const [one, ...others] = anchor.authorities;
		const other = { ...anchor, authorities: [{ ...one, key: oneOff(one.key, 5) }, ...others] };
		await visitor.page.getByLabel('Or paste its text').fill(JSON.stringify(other));
		await visitor.page.getByRole('button', { name: 'Compare', exact: true }).click();
		await visitor.page.getByText('They contradict each other').waitFor();
		// Whoever takes the wrong one anyway gets no "valid" from it.
		await visitor.page.getByRole('button', { name: 'Check with this one from now on' }).click();
		await visitor.page.getByRole('link', { name: 'Check', exact: true }).click();
		const [answer] = await visitor.check(contract, receiptOf(contract));
		assert.equal(answer.kind, 'does-not-hold');
		await visitor.page.getByRole('link', { name: 'Sources' }).click();
		await visitor.page.getByRole('button', { name: /own anchor/ }).click();
		await visitor.page.getByLabel(/^Address/).fill('http://127.0.0.1');
		await visitor.page.getByRole('button', { name: 'Use it' }).click();
		await visitor.page.getByText('An address begins with').waitFor();
		await visitor.page.getByLabel(/^Address/).fill(network.urls[1]);
		await visitor.page.getByRole('button', { name: 'Use it' }).click();
		await visitor.page.getByRole('link', { name: 'Check', exact: true }).click();
		const [asked] = await visitor.check(contract);
		assert.ok(asked.notes.some((note) => note.includes(network.urls[1])));
		await visitor.leave([node, network.urls[1]]);
	});

	await t.test('with the network unplugged', async () => {
		const visitor = await visit();
		await visitor.ready();
		// What a certificate and a download need is there by then, too.
		await visitor.page.waitForLoadState('networkidle');
		await visitor.page.context().setOffline(true);
		const [answer] = await visitor.check(contract, receiptOf(contract));
		assert.equal(answer.line, sealedBy(OURS.uscc, 'valid when used'));
		assert.equal(answer.kind, 'since-unknown');
		assert.match(answer.notes.join(), /could not be had: no node answers/);
		await visitor.page.waitForSelector('.certificate .qr', { state: 'attached' });
		const { bytes } = await visitor.download('Download everything needed to check elsewhere');
		assert.ok(bytes.length > 100_000);
		const [alone] = await visitor.check(contract);
		assert.equal(alone.kind, 'source-failed');
		// That it cannot connect, the browser itself writes down.
		visitor.errors = visitor.errors.filter((error) => !error.includes('ERR_INTERNET_DISCONNECTED'));
		await visitor.leave([node]);
	});

	await t.test('in one file, from a disk, without any server', async () => {
		const file = pathToFileURL(join(portalDirectory(), 'eseal-portal.html')).href;
		const visitor = await Visitor.open(browser, file, { context: { offline: true } });
		await visitor.page.getByText('This page has no trust anchor').waitFor();
		await visitor.page.goto(`${file}#/sources`);
		await visitor.page.setInputFiles('[data-testid=anchor]', desk.path('anchor.json'));
		await visitor.page.getByRole('button', { name: 'Check with this one from now on' }).click();
		await visitor.page.getByRole('link', { name: 'Check', exact: true }).click();
		const [answer] = await visitor.check(contract, receiptOf(contract));
		assert.equal(answer.line, sealedBy(OURS.uscc, 'valid when used'));
		await visitor.assertAccessible();
		const { bytes } = await visitor.download('Download everything needed to check elsewhere');
		assert.ok(bytes.length > 100_000);
		await visitor.leave([]);

		// With its configuration in it, it asks nodes, too.
		const made = desk.path('eseal-portal.html');
		const page = readFileSync(join(portalDirectory(), 'eseal-portal.html'), 'utf8');
		const empty = '<script id="config" type="application/json">';
		assert.ok(page.includes(empty));
		writeFileSync(
			made,
			page.replace(empty, () => `${empty}${readFileSync(config, 'utf8')}`),
		);
		const configured = await Visitor.open(browser, pathToFileURL(made).href);
		const [found] = await configured.check(contract);
		assert.equal(found.line, sealedBy(OURS.uscc, 'valid'));
		await configured.leave([node]);
	});

	await t.test('a document of 10 MB: how long its verdict takes', async () => {
		const visitor = await visit();
		await visitor.ready();
		for (const [how, files] of /** @type {const} */ ([
			['with its receipt', [large, receiptOf(large)]],
			['found through a node', [large]],
		])) {
			const begun = performance.now();
			const [answer] = await visitor.check(...files);
			assert.equal(answer.line, sealedBy(OURS.uscc, 'valid'));
			t.diagnostic(`verdict on a document of 10 MB, ${how}: ${Math.round(performance.now() - begun)} ms`);
		}
		configure({ nodes: [] });
		const offline = await visit();
		await offline.ready();
		const begun = performance.now();
		const [answer] = await offline.check(large, receiptOf(large));
		t.diagnostic(
			`verdict on a document of 10 MB, with its receipt and nobody asked: ${Math.round(performance.now() - begun)} ms`,
		);
		assert.equal(answer.line, sealedBy(OURS.uscc, 'valid when used'));
		assert.match(answer.notes.join(), /was not asked/);
		configure({ nodes: [node] });
		await offline.leave([]);
		await visitor.leave([node]);
	});

	await t.test('revoked since, in both languages', async () => {
		await desk.does(['seal', 'revoke', ours.seal, '--reason', 'cessation-of-use'], { as: cast.owner });
		for (const [locale, line] of [
			['en-GB', /^Sealed by .* \(91330106MA2KXYA720\): valid when used; revoked since /],
			['zh-CN', /^用印企业：.*（91330106MA2KXYA720）；用印时有效，此后已撤销/],
		]) {
			const visitor = await visit({ context: { locale: String(locale) } });
			for (const files of [[contract, receiptOf(contract)], [contract]]) {
				const [answer] = await visitor.check(...files);
				assert.match(answer.line, /** @type {RegExp} */ (line));
				assert.equal(answer.kind, 'valid-then');
			}
			await visitor.leave([node]);
		}
	});

	await t.test(
		'the page makes the receipt that `eseal receipt` makes, byte for byte, across a change of authorities',
		async () => {
			await changeAuthorities(network);
			await network.disconnect();
			const [first, , silent] = network.validators;
			const finalized = async () => (await first.health())?.finalized ?? 0;
			const change = await finalized();
			await until('final blocks of the next authority set', async () => (await finalized()) > change + 2);
			// One silent agency pauses finality, so both tell as of the same block.
			await silent.stop();
			let last = -1;
			await until(
				'finality to pause',
				async () => {
					const before = last;
					last = await finalized();
					return before === last && last > 0;
				},
				{ pauseMs: 5_000 },
			);
			const visitor = await visit();
			for (const [file, kind] of [
				[contract, 'valid-then'],
				[second, 'valid-then'],
				[tender, 'valid'],
			]) {
				const [answer] = await visitor.check(file);
				assert.equal(answer.kind, kind, answer.text);
				const { bytes } = await visitor.download('Download the receipt');
				// Each a file of its own: `eseal receipt` makes anew the receipt that lies there.
				const theirs = `${file}.theirs`;
				await desk.does(['receipt', file, '--out', theirs]);
				assert.equal(bytes.toString(), readFileSync(theirs, 'utf8'), file);
				assert.ok(JSON.parse(bytes.toString()).evidence.handOffs.length > 0);
			}
			await visitor.leave([node]);
		},
	);
});
