// The page "Act" in a browser, on a real network of three agencies: an owner, an operator and officers with a test wallet or a key
// file, in both languages, and what goes wrong.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { serve } from '../../portal/serve.mjs';
import { account, officers, seats, secondOfficers } from '../lib/accounts.mjs';
import { Actor, inDays } from '../lib/acting.mjs';
import { portalDirectory, startBrowser, Visitor } from '../lib/browser.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { sha256 } from '../lib/digests.mjs';
import { Desk } from '../lib/eseal.mjs';
import { fixture, fixturePath } from '../lib/fixtures.mjs';
import { lying, oneOff } from '../lib/lies.mjs';
import { submit } from '../lib/submit.mjs';
import { TestNetwork, temporaryDirectory } from '../lib/test-network.mjs';
import { Wallet } from '../lib/wallet.mjs';

const PASSWORD = 'a password for tests';
const NAME = '杭州某某科技有限公司';

/** Each language with an enterprise of its own, and what the page says in it. */
const LANGUAGES = [
	{
		locale: 'en-GB',
		uscc: '91330106MA2KXYA720',
		code: '3301060000001',
		apply: 'Apply for an e-seal',
		grant: 'Let an operator use the e-seal',
		seal: 'Seal a document',
		approve: 'Approve an application',
		freeze: 'Freeze an enterprise',
		flag: 'Flag a use',
		waiting: 'Acts that wait for a second officer',
		turnDown: /^Turn down/,
		confirm: /^Look at it/,
		download: 'Download the receipt',
		wrongPassword: /The password is wrong/,
		officer: /officer of Data Resources/,
		second: /has to confirm it after this/,
		oneself: /another officer of the seat confirms it/,
		notGranted: /The grant does not allow this purpose/,
		frozen: /Public Security froze the enterprise/,
	},
	{
		locale: 'zh-CN',
		uscc: '91330100799655058B',
		code: '3301060000002',
		apply: '申请电子印章',
		grant: '授权经办人用印',
		seal: '对文件用印',
		approve: '批准申请',
		freeze: '冻结企业',
		flag: '对用印作疑点标记',
		waiting: '待复核的履职行为',
		turnDown: /^复核驳回/,
		confirm: /^查看并复核/,
		download: '下载用印凭证',
		wrongPassword: /密码不正确/,
		officer: /数据资源部门的工作人员/,
		second: /此后须由另一名工作人员复核/,
		oneself: /须由本席位的另一名工作人员复核/,
		notGranted: /该授权不含这种用途/,
		frozen: /公安机关已冻结该企业/,
	},
];

test('acting in the page, on three agencies', { timeout: 1_800_000 }, async (t) => {
	const network = await TestNetwork.start(t);
	const browser = await startBrowser(t);
	const api = await network.connect();
	// Runtime APIs that polkadot.js reads from the metadata, and that the types of these tests do not know.
	const asked = /** @type {any} */ (api.call);
	const nodes = network.urls.slice(0, 1);
	const [node] = nodes;
	const desk = new Desk(temporaryDirectory(t), node);
	await desk.does(['anchor', '--out', desk.path('anchor.json')]);
	const config = desk.path('config.json');
	const configure = (/** @type {object} */ more) => {
		const anchor = {
			origin: 'the network of this test',
			value: JSON.parse(readFileSync(desk.path('anchor.json'), 'utf8')),
		};
		writeFileSync(config, JSON.stringify({ anchor, nodes, development: true, ...more }));
	};
	configure({});
	const { url, close } = await serve({ config, directory: portalDirectory() });
	whenDone(t, close);

	/** A key file as polkadot.js writes it. */
	const keyFile = (/** @type {string} */ path) => {
		const file = desk.path(`${path.replaceAll('/', '_')}.json`);
		writeFileSync(file, JSON.stringify(account(path).toJson(PASSWORD)));
		return { file, password: PASSWORD };
	};
	const made = async (/** @type {any} */ call, /** @type {import('@polkadot/keyring/types').KeyringPair} */ signer) => {
		const { error } = await submit(api, call, signer, { until: 'block' });
		assert.equal(error, undefined, JSON.stringify(error));
	};
	const open = (
		/** @type {import('@polkadot/keyring/types').KeyringPair} */ pair,
		/** @type {Parameters<typeof Actor.open>[3] & { way?: ConstructorParameters<typeof Wallet>[2] }} */ {
			way,
			...more
		} = {},
	) => Actor.open(browser, url, new Wallet(api, pair, way), more);

	const [dataResources, second] = [officers().dataResources, secondOfficers().dataResources];
	const ownerOf = (/** @type {string} */ uscc) => account(`//Owner//${uscc}`);
	const operatorOf = (/** @type {string} */ uscc) => account(`//Operator//${uscc}`);
	const certificate = desk.path('seal.crt');
	writeFileSync(certificate, 'a certificate');
	const picture = fixturePath('imprint-1.png');
	const document = desk.path('contract.pdf');
	writeFileSync(document, fixture('contract.pdf'));

	// An approval takes two officers here, a freeze one.
	await made(api.tx.dualControl.setPolicy('Approve', 'Two'), seats().dataResources);
	for (const { uscc, code } of LANGUAGES) {
		const { marketSupervision, publicSecurity } = officers();
		await made(api.tx.eSeal.registerEnterprise(uscc, NAME, ownerOf(uscc).address, 'Enforced'), marketSupervision);
		const imprint = sha256(readFileSync(picture));
		await made(api.tx.eSeal.filePhysicalSeal(code, uscc, 'Official', imprint, '杭州刻章厂'), publicSecurity);
	}

	await t.test('nothing jumps while it loads, on a desktop and a phone', async () => {
		for (const { locale } of LANGUAGES) {
			for (const viewport of [
				{ width: 1280, height: 800 },
				{ width: 360, height: 740 },
			]) {
				const visitor = await Visitor.open(browser, url, { link: '#/act', context: { locale, viewport } });
				await visitor.page.locator('[name=key]').waitFor();
				await visitor.page.waitForLoadState('networkidle');
				await visitor.assertStill();
				await visitor.assertAccessible();
				await visitor.leave(nodes);
			}
		}
	});

	for (const words of LANGUAGES) {
		const { locale, uscc, code } = words;
		const options = { context: { locale } };
		const owner = ownerOf(uscc);
		const operator = operatorOf(uscc);
		const sealKey = keyFile(`//Seal//${uscc}`);
		writeFileSync(certificate, `the certificate of ${uscc}`);
		let seal = '';

		await t.test(`${locale}: the owner applies, with the seal key`, async () => {
			const actor = await open(owner, options);
			await actor.visitor.assertAccessible();
			await actor.chooses(words.apply);
			await actor.visitor.assertAccessible();
			const form = {
				uscc,
				code,
				'@certificate': certificate,
				'@picture': picture,
				until: inDays(300),
				'@sealKey': sealKey.file,
			};
			await actor.fills({ ...form, sealPassword: 'another password' });
			assert.match(await actor.isTold(), words.wrongPassword);
			assert.deepEqual(actor.wallet?.asked, [], 'nothing is signed yet');
			await actor.fills({ ...form, sealPassword: PASSWORD });
			const shown = await actor.isShown();
			for (const told of [NAME, uscc, code, sha256(readFileSync(certificate)).Sha256, owner.address]) {
				assert.ok(shown.includes(told), `${told} is told: ${shown}`);
			}
			assert.deepEqual(actor.wallet?.asked, [], 'nothing is signed before it is shown');
			await actor.visitor.assertAccessible();
			await actor.does();
			assert.equal(actor.wallet?.asked.length, 1);
			const { pendingApplication } = (await desk.does(['enterprise', 'show', uscc])).data;
			assert.notEqual(pendingApplication, null);
			seal = String(pendingApplication);
			await actor.leaves(nodes);
		});

		await t.test(
			`${locale}: one officer prepares the approval, a second one turns it down, then confirms it`,
			async () => {
				const maker = await open(dataResources, options);
				assert.match(await maker.sees('main'), words.officer);
				const prepares = async () => {
					await maker.chooses(words.approve);
					await maker.fills({ uscc });
					const shown = await maker.isShown();
					assert.match(shown, words.second);
					assert.ok(shown.includes(NAME) && shown.includes(uscc) && shown.includes(code));
					await maker.does();
					await maker.page.locator('[data-progress] > button').click();
				};
				await prepares();
				assert.equal((await desk.does(['seal', 'show', seal])).data.status, 'Applied');
				// Who prepared it sees it wait, and is not asked to confirm it.
				await maker.chooses(words.waiting);
				await maker.page.locator('.waiting li').waitFor();
				assert.match(await maker.sees('.waiting'), words.oneself);
				assert.equal(await maker.page.getByRole('button', { name: words.confirm }).count(), 0);
				await maker.visitor.assertAccessible();

				const checker = await open(second, options);
				await checker.chooses(words.waiting);
				await checker.page.getByRole('button', { name: words.turnDown }).click();
				assert.ok((await checker.isShown()).includes(uscc));
				await checker.does();
				assert.deepEqual((await desk.does(['act', 'list'])).data.acts, []);

				await prepares();
				await checker.page.locator('[data-progress] > button').click();
				await checker.chooses(words.waiting);
				await checker.page.getByRole('button', { name: words.confirm }).click();
				const shown = await checker.isShown();
				for (const told of [NAME, uscc, code, dataResources.address, second.address]) {
					assert.ok(shown.includes(told), `${told} is told: ${shown}`);
				}
				await checker.does();
				assert.equal((await desk.does(['seal', 'show', seal])).data.status, 'Active');
				await maker.leaves(nodes);
				await checker.leaves(nodes);
			},
		);

		await t.test(`${locale}: the owner lets an operator use it, on a phone`, async () => {
			const actor = await open(owner, { context: { locale, viewport: { width: 360, height: 740 } }, way: 'assembles' });
			await actor.chooses(words.grant);
			await actor.visitor.assertAccessible();
			await actor.fills({ uscc, operator: operator.address, purposes: 'Contract', quota: '5', until: inDays(30) });
			const shown = await actor.isShown();
			assert.ok(shown.includes(operator.address) && shown.includes(NAME));
			// Whoever goes back finds what was filled in, and changes it.
			await actor.page.locator('.review button').last().click();
			assert.equal(await actor.page.inputValue('[name=operator]'), operator.address);
			await actor.fills({ quota: '6' });
			await actor.isShown();
			await actor.visitor.assertAccessible();
			assert.equal(
				await actor.page.evaluate('document.documentElement.scrollWidth > innerWidth'),
				false,
				'nothing sticks out',
			);
			await actor.does();
			await actor.leaves(nodes);
		});

		await t.test(`${locale}: the operator seals a document with key files, and gets its receipt`, async () => {
			const key = keyFile(`//Operator//${uscc}`);
			const actor = await Actor.openWithKey(browser, url, key, { locale });
			await actor.chooses(words.seal);
			await actor.fills({
				uscc,
				'@document': document,
				purpose: 'Contract',
				'@sealKey': sealKey.file,
				sealPassword: PASSWORD,
			});
			const shown = await actor.isShown();
			for (const told of [NAME, uscc, 'contract.pdf', sha256(readFileSync(document)).Sha256]) {
				assert.ok(shown.includes(told), `${told} is told: ${shown}`);
			}
			await actor.does();
			const { name, bytes } = await actor.visitor.download(words.download);
			assert.equal(name, 'contract.pdf.eseal');
			const receipt = desk.path(`${uscc}.eseal`);
			writeFileSync(receipt, bytes);
			const verdict = await desk.type(['verify', document, '--receipt', receipt, '--by', uscc]);
			assert.equal(verdict.code, 0, verdict.stdout);

			// For a purpose that the grant does not have: the chain refuses, and says why.
			await actor.page.locator('[data-progress] > button').click();
			await actor.chooses(words.seal);
			await actor.fills({
				uscc,
				'@document': document,
				purpose: 'Tender',
				'@sealKey': sealKey.file,
				sealPassword: PASSWORD,
			});
			await actor.isShown();
			await actor.signs();
			const told = await actor.ends('failed');
			assert.match(told, words.notGranted);
			assert.match(told, /UsageLog\.PurposeNotGranted/);
			await actor.visitor.assertAccessible();
			if (locale === 'zh-CN') {
				const seen = await actor.sees('.screen');
				const names = /UsageLog\.PurposeNotGranted|English|5[0-9A-Za-z]{47}|ws:[^ ]+|Operator|[0-9A-Z]{18}|GMT\+8/g;
				assert.deepEqual(seen.replace(names, '').match(/[A-Za-z]{3,}/g), null, seen);
			}
			await actor.leaves(nodes);
		});

		await t.test(`${locale}: an officer flags the use`, async () => {
			const actor = await open(officers().publicSecurity, options);
			await actor.chooses(words.flag);
			await actor.fills({ seal, index: '0', reason: 'Disputed' });
			const shown = await actor.isShown();
			assert.ok(shown.includes(NAME) && shown.includes(sha256(readFileSync(document)).Sha256.slice(2)), shown);
			await actor.does();
			const flags = await asked.usageLogApi.flagsOfUse(seal, 0, null, 10);
			assert.equal(flags.length, 1);
			await actor.leaves(nodes);
		});

		await t.test(
			`${locale}: an officer freezes the enterprise, and a use is refused with the chain's own error`,
			async () => {
				const actor = await open(officers().publicSecurity, options);
				await actor.chooses(words.freeze);
				await actor.fills({ uscc, '@order': document, until: inDays(10) });
				const shown = await actor.isShown();
				assert.ok(shown.includes(NAME) && shown.includes(uscc));
				await actor.does();
				await actor.leaves(nodes);

				const user = await open(operator, options);
				await user.chooses(words.seal);
				await user.fills({
					uscc,
					'@document': document,
					purpose: 'Contract',
					'@sealKey': sealKey.file,
					sealPassword: PASSWORD,
				});
				await user.isShown();
				await user.signs();
				const told = await user.ends('failed');
				assert.match(told, words.frozen);
				assert.match(told, /UsageLog\.SealFrozen/);
				await user.leaves(nodes);
			},
		);
	}

	const [{ uscc, grant, approve, waiting }] = LANGUAGES;
	const form = { uscc, operator: account('//Somebody').address, purposes: 'Invoice', quota: '1', until: inDays(9) };
	const grants = async () => (await asked.usageLogApi.grantsOfSeal(0)).length;
	const before = await grants();

	await t.test('who says no in the wallet: nothing was sent', async () => {
		const actor = await open(ownerOf(uscc), { way: 'refuses' });
		await actor.chooses(grant);
		await actor.fills(form);
		await actor.isShown();
		await actor.signs();
		assert.match(await actor.ends('not-sent'), /nothing was sent: .*Cancelled/);
		assert.equal(await grants(), before);
		await actor.leaves(nodes);
	});

	await t.test('a wallet that signs something else is found out', async () => {
		const actor = await open(ownerOf(uscc), { way: 'cheats' });
		await actor.chooses(grant);
		await actor.fills(form);
		await actor.isShown();
		await actor.signs();
		assert.match(await actor.ends('not-sent'), /not what was shown\. It was not sent/);
		await actor.leaves(nodes);
	});

	await t.test(
		'whose office it is not is offered nothing of it, and whose enterprise it is not cannot sign',
		async () => {
			const officer = await open(officers().publicSecurity);
			assert.equal(await officer.page.getByRole('button', { name: approve, exact: true }).count(), 0);
			await officer.leaves(nodes);
			const stranger = await open(account('//Stranger'));
			await stranger.chooses(grant);
			await stranger.fills(form);
			await stranger.isShown();
			await stranger.page.locator('[data-doubt=not-yours]').waitFor();
			assert.equal(await stranger.page.locator('.review button.main').count(), 0);
			await stranger.leaves(nodes);
		},
	);

	await t.test('a wrong password for the account: said, and nobody is signed in', async () => {
		const visitor = await Visitor.open(browser, url, { link: '#/act' });
		const actor = new Actor(visitor, undefined);
		const { file } = keyFile('//Stranger');
		await actor.openKey({ file, password: 'wrong' });
		assert.match(await actor.isTold(), /The password is wrong/);
		writeFileSync(desk.path('no.json'), '{}');
		await actor.openKey({ file: desk.path('no.json'), password: PASSWORD });
		await visitor.page.getByText('This is no key file of polkadot.js').waitFor();
		assert.equal(await visitor.page.locator('.tasks').count(), 0);
		await actor.leaves(nodes);
	});

	await t.test('what waits no more when it is confirmed: the error of the chain, and what to do', async () => {
		const { id, act } = await preparedSuspension();
		const checker = await open(second);
		await checker.chooses(waiting);
		await checker.page.getByRole('button', { name: /^Look at it/ }).click();
		await checker.isShown();
		// Meanwhile the first officer takes it back.
		const { digest } = (await asked.dualControlApi.waitingAct(id)).unwrap();
		await made(api.tx.dualControl.withdraw(id, digest), dataResources);
		await checker.signs();
		const told = await checker.ends('failed');
		assert.match(told, /No act waits under this number/);
		assert.match(told, /DualControl\.NotWaiting/);
		assert.ok(act);
		await checker.leaves(nodes);
	});

	/** Data Resources' first officer prepares to suspend an e-seal. */
	async function preparedSuspension() {
		const { applicationDigest } = (await api.call.eSealApi.seal(0)).unwrap();
		const act = api.tx.eSeal.revoke(0, applicationDigest, 'CourtOrder', null);
		const until = (await api.query.timestamp.now()).toNumber() + 3_600_000;
		const { events, error } = await submit(api, api.tx.dualControl.prepare(act, until), dataResources);
		assert.equal(error, undefined);
		const prepared = events.find(({ method }) => method === 'Prepared');
		const id = Number(/** @type {any} */ (prepared).data.id);
		return { id, act };
	}

	await t.test('a node that shows another application than the call names: nobody can sign', async () => {
		await preparedSuspension();
		const checker = await open(second, {
			before: lying((answer, method) =>
				// In the record of an e-seal, after its enterprise's code and its own, the name.
				method === 'state_getStorage' && typeof answer === 'string' && answer.length > 500
					? oneOff(answer, 40)
					: undefined,
			),
		});
		await checker.chooses(waiting);
		await checker.page.getByRole('button', { name: /^Look at it/ }).click();
		await checker.isShown();
		await checker.page.locator('[data-doubt=not-as-named]').waitFor();
		assert.equal(await checker.page.locator('.review button.main').count(), 0);
		await checker.leaves(nodes);
	});

	await t.test('a node that describes the chain otherwise than it is: what is signed is refused', async () => {
		const hex = (/** @type {string} */ text) => Buffer.from(text).toString('hex');
		const actor = await open(ownerOf(uscc), {
			before: lying((answer, method) =>
				method === 'Metadata_metadata_at_version'
					? String(answer).replaceAll(hex('set_heap_pages'), hex('set_heap_pagez'))
					: undefined,
			),
		});
		await actor.chooses(grant);
		await actor.fills(form);
		await actor.isShown();
		await actor.signs();
		assert.match(await actor.ends('refused'), /The signature does not fit/);
		assert.equal(await grants(), before);
		await actor.leaves(nodes);
	});

	await t.test('by keyboard alone', async () => {
		const wallet = new Wallet(api, dataResources);
		const visitor = await Visitor.open(browser, url, { link: '#/act', before: (page) => wallet.install(page) });
		const { page } = visitor;
		await page.getByRole('button', { name: /test-wallet/ }).waitFor();
		const tabTo = async (/** @type {string} */ selector) => {
			for (let tries = 0; tries < 40; tries++) {
				await page.keyboard.press('Tab');
				if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) {
					return;
				}
			}
			throw new Error(`no way by keyboard to ${selector}`);
		};
		const isAt = (/** @type {string} */ selector) =>
			visitor.until(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`);
		await tabTo('main .row button');
		await page.keyboard.press('Enter');
		await page.locator('section select').waitFor();
		await tabTo('section select');
		await page.keyboard.press('ArrowDown');
		await page.locator('.tasks').waitFor();
		await isAt('section > h2');
		await tabTo('.tasks button:nth-child(3)');
		await page.keyboard.press('Enter');
		await tabTo('[name=seal]');
		await page.keyboard.type('0');
		await tabTo('[name=index]');
		await page.keyboard.type('0');
		await page.keyboard.press('Enter');
		await isAt('#review');
		await tabTo('.review button.main');
		await page.keyboard.press('Enter');
		await page.locator('[data-progress=done]').waitFor({ timeout: 120_000 });
		await isAt('[data-progress] > h2');
		assert.match(String(await page.locator('[role=status].aside').textContent()), /^Done: final, in block \d+\.$/);
		await tabTo('[data-progress] > button');
		await page.keyboard.press('Enter');
		await isAt('section > h2');
		await visitor.leave(nodes);
	});

	await t.test('a node that goes away before: nothing was sent', async () => {
		const cut = breaking();
		const actor = await open(ownerOf(uscc), { before: cut.before });
		await actor.chooses(grant);
		await actor.fills(form);
		await actor.isShown();
		cut.at = 'system_accountNextIndex';
		await actor.signs();
		assert.match(await actor.ends('not-sent'), /No node answers\. Nothing was sent/);
		assert.equal(await grants(), before);
		await actor.visitor.page.context().close();
	});

	await t.test(
		'a node that goes away in the middle: said so, and what became of it is found when one is back',
		async () => {
			const cut = breaking();
			const actor = await open(ownerOf(uscc), { before: cut.before });
			await actor.chooses(grant);
			await actor.fills(form);
			await actor.isShown();
			cut.at = 'author_submitExtrinsic';
			await actor.signs();
			await actor.page.getByText('No node answers now').waitFor();
			assert.match(await actor.sees('[data-progress]'), /nothing is done by half/);
			cut.isAway = false;
			await actor.ends('done');
			assert.equal(await grants(), before + 1);
			await actor.visitor.page.context().close();
		},
	);

	await t.test(
		'where the network is not for development no key is opened: who may do it otherwise is told',
		async () => {
			configure({ development: false });
			const actor = await open(ownerOf(uscc));
			assert.equal(await actor.page.locator('[name=key]').count(), 0);
			await actor.chooses('Seal a document');
			assert.equal(await actor.page.locator('[name=sealKey]').count(), 0);
			await actor.page.getByText('eseal use').waitFor();
			assert.equal(await actor.page.locator('form button.main').count(), 0);
			await actor.visitor.assertAccessible();
			await actor.leaves(nodes);
			configure({});
		},
	);

	await t.test('in one file, from a disk: it says what it lacks', async () => {
		const file = pathToFileURL(join(portalDirectory(), 'eseal-portal.html')).href;
		const visitor = await Visitor.open(browser, file, { link: '#/act', context: { offline: true } });
		await visitor.page.getByText('This page has no trust anchor').waitFor();
		await visitor.assertAccessible();
		await visitor.leave();
	});
});

/** A node on the way to which the connection breaks, once a method was asked; what was asked still arrives. */
function breaking() {
	const cut = {
		/** The method at which it breaks. */
		at: '',
		isAway: false,
		/** @param {import('playwright-core').Page} page */
		before: (page) =>
			page.routeWebSocket(/^ws:/, (socket) => {
				if (cut.isAway) {
					socket.close({ code: 1001 });
					return;
				}
				const node = socket.connectToServer();
				socket.onMessage((text) => {
					node.send(text);
					if (JSON.parse(String(text)).method === cut.at) {
						cut.at = '';
						cut.isAway = true;
						socket.close({ code: 1001 });
					}
				});
				node.onMessage((text) => socket.send(text));
			}),
	};
	return cut;
}
