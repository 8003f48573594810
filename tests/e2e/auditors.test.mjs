// The pages of supervisors and auditors in a browser, on a real network of three agencies with its index: what they find, what is
// proven to them, and what they are told of an index that is wrong.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Keyring } from '@polkadot/keyring';
import { serve } from '../../portal/serve.mjs';
import { officers } from '../lib/accounts.mjs';
import { portalDirectory, startBrowser, Visitor } from '../lib/browser.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { sha256 } from '../lib/digests.mjs';
import { Desk } from '../lib/eseal.mjs';
import { fixturePath } from '../lib/fixtures.mjs';
import { freePorts } from '../lib/free-ports.mjs';
import { issue, NAME, people, withSeal } from '../lib/issue.mjs';
import { SealKey } from '../lib/seal-key.mjs';
import { submit } from '../lib/submit.mjs';
import { TestNetwork, temporaryDirectory } from '../lib/test-network.mjs';
import { until } from '../lib/wait.mjs';
import { AuditorsIndex } from '../network/auditors-index.mjs';
import { stateUse } from '../story/3-use.mjs';

/** What a crash loses costs nothing here. */
const UNSAFE = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

const OURS = { uscc: '91330106MA2KXYA720', code: '3301060000001', algorithm: 'sr25519' };
const STRANGER = { uscc: '91330100799655058B', code: '3301060000002', algorithm: 'ed25519' };
const SECRET = `0x${'42'.repeat(32)}`;

/** More uses than a page has. */
const MANY = 27;

const OTHER = `0x${'ab'.repeat(32)}`;

/** The window of a telephone. */
const PHONE = { viewport: { width: 390, height: 844 } };

test('the pages of auditors, on three agencies', { timeout: 1_500_000 }, async (t) => {
	const network = await TestNetwork.start(t);
	const [node] = network.urls;
	const home = temporaryDirectory(t);
	const [port] = await freePorts(1);
	const index = new AuditorsIndex({ home, node, port, env: { INDEX_CHECK_MINUTES: '1' }, postgres: UNSAFE });
	whenDone(t, async () => {
		await index.stop();
		index.dropData();
	});
	await index.start();
	const browser = await startBrowser(t);

	const desk = new Desk(temporaryDirectory(t), node);
	const cast = await people(desk, SECRET);
	const checker = await desk.key('checker', { secret: '//PublicSecurity//second' });
	await desk.does(['anchor', '--out', desk.path('anchor.json')]);
	const ours = await issue(desk, cast, OURS);
	const strangers = await issue(desk, cast, STRANGER);
	const document = (/** @type {string} */ name) => {
		const path = desk.path(name);
		writeFileSync(path, Buffer.concat([readFileSync(fixturePath('contract.pdf')), Buffer.from(`% ${name}\n`)]));
		return path;
	};
	const contract = document('contract.pdf');
	const documents = Array.from({ length: MANY }, (_, i) => document(`annex-${i}.pdf`));
	const as = { as: cast.operator };
	await desk.does(['use', contract, ...withSeal(desk, ours)], as);
	const exported = async () => (await fetch(`${index.url}/export/${ours.seal}.jsonl`)).text();
	/** The log with its first use alone, as it was then. */
	const old = await until('the first use in an export', async () => {
		const text = await exported();
		return text.trimEnd().split('\n').length === 2 ? text : undefined;
	});
	await desk.does(['use', ...documents, ...withSeal(desk, ours)], as);
	await desk.does(['use', document('tender.pdf'), ...withSeal(desk, strangers)], as);

	// A use with a stranger's signature, which the block refuses.
	const api = await network.connect();
	const signer = new Keyring({ type: 'ed25519' }).addFromSeed(Buffer.from(SECRET.slice(2), 'hex'));
	const { statement, bytes } = await stateUse({ api, signer }, Number(ours.seal), { One: sha256(Buffer.from('x')) });
	const refused = await submit(
		api,
		api.tx.usageLog.recordUse(Number(ours.seal), statement, new SealKey().sign(bytes)),
		signer,
	);
	assert.equal(refused.error?.name, 'SignatureInvalid');

	// The physical seal is lost: that takes two officers.
	const lost = ['physical', 'report', OURS.code, 'lost', '--since', new Date(Date.now() - 10_000).toISOString()];
	const { data: prepared } = await desk.does(lost, { as: cast.ps });
	await desk.does(['act', 'confirm', String(prepared.prepared)], { as: checker });
	const digest = (await api.call.usageLogApi.useDigest(Number(ours.seal), 0)).unwrap();
	const flag = api.tx.usageLog.flagUse(Number(ours.seal), 0, 0, digest, 'Disputed', null);
	assert.equal((await submit(api, flag, officers().publicSecurity)).error, undefined);

	const newest = Number((await api.rpc.chain.getHeader()).number);
	await until(`block ${newest} being indexed`, async () => {
		const { status } = await index.ask('{ status { indexed { number } } }');
		return status.indexed.number >= newest;
	});
	await until('the first check of the index', async () => (await index.ask('{ check { found } }')).check?.found === 0, {
		patienceMs: 120_000,
	});

	const config = desk.path('config.json');
	const anchor = JSON.parse(readFileSync(desk.path('anchor.json'), 'utf8'));
	const configure = (/** @type {object} */ more) =>
		writeFileSync(
			config,
			JSON.stringify({ nodes: [node], anchor: { origin: 'the network of this test', value: anchor }, ...more }),
		);
	configure({ index: 'index/' });
	const { url, close } = await serve({ config, directory: portalDirectory(), index: index.url });
	whenDone(t, close);

	/**
	 * Opens a page of auditors.
	 *
	 * @param {string} path  what follows `#/audit`
	 * @param {Parameters<typeof Visitor.open>[2]} [options]
	 */
	const visit = async (path, options) => {
		const visitor = await Visitor.open(browser, url, { ...options, link: `#/audit${path}` });
		await visitor.page.waitForSelector('h1');
		return visitor;
	};
	const text = (/** @type {Visitor} */ visitor, /** @type {string} */ selector) =>
		visitor.page
			.locator(selector)
			.first()
			.textContent()
			.then((found) => found ?? '');
	/** Waits until the page has answers to all that it asked: an answer may lead to more questions. @param {Visitor} visitor */
	const settled = async (visitor) => {
		for (let quiet = 0; quiet < 5; quiet++) {
			await visitor.page.waitForTimeout(60);
			const asks = "!document.querySelector('.audit .standing') || !!document.querySelector('.audit .asking')";
			quiet = (await visitor.page.evaluate(asks)) ? -1 : quiet;
		}
	};
	/** Waits for what the page says of the index. @param {Visitor} visitor @param {string} tone */
	const standing = async (visitor, tone) => {
		await visitor.until(`document.querySelector('.standing')?.dataset.tone === '${tone}'`);
		return text(visitor, '.standing');
	};

	await t.test(
		'search: by name, part, pinyin and code; an e-seal, a physical seal, a document, an account',
		async () => {
			const visitor = await visit('');
			const { page } = visitor;
			const field = page.getByRole('searchbox');
			for (const typed of ['科技', 'hangzhou', 'hzmm', '91330106']) {
				await field.fill(typed);
				await page.keyboard.press('Enter');
				await page.locator('.found .cards a', { hasText: OURS.uscc }).waitFor();
				assert.match(await text(visitor, '.found .cards'), new RegExp(`${NAME}`));
			}
			await field.fill('上海');
			await page.keyboard.press('Enter');
			await page.getByText('No enterprise is found').waitFor();
			for (const [typed, title] of [
				[`#${ours.seal}`, `E-seal ${ours.seal}`],
				[OURS.code, `Physical seal ${OURS.code}`],
				[OURS.uscc, NAME],
				[signer.address, 'Account'],
			]) {
				await page.goto(`${url}#/audit`);
				await field.fill(typed);
				await page.getByRole('button', { name: 'Search', exact: true }).click();
				await page.getByRole('heading', { level: 1, name: title }).waitFor();
			}
			await page.goto(`${url}#/audit`);
			await page.locator('button:has-text("Choose a document"):enabled').waitFor();
			const isFound = async () => {
				await page.getByRole('heading', { level: 1, name: 'A document' }).waitFor();
				await page.locator('td', { hasText: OURS.uscc }).waitFor();
			};
			await page.setInputFiles('[data-testid=document]', contract);
			await isFound();
			// By the digest alone, which may be of anything.
			await page.goto(`${url}#/audit?q=0x${sha256(readFileSync(contract)).Sha256.slice(2)}`);
			await page.getByRole('link', { name: 'The SHA-256 digest of a document' }).click();
			await isFound();
			await visitor.leave([node]);
		},
	);

	await t.test('an e-seal: its life, who prepared and who confirmed, flags, refused uses, figures', async () => {
		const visitor = await visit(`/seal?id=${ours.seal}`);
		await settled(visitor);
		const { page } = visitor;
		const changes = await page
			.locator('.timeline > li')
			.evaluateAll((all) => all.map((one) => /** @type {any} */ (one).dataset.change));
		assert.deepEqual(changes, ['Applied', 'Activated', 'HoldPlaced']);
		const held = page.locator('[data-change=HoldPlaced]');
		const accounts = await held.locator('.account').evaluateAll((all) => all.map((one) => one.getAttribute('title')));
		assert.deepEqual(accounts, [cast.ps.account, checker.account]);
		const said = (await held.textContent()) ?? '';
		assert.match(said, /physical seal lost or destroyed[\s\S]*Counts since[\s\S]*Prepared by[\s\S]*Confirmed by/);
		const all = await text(visitor, '.audit');
		assert.match(all, /Disputed|disputed/);
		assert.match(all, /UsageLog\.SignatureInvalid/);
		assert.match(await text(visitor, '.audit > .facts, .audit .facts'), new RegExp(`Uses${MANY + 1} \\(records`));
		assert.match(
			(await page.getByRole('img').first().getAttribute('aria-label')) ?? '',
			new RegExp(`uses: ${MANY + 1};`),
		);
		// Every figure leads to its block, extrinsic and event.
		for (const section of ['log', 'grants', 'flags']) {
			const rows = page.locator(`section[aria-labelledby=${section}] tbody tr`);
			assert.ok((await rows.count()) > 0, section);
			assert.equal(await rows.locator('a[href*="#/audit/event"]').count(), await rows.count(), section);
		}
		await held.getByRole('link', { name: /^event / }).click();
		await page.getByRole('heading', { level: 1, name: /^Event \d+ of block/ }).waitFor();
		await page.getByText('Hold placed on the e-seal').waitFor();
		await page.getByRole('link', { name: /^extrinsic / }).click();
		await page.getByText('DualControl.confirm', { exact: true }).waitFor();
		await page.getByText('Act confirmed by a second officer').waitFor();
		await page.locator('.facts a').nth(1).click();
		await page.getByText('they were not altered').waitFor();
		assert.match(await text(visitor, '.audit'), /Slot \d+, which begins at .* GMT\+8/);
		await page.getByText(`${node} has the same block.`).nth(1).waitFor();
		await visitor.leave([node]);
	});

	await t.test('uses page by page, a single one, and those of some days', async () => {
		const visitor = await visit(`/seal?id=${ours.seal}`);
		await settled(visitor);
		const { page } = visitor;
		const log = page.locator('section[aria-labelledby=log]');
		const indices = () => log.locator('tbody tr td:first-child').allInnerTexts();
		assert.equal((await indices()).length, 25);
		assert.equal((await indices())[0], String(MANY));
		await log.getByRole('button', { name: 'Next page' }).click();
		await visitor.until("document.querySelectorAll('section[aria-labelledby=log] tbody tr').length === 3");
		assert.deepEqual(await indices(), ['2', '1', '0']);
		assert.ok(await log.getByRole('button', { name: 'Next page' }).isDisabled());
		await log.getByRole('button', { name: 'Previous page' }).click();
		await visitor.until("document.querySelectorAll('section[aria-labelledby=log] tbody tr').length === 25");
		await log.getByLabel('Use no.').fill('7');
		await log.getByRole('button', { name: 'Show', exact: true }).click();
		await visitor.until("document.querySelectorAll('section[aria-labelledby=log] tbody tr').length === 1");
		assert.deepEqual(await indices(), ['7']);
		await log.locator('tbody a[href*="#/audit/event"]').click();
		await page.getByText('The e-seal then, as was on record then').waitFor();
		assert.match(await text(visitor, '.audit'), /as was on record then\s*usable \(active\)/);
		await page.goBack();
		await settled(visitor);
		await log.getByLabel('Use no.').waitFor();
		await log.getByRole('button', { name: 'Show all' }).click();
		await visitor.until("document.querySelectorAll('section[aria-labelledby=log] tbody tr').length === 25");
		await log.getByLabel('From').fill('2001-01-01');
		await log.getByLabel('To', { exact: true }).fill('2001-01-31');
		await log.getByRole('button', { name: 'Show', exact: true }).click();
		await log.getByText('No use lies in these days').waitFor();
		// A use is checked against a node, on the public page.
		await log.getByRole('button', { name: 'Show all' }).click();
		await log.getByRole('link', { name: `Check use ${MANY} against a node` }).click();
		const answer = await visitor.answer();
		assert.match(answer.line, new RegExp(`sealed by ${NAME} \\(${OURS.uscc}\\)`));
		await visitor.leave([node]);
	});

	await t.test('the enterprise, its register history; an officer’s acts between two dates; an account', async () => {
		const visitor = await visit(`/enterprise?uscc=${OURS.uscc}`);
		await settled(visitor);
		const { page } = visitor;
		const names = await page.locator('.event-name').allInnerTexts();
		assert.deepEqual(
			['Enterprise registered', 'Physical seal filed', 'E-seal applied for', 'E-seal approved'].filter(
				(name) => !names.includes(name),
			),
			[],
		);
		await page.getByText('Nothing changed since.').waitFor();
		await page.goto(`${url}#/audit/physical?code=${OURS.code}`);
		const reported = page.locator('[data-change=Reported]');
		await reported.waitFor();
		const who = await reported.locator('.account').evaluateAll((all) => all.map((one) => one.getAttribute('title')));
		assert.deepEqual(who, [cast.ps.account, checker.account]);
		await page.goto(`${url}#/audit/officer?account=${cast.ps.account}&from=2001-01-01`);
		await page.getByText('Physical seal reported lost or destroyed').first().waitFor();
		const deeds = page.locator('tbody tr', { hasText: 'what it had prepared was confirmed' });
		assert.match((await deeds.first().textContent()) ?? '', /report a physical seal/);
		assert.equal(await deeds.locator('.account').first().getAttribute('title'), checker.account);
		const acts = await page.locator('.event-name').allInnerTexts();
		assert.ok(acts.includes('Use flagged') && acts.includes('Act prepared by a first officer'), acts.join());
		assert.ok(!acts.includes('Enterprise registered'), 'that is another officer’s');
		await page.getByLabel('To', { exact: true }).fill('2001-01-31');
		await page.getByRole('button', { name: 'Show', exact: true }).click();
		await page.getByText('No act of an officer lies in these days').waitFor();
		await page.getByLabel('Account of the officer').fill('nobody');
		await page.getByRole('button', { name: 'Show', exact: true }).click();
		await page.getByText('This is no account of this network.').waitFor();
		await page.goto(`${url}#/audit/account?id=${signer.address}`);
		await page.getByText('UsageLog.SignatureInvalid').first().waitFor();
		await visitor.leave([node]);
	});

	/** Proves the export of an e-seal. @param {Visitor} visitor */
	const prove = async (visitor) => {
		const { page } = visitor;
		await page
			.locator('button:has-text("Fetch the log and prove it"):enabled, button:has-text("Prove again"):enabled')
			.click();
		await visitor.until("['checked', 'failed'].includes(document.querySelector('.proof')?.dataset.phase)");
		return text(visitor, '.proof');
	};

	await t.test('an export is proven to have every use up to a block, and is what was downloaded', async () => {
		const visitor = await visit(`/seal?id=${ours.seal}`);
		const { page } = visitor;
		const said = await prove(visitor);
		assert.match(said, /^Proven: this export has every use of this seal up to block [\d,]+, and no other/);
		assert.match(said, new RegExp(`${MANY + 1} \\(records`));
		await page.getByText(`By the word of ${node}, the seal was not used since`).waitFor();
		const lines = await visitor.download('Save as JSON Lines (what was proven)');
		const file = desk.path('log.jsonl');
		writeFileSync(file, lines.bytes);
		const checked = await desk.type(['audit', 'check', file, '--by', OURS.uscc], { node: 'ws://127.0.0.1:9' });
		assert.equal(checked.code, 0, checked.stdout);
		const csv = await visitor.download('Save as CSV, for spreadsheets (made of what was proven)');
		assert.equal(csv.bytes.toString().trimEnd().split('\r\n').length, MANY + 2);
		// A file of one's own, also one that lacks a use, and that of another e-seal.
		const all = lines.bytes.toString().trimEnd().split('\n');
		const cut = desk.path('cut.jsonl');
		writeFileSync(cut, `${[...all.slice(0, 3), ...all.slice(4)].join('\n')}\n`);
		await page.setInputFiles('[data-testid=export]', cut);
		await page.locator('.proof .bad').waitFor();
		await page.setInputFiles('[data-testid=export]', file);
		await page.locator('.proof .good').waitFor();
		// What is asked about the one before comes late, and does not stand under the other's name.
		await page.setInputFiles('[data-testid=export]', cut);
		await page.locator('.proof .bad').waitFor();
		await page.waitForTimeout(1_000);
		assert.match(await text(visitor, '.proof'), /^Not proven/);
		const other = await (await fetch(`${index.url}/export/${strangers.seal}.jsonl`)).text();
		writeFileSync(file, other);
		await page.setInputFiles('[data-testid=export]', file);
		await page.getByText(`This export is of another e-seal: ${strangers.seal}.`).waitFor();
		await visitor.leave([node]);
	});

	await t.test('an index that leaves a use out of an export, or alters one, is caught', async () => {
		const lies = {
			'one left out': (/** @type {string[]} */ lines) => lines.filter((_, i) => i !== 5),
			'one twice': (/** @type {string[]} */ lines) => [...lines.slice(0, 4), lines[3], ...lines.slice(4)],
			'the last ones left out': (/** @type {string[]} */ lines) => lines.slice(0, -3),
			'another document': (/** @type {string[]} */ lines) =>
				lines.map((line, i) => (i === 2 ? line.replace(/sha256:0x../, 'sha256:0x00') : line)),
			'fewer said': (/** @type {string[]} */ [header, ...lines]) => [
				header.replace(`"count":${MANY + 1}`, `"count":${MANY}`).replace(`"records":${MANY + 1}`, `"records":${MANY}`),
				...lines.slice(0, -1),
			],
		};
		for (const [what, lie] of Object.entries(lies)) {
			const visitor = await visit(`/seal?id=${ours.seal}`, {
				before: (page) =>
					page.route('**/export/*.jsonl', async (route) => {
						const answer = await route.fetch();
						const lines = lie((await answer.text()).trimEnd().split('\n'));
						await route.fulfill({ response: answer, body: `${lines.join('\n')}\n` });
					}),
			});
			assert.match(await prove(visitor), /^Not proven/, what);
			await visitor.leave([node]);
		}
	});

	await t.test('the head is proven by a node, too: an old log does not pass for the present one', async () => {
		const honest = await visit(`/seal?id=${ours.seal}`);
		await honest.page.locator('button:has-text("newest block"):enabled').click();
		await honest.until("['checked', 'failed'].includes(document.querySelector('.proof')?.dataset.phase)");
		assert.match(await text(honest, '.proof'), /^Proven/);
		await honest.leave([node]);
		const visitor = await visit(`/seal?id=${ours.seal}`, {
			before: (page) => page.route('**/export/*.jsonl', (route) => route.fulfill({ body: old })),
		});
		// It has every use up to its block: what came later a node tells.
		assert.match(await prove(visitor), /^Proven/);
		await visitor.page.getByText(new RegExp(`more uses are final .*: ${MANY}\\.`)).waitFor();
		await visitor.page.locator('button:has-text("newest block"):enabled').click();
		await visitor.page.locator('.proof .bad').waitFor();
		assert.match(await text(visitor, '.proof'), /^Not proven/);
		await visitor.leave([node]);
	});

	await t.test('what is happening now: final, awaiting finality, seats, alarms, refused uses', async () => {
		const visitor = await visit('/now');
		const { page } = visitor;
		await page.locator('.seats li').nth(2).waitFor();
		assert.equal(await page.locator('.seats li.good').count(), 3);
		const first = Number((await text(visitor, '[data-testid=final]')).replace(/\D/g, ''));
		await visitor.until(
			`Number(document.querySelector('[data-testid=final]')?.textContent.replace(/\\D/g, '')) > ${first}`,
		);
		await page.locator('.alarms [data-kind=UseRefused]').waitFor();
		assert.match(await text(visitor, '.alarms'), new RegExp(`Use refused[\\s\\S]*E-seal ${ours.seal}`));
		await page.getByLabel('Kind').selectOption('BurstOfUses');
		await page.getByText('No alarm was raised.').waitFor();
		assert.match(await text(visitor, '.audit'), /INDEX_WEBHOOKS[\s\S]*x-eseal-signature/);
		await visitor.leave([node]);
	});

	await t.test('every page in both languages, on a desktop and a phone, for people and screen readers', async () => {
		const block = refused.block.number;
		const paths = [
			'',
			'?q=keji',
			`/enterprise?uscc=${OURS.uscc}`,
			`/physical?code=${OURS.code}`,
			`/seal?id=${ours.seal}`,
			'/officer?from=2001-01-01',
			`/account?id=${signer.address}`,
			`/document?digest=sha256:${sha256(readFileSync(contract)).Sha256}`,
			'/now',
			`/block?number=${block}`,
			`/extrinsic?block=${block}&index=${refused.index}`,
			`/event?block=${block}&index=1`,
			'/seal?id=999999',
		];
		for (const locale of ['en-GB', 'zh-CN']) {
			for (const context of [{}, PHONE]) {
				for (const path of paths) {
					const visitor = await visit(path, { context: { locale, ...context } });
					await settled(visitor);
					await standing(visitor, 'good');
					await visitor.assertStill();
					await visitor.assertAccessible();
					const { page } = visitor;
					const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
					assert.ok(wider <= 0, `${path} in ${locale} is ${wider} pixels wider than the window`);
					if (locale === 'zh-CN') {
						const headings = await page.locator('h1, h2').allInnerTexts();
						const foreign = headings.filter((heading) => !/\p{Script=Han}/u.test(heading) && !/^sha256:/.test(heading));
						assert.deepEqual(foreign, [], path);
						assert.deepEqual(await page.locator('[lang=en].hint').allInnerTexts(), [], `left in English: ${path}`);
					}
					await visitor.leave([node]);
				}
			}
		}
	});

	await t.test('with the keyboard alone: from the search to an e-seal’s proof', async () => {
		const visitor = await visit('');
		const { page } = visitor;
		await page.getByRole('searchbox').focus();
		await page.keyboard.type(`#${ours.seal}`);
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { level: 1, name: `E-seal ${ours.seal}` }).waitFor();
		// One goes on where the page begins.
		await visitor.until("document.activeElement?.id === 'main'");
		await settled(visitor);
		for (let pressed = 0; pressed < 120; pressed++) {
			await page.keyboard.press('Tab');
			if ((await page.evaluate('document.activeElement?.textContent')) === 'Fetch the log and prove it') {
				break;
			}
		}
		await page.keyboard.press('Enter');
		await visitor.until("['checked', 'failed'].includes(document.querySelector('.proof')?.dataset.phase)");
		await visitor.leave([node]);
	});

	/** Lets the index say something else. @param {(data: any) => object} lie  what it says in place of the same fields */
	const saying = (lie) => (/** @type {import('playwright-core').Page} */ page) =>
		page.route('**/graphql', async (route) => {
			const answer = await route.fetch();
			const { data, ...rest } = /** @type {any} */ (await answer.json());
			await route.fulfill({
				response: answer,
				body: JSON.stringify({ ...rest, data: data && { ...data, ...lie(data) } }),
			});
		});

	/** Leaves a page that was lied to, and may be asking at the moment. @param {Visitor} visitor */
	const leave = async (visitor) => {
		await visitor.page.unrouteAll({ behavior: 'ignoreErrors' });
		await visitor.leave([node]);
	};

	await t.test('an index that is wrong, behind, of another chain or silent is said to be', async () => {
		/** @type {[RegExp, string, (data: any) => any][]} */
		const lies = [
			[/contradicts/, 'bad', ({ status }) => ({ status: { ...status, indexed: { ...status.indexed, hash: OTHER } } })],
			[/another chain/, 'bad', () => ({ genesis: { hash: OTHER } })],
			[/differences: 3/, 'bad', ({ check }) => ({ check: { ...check, found: 3 } })],
			[
				/index is behind: 40 final blocks/,
				'caution',
				({ status }) => ({ status: { ...status, node: { behind: 40 } } }),
			],
			[
				/stands still/,
				'caution',
				({ status }) => ({
					status: { ...status, indexed: { ...status.indexed, time: status.indexed.time - 3_600_000 } },
				}),
			],
			[/has not been checked/, 'caution', () => ({ check: null })],
		];
		for (const [line, tone, lie] of lies) {
			// Of what the index says of itself, and of nothing else.
			const visitor = await visit('', { before: saying((data) => ('genesis' in data ? lie(data) : {})) });
			assert.match(await standing(visitor, tone), line);
			await leave(visitor);
		}
		const number = refused.block.number;
		const altered = await visit(`/block?number=${number}`, {
			before: saying(({ block }) =>
				block?.header ? { block: { ...block, header: block.header.replace(/..$/, '00') } } : {},
			),
		});
		await altered.page.getByText('The header that the index gives is not of this hash').waitFor();
		await leave(altered);

		await index.end('serve');
		const visitor = await visit('');
		await visitor.page.getByText('The index does not answer').first().waitFor();
		index.startPart('serve');
		await until('the index to answer', async () => (await fetch(`${index.url}/health`).catch(() => undefined))?.ok);
		await visitor.page.locator('.audit > .box button').first().click();
		await standing(visitor, 'good');
		// The browser itself writes on the console that it was answered with 502.
		visitor.errors = visitor.errors.filter((error) => !error.includes('502'));
		await visitor.leave([node]);
	});

	await t.test('one agency silent: what is recorded awaits finality, and the page says so', async () => {
		await network.disconnect();
		const [, , silent] = network.validators;
		const visitor = await visit('/now');
		await visitor.page.locator('[data-testid=awaiting]').waitFor();
		await silent.stop();
		await visitor.until(
			`Number(document.querySelector('[data-testid=awaiting]')?.textContent.replace(/\\D/g, '')) >= 5`,
		);
		const final = await text(visitor, '[data-testid=final]');
		await visitor.page.waitForTimeout(6_000);
		assert.equal(await text(visitor, '[data-testid=final]'), final);
		await visitor.leave([node]);
	});

	await t.test('what is asked below /index/ goes to the index, whatever host it names', async () => {
		for (const path of ['index//example.invalid/', 'index/http://example.invalid/', 'index/nothing']) {
			const answer = await fetch(`${url}${path}`);
			assert.equal(answer.status, 404, path);
			assert.match(await answer.text(), /there is nothing here: ask \/graphql/, path);
			assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'/, path);
		}
	});

	await t.test('a page without an index has no such page in its navigation, and says why', async () => {
		configure({});
		const visitor = await Visitor.open(browser, url, { link: '#/audit' });
		await visitor.page.getByText('This page has no index.').waitFor();
		assert.equal(await visitor.page.locator('nav a', { hasText: 'Audit' }).count(), 0);
		await visitor.leave();
	});
});
