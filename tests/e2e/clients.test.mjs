// Clients and signers that are made for any Substrate chain: they take this chain's check of extrinsics as it is, and pass
// on in the chain's own code why a call is refused.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { DedotClient, InvalidTxError as RefusedByDedot } from '@dedot/api';
import { WsProvider } from '@dedot/providers';
import { TypeRegistry } from '@polkadot/types';
import { bnToU8a, hexToU8a, u8aToHex } from '@polkadot/util';
import { WebSocket } from '@polkadot/x-ws';
import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';
import { createClient, Enum, InvalidTxError as RefusedByPapi } from 'polkadot-api';
import { getPolkadotSigner, withMetadataHash } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';
import { account, officers, seats } from '../lib/accounts.mjs';
import { whenDone } from '../lib/cleanup.mjs';
import { anyUscc } from '../lib/codes.mjs';
import { ROOT } from '../lib/command.mjs';
import { DevNode } from '../lib/dev-node.mjs';
import { OfflineSigner } from '../lib/offline-signer.mjs';
import { submit } from '../lib/submit.mjs';
import { finalBlock, until } from '../lib/wait.mjs';
import { rpc } from '../network/rpc.mjs';

/** @import { KeyringPair } from '@polkadot/keyring/types' */
/** @import { SignerPayloadJSON } from '@dedot/types' */

const NAME = '杭州某某科技有限公司';
const OWNER = account('//SomeOwner').address;
const ANYONE = account('//Anyone').address;
const STRANGER = account('//Stranger');
/** A byte more than a remark may have. */
const LONG_REMARK = new Uint8Array(1025);

/** The codes of refusals, as docs/admission.md lists them. */
const CODES = new Map(
	[...readFileSync(join(ROOT, 'docs/admission.md'), 'utf8').matchAll(/^\| (\d+) \| `(\w+)` \|/gm)].map(
		([, code, name]) => [name, Number(code)],
	),
);

/**
 * How a client has the chain's refusal.
 *
 * @param {string} name
 */
const refusal = (name) => ({ type: 'Invalid', value: { type: 'Custom', value: CODES.get(name) } });

test('clients', { timeout: 600_000 }, async (t) => {
	const node = await DevNode.start(t);
	const polkadotJs = await node.connect();
	// Node.js has a WebSocket of its own from version 22 on.
	const websocketClass = /** @type {typeof globalThis.WebSocket} */ (WebSocket);
	const papi = createClient(getWsProvider(node.url, { websocketClass }));
	whenDone(t, () => papi.destroy());
	const dedot = await DedotClient.new(new WsProvider(node.url));
	whenDone(t, () => dedot.disconnect());
	const { marketSupervision: officer } = officers();

	await t.test('PAPI', async (t) => {
		const { tx, query } = papi.getUnsafeApi();
		const signer = (/** @type {KeyringPair} */ pair) =>
			getPolkadotSigner(pair.publicKey, 'Sr25519', (bytes) => pair.sign(bytes));

		await t.test('sends a call, and sees it succeed and become final', async () => {
			const uscc = anyUscc();
			const call = tx.ESeal.register_enterprise({ uscc, name: NAME, owner: OWNER, check: Enum('Enforced') });
			const { ok, block } = await call.signAndSubmit(signer(officer));
			assert.ok(ok);
			const enterprise = /** @type {{ name: string }} */ (
				await query.ESeal.Enterprises.getValue(uscc, { at: block.hash })
			);
			assert.equal(enterprise.name, NAME);
		});

		/**
		 * PAPI 2.2.2 says nothing at all where blocks become final faster than it is answered. Then it is asked again.
		 *
		 * @param {string} name @param {import('polkadot-api').Transaction} call @param {KeyringPair} pair
		 */
		async function mustBeRefused(name, call, pair) {
			const error = await until('PAPI saying why a call is refused', () =>
				Promise.race([
					call.signAndSubmit(signer(pair)).then(
						() => assert.fail('it was not refused'),
						(error) => error,
					),
					sleep(20_000, undefined, { ref: false }),
				]),
			);
			assert.ok(error instanceof RefusedByPapi, error);
			assert.deepEqual(error.error, refusal(name));
		}

		await t.test('is told why a call is refused', async () => {
			const remark = tx.System.remark({ remark: LONG_REMARK });
			await mustBeRefused('NoRole', remark, STRANGER);
			await mustBeRefused('RemarkTooLong', remark, officer);
			await mustBeRefused('NotYours', tx.Agencies.add_officer({ officer: ANYONE }), officer);
		});
	});

	await t.test('dedot', async (t) => {
		const { tx, query } = dedot;
		/**
		 * A refused call rejects both promises, or the first alone.
		 *
		 * @param {import('@dedot/types').ISubmittableExtrinsic} call
		 * @param {KeyringPair} signer
		 */
		async function send(call, signer) {
			const sent = call.signAndSend(signer);
			const [, result] = await Promise.all([sent, sent.untilFinalized()]);
			return result;
		}

		await t.test('sends a call, and sees it succeed and become final', async () => {
			const uscc = anyUscc();
			const { status, dispatchError } = await send(tx.eSeal.registerEnterprise(uscc, NAME, OWNER, 'Enforced'), officer);
			assert.equal(status.type, 'Finalized');
			assert.equal(dispatchError, undefined);
			assert.equal((await query.eSeal.enterprises(uscc))?.name, NAME);
		});

		/** @param {string} name @param {import('@dedot/types').ISubmittableExtrinsic} call @param {KeyringPair} pair */
		const mustBeRefused = (name, call, pair) =>
			assert.rejects(send(call, pair), (error) => {
				assert.ok(error instanceof RefusedByDedot);
				assert.deepEqual(error.data.isErr && error.data.err, refusal(name));
				return true;
			});

		await t.test('is told why a call is refused', async () => {
			await mustBeRefused('NoRole', tx.system.remark(LONG_REMARK), STRANGER);
			await mustBeRefused('RemarkTooLong', tx.system.remark(LONG_REMARK), officer);
			await mustBeRefused('NotYours', tx.agencies.addOfficer(ANYONE), officer);
		});
	});

	/** @param {string} uscc */
	async function untilRegistered(uscc) {
		const enterprise = await until('the enterprise in final state', async () => {
			const { hash } = await finalBlock(polkadotJs);
			const found = await (await polkadotJs.at(hash)).query.eSeal.enterprises(uscc);
			return found.isSome && found.unwrap();
		});
		assert.equal(enterprise.name.toString(), NAME);
	}

	await t.test('an offline signer', async (t) => {
		const signer = new OfflineSigner({
			metadata: await rpc(node.port, 'state_getMetadata'),
			genesisHash: await rpc(node.port, 'chain_getBlockHash', [0]),
		});
		const { error } = await submit(
			polkadotJs,
			polkadotJs.tx.agencies.addOfficer(signer.address),
			seats().marketSupervision,
		);
		assert.equal(error, undefined);
		const uscc = anyUscc();
		const nonce = await rpc(node.port, 'system_accountNextIndex', [signer.address]);
		const { toSign, assemble } = signer.write(
			signer.tx.eSeal.registerEnterprise(uscc, NAME, OWNER, 'Enforced').toU8a(),
			nonce,
		);
		const extrinsic = u8aToHex(assemble(signer.sign(toSign)));

		await t.test('signs no byte for the check of admission', () => {
			assert.deepEqual(
				signer.extensions.filter(({ name }) => name === 'CheckAdmission'),
				[{ name: 'CheckAdmission', hasExplicit: false, hasImplicit: false }],
			);
		});

		await t.test('signs the same bytes for every client, and each makes the same extrinsic of it', async () => {
			/** @type {Uint8Array[]} */
			const handed = [];
			const sign = (/** @type {Uint8Array} */ bytes) => {
				handed.push(bytes);
				return signer.sign(bytes);
			};
			const signWithType = (/** @type {Uint8Array} */ bytes) => {
				handed.push(bytes);
				return u8aToHex(signer.signWithType(bytes));
			};

			const throughPolkadotJs = await polkadotJs.tx.eSeal
				.registerEnterprise(uscc, NAME, OWNER, 'Enforced')
				.signAsync(signer.address, {
					era: 0,
					nonce,
					signer: { signRaw: async ({ data }) => ({ id: 0, signature: signWithType(hexToU8a(data)) }) },
				});
			const throughPapi = await papi
				.getUnsafeApi()
				.tx.ESeal.register_enterprise({ uscc, name: NAME, owner: OWNER, check: Enum('Enforced') })
				.sign(getPolkadotSigner(signer.publicKey, 'Ed25519', sign), { nonce, mortality: { mortal: false } });
			const throughDedot = await dedot.tx.eSeal.registerEnterprise(uscc, NAME, OWNER, 'Enforced').sign(signer.address, {
				nonce,
				mortality: { type: 'Immortal' },
				signer: {
					signPayload: async (/** @type {SignerPayloadJSON} */ payload) => ({
						id: 0,
						signature: signWithType(bytesOf(payload)),
					}),
				},
			});

			assert.deepEqual(
				handed.map((bytes) => u8aToHex(bytes)),
				Array(3).fill(u8aToHex(toSign)),
			);
			assert.equal(throughPolkadotJs.toHex(), extrinsic);
			assert.equal(u8aToHex(throughPapi), extrinsic);
			assert.equal(throughDedot.toHex(), extrinsic);
		});

		await t.test('signs what anyone may send, and it becomes final', async () => {
			await rpc(node.port, 'author_submitExtrinsic', [extrinsic]);
			await untilRegistered(uscc);
		});

		await t.test('signs with the hash of the metadata by which it read the call, and with no other', async () => {
			const { tokenSymbol, tokenDecimals: decimals } = await rpc(node.port, 'system_properties');
			const metadata = await metadataOfVersion(node, 15);
			/** @param {{ tokenSymbol: string, decimals: number }} unit */
			const hashOf = (unit) => merkleizeMetadata(metadata, unit).digest();
			const hash = hashOf({ tokenSymbol, decimals });
			const theirs = (await polkadotJs.call.admissionApi.metadataHash()).unwrap();
			assert.equal(
				theirs.toHex(),
				u8aToHex(hash),
				`RUNTIME_METADATA_HASH in .cargo/config.toml must be ${u8aToHex(hash)}`,
			);

			const code = anyUscc();
			const call = signer.tx.eSeal.registerEnterprise(code, NAME, OWNER, 'Enforced').toU8a();
			/** @param {Uint8Array} hash */
			const signedWith = async (hash) => {
				const nonce = await rpc(node.port, 'system_accountNextIndex', [signer.address]);
				const { toSign, assemble } = signer.write(call, nonce, hash);
				return u8aToHex(assemble(signer.sign(toSign)));
			};
			for (const other of [
				hash.map((byte, n) => (n === 0 ? byte ^ 1 : byte)),
				hashOf({ tokenSymbol: 'UNIT', decimals }),
			]) {
				await assert.rejects(rpc(node.port, 'author_submitExtrinsic', [await signedWith(other)]), /bad signature/i);
			}
			await rpc(node.port, 'author_submitExtrinsic', [await signedWith(hash)]);
			await untilRegistered(code);

			// PAPI does the same by itself.
			const another = anyUscc();
			const device = withMetadataHash(
				{ tokenSymbol, decimals },
				getPolkadotSigner(signer.publicKey, 'Ed25519', (bytes) => signer.sign(bytes)),
			);
			const { ok } = await papi
				.getUnsafeApi()
				.tx.ESeal.register_enterprise({ uscc: another, name: NAME, owner: OWNER, check: Enum('Enforced') })
				.signAndSubmit(device);
			assert.ok(ok);
		});
	});
});

/**
 * A node's metadata, of the version that hashes are made of.
 *
 * @param {DevNode} node
 * @param {number} version
 */
async function metadataOfVersion({ port }, version) {
	const answer = await rpc(port, 'state_call', [
		'Metadata_metadata_at_version',
		u8aToHex(bnToU8a(version, { bitLength: 32, isLe: true })),
	]);
	return new TypeRegistry().createType('Option<Bytes>', answer).unwrap().toU8a(true);
}

/**
 * What a wallet signs that a page hands a payload, and that knows of the chain what the payload says.
 *
 * @param {SignerPayloadJSON} payload
 */
function bytesOf(payload) {
	const registry = new TypeRegistry();
	// Without the last argument it warns of `CheckAdmission`.
	registry.setSignedExtensions(payload.signedExtensions, undefined, true);
	return registry.createType('ExtrinsicPayload', payload, { version: payload.version }).toU8a({ method: true });
}
