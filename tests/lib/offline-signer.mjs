// A signer that no client knows and that is never connected, as a device apart from the network is: it has the chain's
// metadata, its genesis hash and a key of its own. What it signs it puts together by hand, from the documented layout of
// version 4 of extrinsics, and knows no transaction extensions but Substrate's own:
//
//     to sign    call  explicit data  implicit data                      of more than 256 bytes: their BLAKE2b-256
//     extrinsic  length  version  account  signature  explicit data  call

import { generateKeyPairSync, sign } from 'node:crypto';
import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types';
import { bnToU8a, compactAddLength, compactToU8a, hexToU8a, u8aConcat } from '@polkadot/util';
import { blake2AsU8a, encodeAddress } from '@polkadot/util-crypto';

/** Version 4, signed. */
const VERSION = Uint8Array.of(0x84);
/** What an account's bytes begin with, as an address. */
const ACCOUNT = Uint8Array.of(0x00);
/** What the bytes of a signature with Ed25519 begin with. */
const ED25519 = Uint8Array.of(0x00);
/** An extrinsic that never expires. */
const IMMORTAL = Uint8Array.of(0x00);

const MOST_UNHASHED_BYTES = 256;
const NOTHING = new Uint8Array();

/**
 * What an extension adds to a signed extrinsic.
 *
 * @typedef {object} Extension
 * @property {string} name
 * @property {boolean} hasExplicit  whether the extrinsic carries data of it
 * @property {boolean} hasImplicit  whether data of it is signed that the extrinsic does not carry
 */

/** Holds one fresh Ed25519 key. */
export class OfflineSigner {
	#secret;
	#genesis;
	#version;

	/**
	 * @param {object} chain
	 * @param {`0x${string}`} chain.metadata  as `state_getMetadata` gives it
	 * @param {`0x${string}`} chain.genesisHash
	 */
	constructor({ metadata: bytes, genesisHash }) {
		const { publicKey, privateKey } = generateKeyPairSync('ed25519');
		this.#secret = privateKey;
		const { x = '' } = publicKey.export({ format: 'jwk' });
		this.publicKey = new Uint8Array(Buffer.from(x, 'base64url'));
		this.address = encodeAddress(this.publicKey, 42);
		this.#genesis = hexToU8a(genesisHash);

		const registry = new TypeRegistry();
		const metadata = new Metadata(registry, bytes);
		// Without the last argument it warns of `CheckAdmission`.
		registry.setMetadata(metadata, undefined, undefined, true);
		const { tx, consts } = expandMetadata(registry, metadata);
		/** The chain's calls. */
		this.tx = tx;
		this.#version = /** @type {import('@polkadot/types/interfaces').RuntimeVersion} */ (
			/** @type {unknown} */ (consts.system.version)
		);
		const isEmpty = (/** @type {import('@polkadot/types/interfaces').SiLookupTypeId} */ type) => {
			const { def } = registry.lookup.getSiType(type);
			return def.isTuple ? def.asTuple.isEmpty : def.isComposite && def.asComposite.fields.isEmpty;
		};
		/** The chain's extensions, in the order in which their data is signed. @type {Extension[]} */
		this.extensions = metadata.asV14.extrinsic.signedExtensions.map(({ identifier, type, additionalSigned }) => ({
			name: identifier.toString(),
			hasExplicit: !isEmpty(type),
			hasImplicit: !isEmpty(additionalSigned),
		}));
	}

	/**
	 * The data of an extension that Substrate defines.
	 *
	 * @param {Extension} extension
	 * @param {number} nonce
	 * @param {Uint8Array} [metadataHash]
	 */
	#dataOf({ name, hasExplicit, hasImplicit }, nonce, metadataHash) {
		switch (name) {
			case 'CheckSpecVersion':
				return { implicit: u32(this.#version.specVersion) };
			case 'CheckTxVersion':
				return { implicit: u32(this.#version.transactionVersion) };
			case 'CheckGenesis':
				return { implicit: this.#genesis };
			case 'CheckMortality':
				return { explicit: IMMORTAL, implicit: this.#genesis };
			case 'CheckNonce':
				return { explicit: compactToU8a(nonce) };
			case 'CheckMetadataHash': {
				// Whether there is a hash; and what is signed is an option of it.
				const mode = Uint8Array.of(metadataHash ? 1 : 0);
				return { explicit: mode, implicit: u8aConcat(mode, metadataHash ?? NOTHING) };
			}
			default:
				if (hasExplicit || hasImplicit) {
					throw new Error(`an extrinsic of this chain has data of ${name}, which this signer does not know`);
				}
				return {};
		}
	}

	/**
	 * An extrinsic that never expires, not signed yet.
	 *
	 * @param {Uint8Array} call
	 * @param {number} nonce
	 * @param {Uint8Array} [metadataHash]  that of the metadata by which the call was read, to be signed with it
	 */
	write(call, nonce, metadataHash) {
		const data = this.extensions.map((extension) => this.#dataOf(extension, nonce, metadataHash));
		const explicit = u8aConcat(...data.map(({ explicit = NOTHING }) => explicit));
		const implicit = u8aConcat(...data.map(({ implicit = NOTHING }) => implicit));
		const payload = u8aConcat(call, explicit, implicit);
		return {
			toSign: payload.length > MOST_UNHASHED_BYTES ? blake2AsU8a(payload, 256) : payload,
			/** @param {Uint8Array} signature */
			assemble: (signature) =>
				compactAddLength(u8aConcat(VERSION, ACCOUNT, this.publicKey, ED25519, signature, explicit, call)),
		};
	}

	/**
	 * The key's signature of these bytes, whatever they are.
	 *
	 * @param {Uint8Array} bytes
	 */
	sign(bytes) {
		return new Uint8Array(sign(null, bytes, this.#secret));
	}

	/**
	 * The same with the algorithm before it, as clients take it.
	 *
	 * @param {Uint8Array} bytes
	 */
	signWithType(bytes) {
		return u8aConcat(ED25519, this.sign(bytes));
	}
}

/** @param {import('@polkadot/types-codec').u32} number */
const u32 = (number) => bnToU8a(number, { bitLength: 32, isLe: true });
