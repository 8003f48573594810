// A year of one enterprise on three agencies, as people type it with `eseal`: every act of an officer is prepared by one and confirmed
// by another, and every receipt made on the way still verifies at the end, with no node, with the right words in both languages.
// What takes months in a city takes seconds here: only the dates are nearer to each other.
// It takes longest: its name has it begin first.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Desk } from '../lib/eseal.mjs';
import { fixturePath } from '../lib/fixtures.mjs';
import { TestNetwork, temporaryDirectory } from '../lib/test-network.mjs';
import { until } from '../lib/wait.mjs';

const USCC = '91330106MA2KXYA720';
/** What was typed instead: the code of nobody, whose check character is right. */
const WRONG_USCC = '91330100123456788G';
const NAME = '杭州某某科技有限公司';
const NEW_NAME = '杭州某某集团有限公司';
const [FIRST_SEAL, SECOND_SEAL] = ['3301060000001', '3301060000002'];
const A_MINUTE = 60_000;
const A_DAY = 24 * 60 * A_MINUTE;
/** Where no node answers. */
const NOWHERE = 'ws://127.0.0.1:9';
/** The languages of verdicts, and what each calls a use that counts. @type {['en' | 'zh', RegExp][]} */
const LANGUAGES = [
	['en', /valid when used/],
	['zh', /用印时有效/],
];

/** What each seat's officers do in this story, and would do alone if the seat did not decide otherwise. @type {Record<string, string[]>} */
const ACTS = {
	MarketSupervision: [
		'register-enterprise',
		'rename-enterprise',
		'restrict-enterprise',
		'offer-ownership',
		'name-liquidator',
	],
	PublicSecurity: ['file-physical-seal', 'freeze', 'unfreeze'],
	DataResources: ['approve'],
};

/** @typedef {{ file: string, account: string }} Key */
/** @typedef {{ desk: Desk, maker: Key, checker: Key }} Office */

test('a year of an enterprise', { timeout: 1_800_000 }, async (t) => {
	const network = await TestNetwork.start(t);
	const home = temporaryDirectory(t);
	const desks = network.urls.map((url) => new Desk(home, url));
	const [first] = desks;
	await first.does(['anchor', '--out', first.path('anchor.json')]);

	const seats = Object.keys(ACTS);
	const [marketSupervision, publicSecurity, dataResources] = await Promise.all(
		seats.map(async (seat, index) => {
			const desk = desks[index];
			const [maker, checker, governor] = await Promise.all([
				desk.key(`${seat}-maker`, { secret: `//${seat}//officer` }),
				desk.key(`${seat}-checker`, { secret: `//${seat}//second` }),
				desk.key(`${seat}-governor`, { secret: `//${seat}` }),
			]);
			for (const act of ACTS[seat]) {
				await desk.does(['act', 'policy', act, '--officers', 'two'], { as: governor });
			}
			return { desk, maker, checker };
		}),
	);
	const owner = await first.key('owner');
	const heir = await first.key('heir');
	const operator = await first.key('operator');
	const liquidator = await first.key('liquidator');

	/**
	 * An agency acts: one officer prepares it, the other confirms it.
	 *
	 * @param {Office} office
	 * @param {...string} args
	 */
	const acts = async ({ desk, maker, checker }, ...args) => {
		const { data } = await desk.does(args, { as: maker });
		assert.equal(data.call, 'DualControl.prepare', `${args.join(' ')} takes two`);
		return desk.does(['act', 'confirm', String(data.prepared)], { as: checker });
	};
	const fromNow = (/** @type {number} */ ms) => new Date(Date.now() + ms).toISOString();
	/** A file on the desk. @param {string} name */
	const file = (name) => {
		writeFileSync(first.path(name), `${name} of ${USCC}`);
		return first.path(name);
	};
	/**
	 * An agency proposes to correct what it recorded, and another one agrees.
	 *
	 * @param {Office} erred
	 * @param {Office} other
	 * @param {...string} mistake
	 */
	const correct = async (erred, other, ...mistake) => {
		await acts(erred, 'correction', 'propose', ...mistake, '--decision', file('decision.pdf'));
		const listed = () => other.desk.does(['correction', 'list']);
		const { id } = await until('the correction', async () => (await listed()).data.corrections[0]);
		await acts(other, 'correction', 'agree', String(id));
	};
	/** The code that it is registered under. */
	let uscc = WRONG_USCC;
	/** How far ahead a moment lies by which an e-seal is issued and used: twice what that took. */
	let ahead = 0;
	const show = async (code = uscc) => (await first.does(['enterprise', 'show', code])).data;
	const sealNow = async (/** @type {string} */ seal) => (await first.does(['seal', 'show', seal])).data;

	/**
	 * The owner applies with a key of its own, and two officers of Data Resources approve.
	 *
	 * @param {Key} as
	 * @param {string} name  of its key and certificate
	 * @param {string} code  of the physical seal
	 * @param {...string} more
	 */
	const issue = async (as, name, code, ...more) => {
		const key = await first.key(name);
		await first.does(
			[
				...['seal', 'apply', '--uscc', uscc, '--physical', code, '--seal-key', key.file],
				...['--seal-password-file', first.password, '--certificate', file(`${name}.crt`)],
				...['--picture', fixturePath('imprint-1.png'), '--until', '2030-01-01', ...more],
			],
			{ as },
		);
		const seal = String((await show()).pendingApplication);
		await acts(dataResources, 'seal', 'approve', seal);
		return { seal, key };
	};

	/** What was sealed, and what its receipt must say. @type {{ document: string, uscc: string, name: string }[]} */
	const sealed = [];
	/**
	 * Somebody seals a document with an e-seal.
	 *
	 * @param {Key} as
	 * @param {{ seal: string, key: Key }} issued
	 * @param {string} name
	 * @param {string} [purpose]
	 */
	const use = (as, { seal, key }, name, purpose = 'contract') =>
		first.type(
			[
				...['use', file(name), '--seal', seal, '--purpose', purpose],
				...['--seal-key', key.file, '--seal-password-file', first.password],
			],
			{ as },
		);
	/**
	 * The same, which must be recorded.
	 *
	 * @param {Key} as
	 * @param {{ seal: string, key: Key }} issued
	 * @param {string} document
	 * @param {string} [name]  of the enterprise then
	 */
	const seals = async (as, issued, document, name = NAME) => {
		const said = await use(as, issued, document);
		assert.equal(said.code, 0, said.stdout + said.stderr);
		sealed.push({ document: first.path(document), uscc, name });
	};
	/** The same, which must be refused. @param {Key} as @param {{ seal: string, key: Key }} issued @param {string} document @param {RegExp} saying */
	const sealsInVain = async (as, issued, document, saying) => {
		const said = await use(as, issued, document);
		assert.equal(said.code, 1, said.stdout);
		assert.match(said.data.documents?.[0]?.error?.message ?? said.data.error?.message ?? said.stdout, saying);
	};

	/**
	 * What a receipt says, with no node.
	 *
	 * @param {string} document
	 * @param {string} lang
	 * @param {...string} more
	 */
	const verified = async (document, lang, ...more) => {
		const { code, data } = await first.type(['verify', document, '--lang', lang, ...more], { node: NOWHERE });
		return { code, verdict: data.documents?.[0] ?? data };
	};

	/** @type {{ seal: string, key: Key }} */
	let present;
	await t.test('at New Year: registered with a typing error, its physical seal filed, its e-seal issued', async () => {
		const begun = Date.now();
		await acts(marketSupervision, 'enterprise', 'register', uscc, '--name', NAME, '--owner', owner.account);
		const imprint = ['--imprint', fixturePath('imprint-1.png'), '--maker', '杭州刻章厂'];
		await acts(publicSecurity, 'physical', 'file', FIRST_SEAL, '--uscc', uscc, ...imprint);
		present = await issue(owner, 'key-0', FIRST_SEAL);
		await seals(owner, present, 'new-year.txt');
		ahead = 2 * (Date.now() - begun);
	});

	await t.test('the typing error is corrected by two agencies, and the physical seal follows', async () => {
		await correct(marketSupervision, dataResources, 'registration', WRONG_USCC, '--instead', USCC);
		await sealsInVain(owner, present, 'too-late.txt', /revoked/);
		assert.equal((await sealNow(present.seal)).status, 'Revoked');
		uscc = USCC;
		const [wrong, right] = [await show(WRONG_USCC), await show()];
		assert.deepEqual([wrong.status, wrong.rightCode], ['Voided', USCC]);
		assert.deepEqual([right.status, right.name, right.owner], ['Active', NAME, owner.account]);
		await correct(publicSecurity, marketSupervision, 'file', FIRST_SEAL, '--uscc', USCC);
		assert.equal((await first.does(['physical', 'show', FIRST_SEAL])).data.uscc, USCC);
	});

	await t.test('January: its e-seal under the right code is issued, and an operator seals', async () => {
		present = await issue(owner, 'key-1', FIRST_SEAL);
		const grant = ['--purpose', 'contract', '--until', '2029-01-01', '--uses', '20'];
		await first.does(['grant', 'add', present.seal, '--operator', operator.account, ...grant], { as: owner });
		await seals(operator, present, 'january.txt');
	});

	await t.test('February: revoked by mistake, which two agencies correct', async () => {
		await acts(dataResources, 'seal', 'revoke', present.seal, '--reason', 'certificate-withdrawn');
		await sealsInVain(owner, present, 'february.txt', /revoked/);
		await correct(dataResources, marketSupervision, 'revocation', present.seal);
		assert.equal((await sealNow(present.seal)).status, 'Active');
		await seals(owner, present, 'february.txt');
	});

	await t.test('April: renewed with overlap; the operator goes on with its count', async () => {
		const takeover = Date.now() + ahead;
		const next = await issue(owner, 'key-2', FIRST_SEAL, '--from', new Date(takeover).toISOString());
		const { data: granted } = await first.does(['grant', 'list', present.seal]);
		assert.equal(granted.grants.length, 0, 'the correction gave no grant back');
		const grant = ['--purpose', 'contract', '--until', '2029-01-01', '--uses', '20'];
		await first.does(['grant', 'add', present.seal, '--operator', operator.account, ...grant], { as: owner });
		await seals(operator, present, 'march.txt');
		await first.does(['grant', 'carry-over', '--to', next.seal, '--all'], { as: owner });
		assert.equal((await show()).nextSeal, Number(next.seal));
		await until('the takeover', async () => (await sealNow(next.seal)).status === 'Active', {
			patienceMs: ahead + A_MINUTE,
		});
		assert.equal((await sealNow(present.seal)).status, 'Revoked');
		await sealsInVain(operator, present, 'april.txt', /revoked|another/);
		await seals(operator, next, 'april.txt');
		present = next;
	});

	await t.test('June: renamed ahead, with a physical seal and an e-seal in the new name', async () => {
		const moment = Date.now() + ahead;
		const from = ['--from', new Date(moment).toISOString()];
		await acts(marketSupervision, 'enterprise', 'rename', USCC, '--name', NEW_NAME, ...from);
		assert.equal((await show()).nextName.name, NEW_NAME);
		const imprint = ['--imprint', fixturePath('imprint-2.png'), '--maker', '杭州刻章厂'];
		await acts(publicSecurity, 'physical', 'file', SECOND_SEAL, '--uscc', USCC, ...imprint);
		const next = await issue(owner, 'key-3', SECOND_SEAL, ...from);
		await seals(owner, present, 'may.txt');
		await until('the day of the new name', async () => (await sealNow(next.seal)).status === 'Active', {
			patienceMs: ahead + A_MINUTE,
		});
		assert.equal((await show()).name, NEW_NAME);
		await sealsInVain(owner, present, 'june.txt', /revoked|name/);
		await seals(owner, next, 'june.txt', NEW_NAME);
		present = next;
	});

	await t.test('August: a new legal representative accepts, and the seal key is replaced', async () => {
		const rotateBy = fromNow(A_DAY);
		const offer = ['--owner', heir.account, '--until', fromNow(A_DAY / 2), '--rotate-by', rotateBy];
		await acts(marketSupervision, 'enterprise', 'offer', USCC, ...offer);
		await until('what a new account needs to accept', async () => {
			const said = await first.type(['enterprise', 'accept', USCC, '--rotate-by', rotateBy], { as: heir });
			return said.code === 0 || said.stdout.includes('NotOffered');
		});
		assert.equal((await show()).owner, heir.account);
		await sealsInVain(owner, present, 'august.txt', /grant|may not|not the owner/i);
		await seals(heir, present, 'august.txt', NEW_NAME);
		present = await issue(heir, 'key-4', SECOND_SEAL);
		await seals(heir, present, 'september.txt', NEW_NAME);
	});

	await t.test('October: frozen on a legal order, and released', async () => {
		const order = ['--order', file('order.pdf')];
		await acts(publicSecurity, 'enterprise', 'freeze', USCC, ...order, '--until', fromNow(30 * A_DAY));
		await sealsInVain(heir, present, 'october.txt', /frozen/);
		await acts(publicSecurity, 'enterprise', 'unfreeze', USCC, ...order);
		await seals(heir, present, 'october.txt', NEW_NAME);
	});

	await t.test('December: in liquidation, and deregistered', async () => {
		await acts(marketSupervision, 'enterprise', 'restrict', USCC);
		await sealsInVain(heir, present, 'december.txt', /liquidation|restricted/i);
		const named = ['--liquidator', liquidator.account, '--order', file('ruling.pdf')];
		await acts(marketSupervision, 'enterprise', 'name-liquidator', USCC, ...named);
		await sealsInVain(heir, present, 'december.txt', /liquidation|restricted/i);
		const said = await use(liquidator, present, 'liquidation.txt', 'liquidation');
		assert.equal(said.code, 0, said.stdout + said.stderr);
		sealed.push({ document: first.path('liquidation.txt'), uscc, name: NEW_NAME });
		await acts(marketSupervision, 'enterprise', 'deregister', USCC);
		assert.equal((await show()).status, 'Deregistered');
		assert.equal((await sealNow(present.seal)).status, 'Revoked');
	});

	await t.test('each receipt still verifies, with the name of then, in both languages', async () => {
		for (const { document, uscc, name } of sealed) {
			for (const [lang, words] of LANGUAGES) {
				const { code, verdict } = await verified(document, lang);
				t.diagnostic(verdict.summary);
				assert.equal(code, 0, JSON.stringify(verdict));
				assert.deepEqual([verdict.facts.uscc, verdict.facts.name], [uscc, name]);
				assert.match(verdict.summary, words);
			}
		}
	});

	await t.test('made anew, a receipt tells what happened since', async () => {
		const { document } = sealed[1];
		await first.does(['receipt', document, '--force']);
		const { verdict } = await verified(document, 'en');
		t.diagnostic(verdict.summary);
		assert.match(verdict.summary, /valid when used; .*since/);
	});

	await t.test('one of a use under the wrong code tells the right one, in both languages', async () => {
		const { document } = sealed[0];
		await first.does(['receipt', document, '--force']);
		const told = { en: `the right one is ${USCC}`, zh: `正确代码为 ${USCC}` };
		for (const [lang, words] of LANGUAGES) {
			const expected = await verified(document, lang, '--by', USCC);
			t.diagnostic(expected.verdict.summary);
			assert.equal(expected.code, 0, JSON.stringify(expected.verdict));
			assert.match(expected.verdict.summary, words);
			assert.ok(JSON.stringify(expected.verdict).includes(told[lang]), JSON.stringify(expected.verdict));
			// Nobody knows whom one means who expects nobody, or the wrong code.
			for (const by of [[], ['--by', WRONG_USCC]]) {
				const { code, verdict } = await verified(document, lang, ...by);
				t.diagnostic(verdict.summary);
				assert.equal(code, 2, JSON.stringify(verdict));
				assert.ok(verdict.summary.includes(told[lang]), verdict.summary);
			}
		}
	});

	await t.test('what the officers did is complete in their histories', async () => {
		for (const { desk, maker, checker } of [marketSupervision, publicSecurity, dataResources]) {
			const path = desk.path(`${maker.account}.jsonl`);
			await desk.does(['officer', 'history', maker.account, '--export', path]);
			const { code, data } = await desk.type(['audit', 'officer', path], { node: NOWHERE });
			assert.equal(code, 0, JSON.stringify(data));
			const deeds = data.entries.map((/** @type {any} */ { deed }) => deed);
			assert.ok(!deeds.includes('Alone'), 'every act took two');
			const made = data.entries.filter((/** @type {any} */ { deed }) => deed === 'Made');
			assert.ok(made.every((/** @type {any} */ entry) => entry.with === checker.account));
		}
	});
});
