// The story on a network of three validators, chapter by chapter, and what an explorer shows of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validators } from '../lib/accounts.mjs';
import { Refused } from '../lib/errors.mjs';
import { fixturePath } from '../lib/fixtures.mjs';
import { dataOf, eventOf } from '../lib/submit.mjs';
import { TestNetwork } from '../lib/test-network.mjs';
import { AGENCIES } from '../network/agencies.mjs';
import { ENTERPRISE } from '../story/2-issuance.mjs';
import { tell } from '../story/tell.mjs';

const SEATS = AGENCIES.map(({ seat }) => seat).sort();

test('the story of one e-seal on three agencies', { timeout: 900_000 }, async (t) => {
	const network = await TestNetwork.start(t);
	/** @type {string[]} */
	const lines = [];
	const story = await tell({
		urls: network.urls,
		document: fixturePath('contract.pdf'),
		print: (line) => lines.push(line),
	}).catch((error) => {
		throw new Error(`${error.message}\nThe story so far:\n${lines.join('\n')}`, { cause: error });
	});
	const { issued, used, folder, verified, trouble, audited } = story;

	await t.test('1: every agency authors, blocks become final, no key is shared', () => {
		assert.deepEqual([...new Set(story.agencies.authored.map(({ seat }) => seat))].sort(), SEATS);
		assert.equal(new Set(story.agencies.sessionKeys.map(({ keys }) => keys)).size, 3);
		assert.ok(story.agencies.finals.every((number) => number > 0));
	});

	await t.test('2: four facts make an e-seal active, each told by its own agency', () => {
		const registered = eventOf(issued.registered, 'eSeal.EnterpriseRegistered');
		assert.equal(registered.uscc.toString(), issued.uscc);
		assert.equal(registered.name.toString(), ENTERPRISE);
		assert.equal(registered.by.seat.type, 'MarketSupervision');
		assert.equal(eventOf(issued.filed, 'eSeal.PhysicalSealFiled').by.seat.type, 'PublicSecurity');
		const activated = eventOf(issued.approved, 'eSeal.Activated');
		assert.equal(activated.by.seat.type, 'DataResources');
		assert.equal(activated.code.toString(), issued.code);
		assert.ok(activated.supersedes.isNone);
		assert.ok(issued.info.seal.status.isActive && issued.info.usable.isTrue);
		assert.equal(issued.info.seal.name.toString(), ENTERPRISE);
	});

	await t.test('3: the use takes the account and the seal key, and is final', () => {
		assert.equal(used.withoutKey.error?.name, 'SignatureInvalid');
		assert.ok(used.withoutAccount instanceof Refused);
		assert.match(used.withoutAccount.message, /not admitted: it has no role/);
		const recorded = eventOf(used.sealed, 'usageLog.UseRecorded');
		assert.equal(recorded.uscc.toString(), issued.info.seal.uscc.toString());
		assert.equal(recorded.index.toNumber(), 0);
		assert.equal(recorded.grant.unwrap().toNumber(), used.grant);
		assert.equal(recorded.document.asSha256.toHex(), story.document.digest.Sha256);
		assert.ok(used.sealed.final);
	});

	await t.test('3: a folder is one record with one signature, and each of its documents a use', () => {
		const recorded = eventOf(folder.sealed, 'usageLog.BatchRecorded');
		assert.equal(recorded.uscc.toString(), issued.info.seal.uscc.toString());
		assert.equal(recorded.index.toNumber(), 1);
		assert.equal(recorded.grant.unwrap().toNumber(), used.grant);
		assert.ok(recorded.listed.isTrue);
		assert.equal(recorded.documents.asBatch.count.toNumber(), folder.batch.count);
		assert.equal(recorded.documents.asBatch.root.toHex(), folder.batch.root);
		assert.equal(folder.index, 2, 'the second of the folder, after one use');
		assert.ok(folder.sealed.final);
	});

	await t.test('4: the digest alone finds the use; a changed copy is not found', () => {
		const { ours } = verified.original;
		assert.equal(ours.index, 0);
		assert.equal(ours.record.block.toNumber(), used.sealed.block.number);
		assert.ok(verified.original.finalBlock >= used.sealed.block.number);
		assert.ok(ours.whenUsed.usable.isTrue && ours.seal.usable.isTrue);
		assert.equal(ours.enterprise.name.toString(), ENTERPRISE);
		assert.equal(verified.forged.uses.length, 0);
	});

	await t.test('5: freeze, loss and successor, each in one call', () => {
		const { freeze, loss, successor, still } = trouble;
		assert.equal(freeze.refused.error?.name, 'SealFrozen');
		assert.ok(freeze.refused.final, 'the refusal is in a final block');
		assert.equal(eventOf(freeze.second, 'usageLog.UseRecorded').index.toNumber(), 1 + folder.batch.count);
		const placed = eventOf(loss.lost, 'eSeal.HoldPlaced');
		assert.equal(placed.seal.toNumber(), issued.seal);
		assert.equal(placed.effectiveAt.toNumber(), loss.lostAt);
		const activated = eventOf(successor.approved, 'eSeal.Activated');
		assert.equal(activated.supersedes.unwrap().toNumber(), issued.seal);
		assert.ok(still.ours.whenUsed.usable.isTrue, 'the first document verifies as sealed while the seal was valid');
		assert.ok(still.ours.seal.seal.status.isRevoked);
	});

	await t.test('6: the auditor recomputes the log head', () => {
		const [first, second] = audited;
		assert.deepEqual(
			first.records.map(({ documents }) => documents.type),
			['One', 'Batch', 'One'],
		);
		assert.equal(first.claimed.count, 2 + folder.batch.count);
		assert.equal(first.count, first.claimed.count);
		assert.equal(first.head, first.claimed.digest);
		const last = eventOf(trouble.freeze.second, 'usageLog.UseRecorded');
		assert.equal(first.head, last.head.toHex());
		assert.equal(second.claimed.count, 0);
		assert.deepEqual(
			first.history.map(({ change }) => change.type),
			['Applied', 'Activated', 'HoldPlaced', 'HoldLifted', 'HoldPlaced', 'Revoked'],
		);
	});

	await t.test('the story is told with every block and its finality', () => {
		const told = lines.join('\n');
		assert.match(told, new RegExp(`block ${used.sealed.block.number} +final +The operator seals it`));
		assert.ok(!told.includes('awaiting finality'), told);
	});

	const api = await network.connect(1);

	await t.test('explorers name the author of each block', async () => {
		const session = (await api.query.session.validators()).map(String);
		assert.deepEqual(
			[...session].sort(),
			Object.values(validators())
				.map(({ address }) => address)
				.sort(),
		);
		const authors = new Set();
		const newest = (await api.rpc.chain.getHeader()).number.toNumber();
		for (let number = newest; number > newest - 12; number--) {
			const header = await api.derive.chain.getHeader(await api.rpc.chain.getBlockHash(number));
			assert.ok(header.author, `polkadot.js names the author of block ${number}`);
			assert.ok(session.includes(header.author.toString()), `${header.author} is a session validator`);
			authors.add(header.author.toString());
		}
		assert.equal(authors.size, 3, 'every agency authored');
	});

	await t.test('explorers read a refused use with its error from the block', async () => {
		const { block, index } = trouble.freeze.refused;
		const events = await (await api.at(block.hash)).query.system.events();
		const [failed] = events
			.filter(({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.eq(index))
			.map(({ event }) => dataOf(event, 'system.ExtrinsicFailed'))
			.filter((data) => data !== undefined);
		const { section, name, docs } = api.registry.findMetaError(failed.dispatchError.asModule);
		assert.equal(`${section}.${name}`, 'usageLog.SealFrozen');
		assert.ok(docs.join(' ').length > 0, 'the error says what to do');
	});

	await t.test('every event and call of the chain names its fields', () => {
		for (const section of ['agencies', 'dualControl', 'eSeal', 'usageLog']) {
			for (const [method, { meta }] of Object.entries(api.events[section])) {
				const unnamed = meta.fields.filter(({ name }) => name.isNone);
				assert.equal(unnamed.length, 0, `event ${section}.${method}`);
			}
			assert.ok(Object.keys(api.tx[section]).length > 0);
		}
		assert.ok(
			Object.keys(api.call.agenciesApi).length > 0 &&
				Object.keys(api.call.dualControlApi).length > 0 &&
				Object.keys(api.call.eSealApi).length > 0 &&
				Object.keys(api.call.usageLogApi).length > 0,
		);
	});
});
