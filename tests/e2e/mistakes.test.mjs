// What people do wrong at their desks, and what each mistake says. On a development chain, with `eseal`: nothing that is told here as
// refused has changed anything.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { DevNode } from '../lib/dev-node.mjs';
import { Desk } from '../lib/eseal.mjs';
import { fixturePath } from '../lib/fixtures.mjs';
import { issue, people, withSeal } from '../lib/issue.mjs';
import { temporaryDirectory } from '../lib/test-network.mjs';

const OURS = { uscc: '91330106MA2KXYA720', code: '3301060000001', algorithm: 'sr25519' };
/** An enterprise that nobody registered yet. */
const LATER = '91330100799655058B';
const LATER_CODE = '3301060000002';
/** 杭州某某有限公司 in GB 18030, as a spreadsheet in a Chinese office saves it. */
const IN_GB_18030 = Buffer.from('babcd6ddc4b3c4b3d3d0cfdeb9abcbbe', 'hex');
const A_DAY = 24 * 60 * 60 * 1_000;

/** @typedef {{ file: string, account: string }} Key */

/**
 * A mistake: what somebody typed, who, how the command ended, and what it said of it and of what to do next.
 *
 * @typedef {{ what: string, args: string[], as?: Key, code?: number, says: RegExp }} Mistake
 */

test('twenty mistakes of people, and what each says', { timeout: 600_000 }, async (t) => {
	const node = await DevNode.start(t);
	const desk = new Desk(temporaryDirectory(t), node.url);
	const cast = await people(desk, `0x${'0c'.repeat(32)}`);
	const { ms, ps, dr, owner, operator } = cast;
	const secondMs = await desk.key('second-ms', { secret: '//MarketSupervision//second' });
	const secondPs = await desk.key('second-ps', { secret: '//PublicSecurity//second' });
	await desk.does(['anchor', '--out', desk.path('anchor.json')]);

	/** A file on the desk. @param {string} name @param {string | Buffer} content */
	const file = (name, content) => {
		writeFileSync(desk.path(name), content);
		return desk.path(name);
	};
	const moment = (/** @type {number} */ ms) => new Date(ms).toISOString();
	const order = file('order.pdf', 'a legal order');
	const imprint = fixturePath('imprint-1.png');
	const otherKey = await desk.key('another-seal-key');

	/** @param {string} uscc @param {string} name */
	const register = (uscc, name) => ['enterprise', 'register', uscc, '--name', name, '--owner', owner.account];
	/** @param {string} code @param {string} uscc */
	const filed = (code, uscc) => [
		...['physical', 'file', code, '--uscc', uscc, '--imprint', imprint, '--maker', '杭州刻章厂'],
	];
	/** @param {string} uscc @param {string} code @param {string} until */
	const apply = (uscc, code, until) => [
		...['seal', 'apply', '--uscc', uscc, '--physical', code, '--seal-key', otherKey.file],
		...['--seal-password-file', desk.password, '--certificate', file('other.crt', 'another certificate')],
		...['--picture', imprint, '--until', until],
	];

	/** Each is typed, must be refused, and must say why and what to do. @param {Mistake[]} mistakes */
	const eachIsTold = async (mistakes) => {
		for (const { what, args, as, code = 1, says } of mistakes) {
			const said = await desk.type(args, { as });
			const lines = (said.data?.firstWrong ?? []).map(
				(/** @type {any} */ wrong) => `line ${wrong.line}: ${wrong.reason}`,
			);
			const { message, next: advice } = said.data?.error ?? {};
			const all = [message, advice, ...lines].filter(Boolean).join('\n') || said.stderr;
			t.diagnostic(`${what}: ${all.trim().replaceAll('\n', ' / ')}`);
			assert.equal(said.code, code, `${what}: ${said.stdout}${said.stderr}`);
			assert.match(all, says, what);
		}
	};

	await t.test('in the wrong order', async () => {
		await eachIsTold([
			{
				what: 'a physical seal is filed before its enterprise is registered',
				args: filed(LATER_CODE, LATER),
				as: ps,
				says: /EnterpriseNotFound/,
			},
			{
				what: 'an e-seal is asked for before anything else',
				args: ['seal', 'show', '--uscc', LATER],
				says: /has never had an e-seal/,
			},
		]);
		await desk.does(register(LATER, '杭州某某有限公司'), { as: ms });
		await eachIsTold([
			{
				what: 'an application comes before the physical seal is filed',
				args: apply(LATER, LATER_CODE, '2030-01-01'),
				as: owner,
				says: /PhysicalSealNotFound/,
			},
			{
				what: 'an approval comes before the application',
				args: ['seal', 'approve', '0'],
				as: dr,
				says: /there is no e-seal 0/,
			},
			{
				what: 'an enterprise is registered a second time',
				args: register(LATER, '杭州某某有限公司'),
				as: ms,
				says: /EnterpriseAlreadyRegistered|AlreadyRegistered/,
			},
		]);
	});

	const issued = await issue(desk, cast, OURS);
	const { seal } = issued;

	await t.test('by the wrong officer', async () => {
		await eachIsTold([
			{
				what: 'Public Security registers an enterprise',
				args: register('91110000802100433B', '某某'),
				as: ps,
				says: /can never make this call/,
			},
			{
				what: 'Data Resources freezes',
				args: ['enterprise', 'freeze', OURS.uscc, '--order', order, '--until', moment(Date.now() + A_DAY)],
				as: dr,
				says: /can never make this call/,
			},
			{
				what: 'the owner approves its own application',
				args: ['seal', 'suspend', seal],
				as: operator,
				says: /NotOwner|can never|not the owner/i,
			},
			{
				what: 'the owner revokes on an order of a court',
				args: ['seal', 'revoke', seal, '--reason', 'court-order'],
				as: owner,
				says: /ReasonOfAgencies/,
			},
			{
				what: 'the owner revokes as of a date before',
				args: ['seal', 'revoke', seal, '--reason', 'key-compromised', '--since', moment(Date.now() - A_DAY)],
				as: owner,
				says: /OwnerRevokesFromNow/,
			},
		]);
	});

	await t.test('with two officers', async () => {
		const { data } = await desk.does(['enterprise', 'deregister', LATER], { as: ms });
		const act = String(data.prepared);
		await eachIsTold([
			{ what: 'an officer confirms its own act', args: ['act', 'confirm', act], as: ms, says: /OwnAct/ },
			{
				what: 'an officer of another agency confirms',
				args: ['act', 'confirm', act],
				as: secondPs,
				says: /can never make this call/,
			},
			{
				what: 'another act is confirmed than the one that was reviewed',
				args: ['act', 'confirm', act, '--expect', `0x${'ab'.repeat(32)}`],
				as: secondMs,
				says: /another than the one that was reviewed/,
			},
			{
				what: 'a file is loaded with one key twice',
				args: [
					'enterprise',
					'import',
					file('one.csv', `uscc,name,owner\n91110000802100433B,某某,${owner.account}\n`),
					'--with',
					ms.file,
				],
				as: ms,
				code: 64,
				says: /is an account that sends already.*Name each officer once/s,
			},
		]);
		await desk.does(['act', 'withdraw', act], { as: ms });
		await eachIsTold([
			{
				what: 'an act that was withdrawn is confirmed',
				args: ['act', 'confirm', act],
				as: secondMs,
				says: /it was confirmed, turned down or withdrawn, or it ended/,
			},
		]);
		assert.equal((await desk.does(['enterprise', 'show', LATER])).data.status, 'Active');
	});

	await t.test('with codes, names and dates', async () => {
		await eachIsTold([
			{
				what: 'a digit of the code is wrong',
				args: register('91330106MA2KXYA721', '某某'),
				as: ms,
				code: 64,
				says: /91330106MA2KXYA721|check character|last character/,
			},
			{
				what: 'a name has a character that nobody sees',
				args: register('91110000802100433B', '某\u200b某'),
				as: ms,
				code: 64,
				says: /has U\+200B as character 2/,
			},
			{
				what: 'a name is blanks',
				args: register('91110000802100433B', '   '),
				as: ms,
				code: 64,
				says: /blank|empty|Name/i,
			},
			{
				what: 'a freeze is to last a year',
				args: ['enterprise', 'freeze', OURS.uscc, '--order', order, '--until', moment(Date.now() + 365 * A_DAY)],
				as: ps,
				says: /FreezeTooLong/,
			},
			{
				what: 'a freeze ends before it begins',
				args: ['enterprise', 'freeze', OURS.uscc, '--order', order, '--until', moment(Date.now() - A_DAY)],
				as: ps,
				says: /FreezeEndPast/,
			},
			{
				what: 'a date is typed as on paper',
				args: ['enterprise', 'freeze', OURS.uscc, '--order', order, '--until', '31.12.2026'],
				as: ps,
				code: 64,
				says: /2027-11-22|moment|date/i,
			},
		]);
	});

	await t.test('with corrections of codes, names ahead, liquidators and what is lent', async () => {
		const behind = ['--decision', file('decision.pdf', 'a decision')];
		const correct = ['correction', 'propose', 'registration', LATER, '--instead'];
		const { data } = await desk.does([...correct, OURS.uscc, ...behind], { as: ms });
		const act = String(data.prepared);
		const rename = (/** @type {number} */ from) => [
			...['enterprise', 'rename', LATER, '--name', '杭州某某集团有限公司', '--from', moment(from)],
		];
		const lend = ['--purpose', 'contract', '--until', '2029-06-01', '--uses', '10'];
		await eachIsTold([
			{
				what: 'a registration is corrected to the code of another enterprise',
				args: ['act', 'confirm', act],
				as: secondMs,
				says: /EnterpriseAlreadyRegistered/,
			},
			{
				what: 'a registration is corrected with a typing error',
				args: [...correct, '91330106MA2KXYA721', ...behind],
				as: ms,
				code: 64,
				says: /91330106MA2KXYA721 is not right/,
			},
			{ what: 'a new name counts from yesterday', args: rename(Date.now() - A_DAY), as: ms, says: /RenamePast/ },
			{
				what: 'a new name is to count in two years',
				args: rename(Date.now() + 730 * A_DAY),
				as: ms,
				says: /RenameTooFar/,
			},
			{
				what: 'a name is withdrawn that was never recorded',
				args: ['enterprise', 'withdraw-rename', LATER, '--name', '杭州某某集团有限公司'],
				as: ms,
				says: /NoRename/,
			},
			{
				what: 'a liquidator is named before there is a liquidation',
				args: ['enterprise', 'name-liquidator', LATER, '--liquidator', operator.account, '--order', order],
				as: ms,
				says: /EnterpriseNotRestricted/,
			},
			{
				what: 'an operator lends its grant for longer than it has it',
				args: ['grant', 'lend', '0', '--operator', otherKey.account, ...lend],
				as: operator,
				says: /OutlivesGrant/,
			},
		]);
		await desk.does(['act', 'withdraw', act], { as: ms });
		const enterprise = (await desk.does(['enterprise', 'show', LATER])).data;
		assert.deepEqual([enterprise.status, enterprise.nextName, enterprise.liquidator], ['Active', null, null]);
	});

	await t.test('with files', async () => {
		const gb = file(
			'gb.csv',
			Buffer.concat([Buffer.from(`uscc,name,owner\n${LATER},`), IN_GB_18030, Buffer.from(`,${owner.account}\n`)]),
		);
		const line = `91110000802100433B,杭州某某有限公司,${owner.account}`;
		await eachIsTold([
			{ what: 'a file is in GB 18030', args: ['enterprise', 'import', gb], as: ms, says: /UTF-8/ },
			{
				what: 'a code is twice in one file',
				args: ['enterprise', 'import', file('twice.csv', `uscc,name,owner\n${line}\n${line}\n`)],
				as: ms,
				says: /line 2 has 91110000802100433B already/,
			},
			{
				what: 'the columns are others',
				args: ['enterprise', 'import', file('columns.csv', `code,name\n${line}\n`)],
				as: ms,
				says: /column/,
			},
			{ what: 'a file is not there', args: ['enterprise', 'import', desk.path('none.csv')], as: ms, says: /none\.csv/ },
		]);
	});

	await t.test('with seals and keys', async () => {
		const contract = file('contract.txt', 'a contract');
		const use = (/** @type {string[]} */ ...args) => ['use', contract, ...withSeal(desk, issued), ...args];
		await eachIsTold([
			{
				what: 'the key is of another e-seal',
				args: use().map((arg) => (arg === issued.sealKey.file ? otherKey.file : arg)),
				as: operator,
				says: /key/,
			},
			{
				what: 'the grant is for other purposes',
				args: use().map((arg) => (arg === 'contract' ? 'invoice' : arg)),
				as: operator,
				says: /purpose|invoice/i,
			},
			{ what: 'an officer seals', args: use(), as: ms, says: /grant|may not/i },
			{
				what: 'a password is wrong',
				args: [...use().slice(0, -1), file('wrong', 'another password\n')],
				as: operator,
				says: /password/,
			},
			{
				what: 'a document is not there',
				args: ['use', desk.path('none.pdf'), ...withSeal(desk, issued)],
				as: operator,
				says: /none\.pdf/,
			},
		]);
		await desk.does(use(), { as: operator });
		await eachIsTold([
			{ what: 'a document is sealed again', args: use(), as: operator, says: /contract\.txt\.eseal|receipt/ },
		]);
	});
});
