// No text on the chain blinds a client: what polkadot.js cannot give back as it was sent is refused by the pool, and every
// listing, event and block stays readable.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hexToU8a, stringToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { account, officers } from '../lib/accounts.mjs';
import { anyUscc } from '../lib/codes.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { Refused } from '../lib/errors.mjs';
import { eventOf, submit } from '../lib/submit.mjs';
import { bestBlock, until } from '../lib/wait.mjs';
import { rpc } from '../network/rpc.mjs';

const OWNER = account('//SomeOwner').address;
const NAME = '杭州某某';

/** What no text may have, in the bytes of UTF-8 or in bytes that are none. @type {[string, `0x${string}`][]} */
const UNREADABLE = [
	['bytes that are no UTF-8', '0xfffe8041'],
	['a character cut short', '0xe5b7'],
	['half a surrogate pair', '0xeda080'],
	['an overlong form', '0xc0af'],
	['the byte order mark', '0xefbbbf'],
	['a space of no width', '0xe2808b'],
	['what turns the direction', '0xe280ae'],
	['a line separator', '0xe280a8'],
	['a zero byte', '0x00'],
	['a line end', '0x0a'],
	['an escape', '0x1b'],
	['what is not a character', '0xefbfbe'],
	['the replacement character', '0xefbfbd'],
];

/** Names that can be read, and that calls refuse all the same. @type {[string, string, string][]} */
const REFUSED = [
	['a private-use character', `${NAME}\ue000`, 'TextInvalid'],
	['a blank in Braille', '杭\u2800州', 'TextInvalid'],
	['a filler', '\u3164', 'TextInvalid'],
	['a variation selector', '杭\ufe00州', 'TextInvalid'],
	['a space that looks like another', '杭\u00a0州', 'TextInvalid'],
	['an ideographic space', '杭\u3000州', 'TextInvalid'],
	['a blank at its front', ` ${NAME}`, 'TextBlank'],
	['a blank at its end', `${NAME} `, 'TextBlank'],
	['two blanks in a row', '杭  州', 'TextBlank'],
	['an accent after its letter', 'Cafe\u0301', 'TextNotNormalized'],
	['the double of an ideograph', '新\uf92c州', 'TextNotNormalized'],
];

/** Names as enterprises have them, with rare characters of GB 18030-2022. */
const RARE = ['杭州𠅤㑇科技有限公司', '𰻝𰻝面（西安）有限公司', '上海 〇号 中心', '鿯鿿'];

test('texts', { timeout: 600_000 }, async (t) => {
	const node = await DevNode.start(t);
	const api = await node.connect();
	const { marketSupervision: officer } = officers();
	/** @param {string} name @param {string} [uscc] */
	const register = (name, uscc = anyUscc()) => api.tx.eSeal.registerEnterprise(uscc, name, OWNER, 'Enforced');
	/** Sends bytes as they are: polkadot.js would read them, and send what it made of them. @param {string} hex */
	const sendRaw = (hex) => rpc(node.port, 'author_submitExtrinsic', [hex]);

	/**
	 * A registration with any bytes for the front of its name, rightly signed.
	 *
	 * @param {string} uscc
	 * @param {Uint8Array} bytes
	 */
	async function forge(uscc, bytes) {
		const nonce = (await api.rpc.system.accountNextIndex(officer.address)).toNumber();
		const placeholder = 'x'.repeat(bytes.length);
		const call = register(`${placeholder}${NAME}`, uscc);
		const honest = await call.signAsync(officer, { era: 0, nonce });
		const method = call.method.toHex();
		const forged = /** @type {`0x${string}`} */ (
			method.replace(digits(stringToU8a(`${placeholder}${NAME}`)), digits(u8aConcat(bytes, stringToU8a(NAME))))
		);
		assert.notEqual(forged, method);
		const payload = api.createType(
			'ExtrinsicPayload',
			{
				method: forged,
				era: '0x00',
				nonce,
				tip: 0,
				specVersion: api.runtimeVersion.specVersion,
				transactionVersion: api.runtimeVersion.transactionVersion,
				genesisHash: api.genesisHash,
				blockHash: api.genesisHash,
			},
			{ version: 4 },
		);
		// In front of the signature it names the algorithm in a byte.
		const signature = payload.sign(officer).signature.slice('0x01'.length);
		return honest
			.toHex()
			.replace(honest.signature.toHex().slice('0x'.length), signature)
			.replace(method.slice('0x'.length), forged.slice('0x'.length));
	}

	await t.test('bytes built by hand are taken where they are text', async () => {
		const uscc = anyUscc();
		await sendRaw(await forge(uscc, stringToU8a('forged: ')));
		const { name } = await until('the enterprise', async () => {
			const found = await api.query.eSeal.enterprises(uscc);
			return found.isSome && found.unwrap();
		});
		assert.equal(name.toString(), `forged: ${NAME}`);
	});

	for (const [what, bytes] of UNREADABLE) {
		await t.test(`a name that begins with ${what} is refused by the pool`, async () => {
			const uscc = anyUscc();
			// Not for its signature: it does not decode.
			await assert.rejects(sendRaw(await forge(uscc, hexToU8a(bytes))), /Verification Error|Runtime error/);
			assert.deepEqual(await rpc(node.port, 'author_pendingExtrinsics'), []);
			assert.ok((await api.query.eSeal.enterprises(uscc)).isNone);
		});
	}

	await t.test('so is a call with U+FEFF that polkadot.js made', async () => {
		const call = register(`\ufeff${NAME}`);
		await assert.rejects(submit(api, call, officer), Refused);
		const nonce = (await api.rpc.system.accountNextIndex(officer.address)).toNumber();
		const signed = await register(`\ufeff${NAME}`).signAsync(officer, { era: 0, nonce });
		assert.ok(signed.toHex().includes(digits(stringToU8a(`\ufeff${NAME}`))), 'polkadot.js sends it');
		await assert.rejects(sendRaw(signed.toHex()), /Verification Error|Runtime error/);
	});

	for (const [what, name, wanted] of REFUSED) {
		await t.test(`a name with ${what} is refused with a reason`, async () => {
			const { error } = await submit(api, register(name), officer, { until: 'block' });
			assert.equal(error && `${error.section}.${error.name}`, `eSeal.${wanted}`);
			assert.ok((error?.docs.length ?? 0) > 10, 'the error says what is wrong');
		});
	}

	await t.test('what is refused for its form is taken when it is normalized', async () => {
		const uscc = anyUscc();
		const outcome = await submit(api, register('Cafe\u0301'.normalize(), uscc), officer, { until: 'block' });
		assert.equal(outcome.error, undefined);
		assert.equal((await api.query.eSeal.enterprises(uscc)).unwrap().name.toString(), 'Caf\u00e9');
	});

	await t.test('rare characters are taken and come back', async () => {
		for (const name of RARE) {
			const uscc = anyUscc();
			const outcome = await submit(api, register(name, uscc), officer, { until: 'block' });
			assert.equal(outcome.error, undefined, name);
			assert.equal(eventOf(outcome, 'eSeal.EnterpriseRegistered').name.toString(), name);
			assert.equal((await api.query.eSeal.enterprises(uscc)).unwrap().name.toString(), name);
		}
	});

	await t.test('every listing, event and block can be read', async () => {
		const names = (await api.query.eSeal.enterprises.entries()).map(([, found]) => found.unwrap().name.toString());
		assert.deepEqual(names.sort(), [`forged: ${NAME}`, 'Caf\u00e9', ...RARE].sort());
		for (let number = 1, best = await bestBlock(api); number <= best; number++) {
			const hash = await api.rpc.chain.getBlockHash(number);
			const events = await (await api.at(hash)).query.system.events();
			assert.ok(events.length > 0, `events of block ${number}`);
			const { block } = await api.rpc.chain.getBlock(hash);
			for (const extrinsic of block.extrinsics) {
				assert.ok(u8aToHex(extrinsic.toU8a()).length > 2, `extrinsics of block ${number}`);
			}
		}
	});
});

/** @param {Uint8Array} bytes */
function digits(bytes) {
	return u8aToHex(bytes).slice('0x'.length);
}
