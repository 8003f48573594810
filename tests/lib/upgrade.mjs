// What an upgrade of the runtime is told by: the digest of the code, and places in storage that no metadata names.

import { u8aConcat, u8aToHex } from '@polkadot/util';
import { blake2AsHex, xxhashAsU8a } from '@polkadot/util-crypto';

/**
 * What `system.authorizeUpgrade` takes.
 *
 * @param {Uint8Array} code
 * @returns {string} its BLAKE2b-256
 */
export const codeHash = (code) => blake2AsHex(code, 256);

/**
 * The place of a value in storage.
 *
 * @param {string} pallet
 * @param {string} item
 */
export const storageKey = (pallet, item) => u8aToHex(u8aConcat(xxhashAsU8a(pallet, 128), xxhashAsU8a(item, 128)));
