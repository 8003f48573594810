// Where the chain has what an exported log is proven by: docs/receipt-format.md, section 6.

import { xxhash64, xxhash128 } from '@subsquid/util-xxhash';
import { toHex, u32, u64 } from '../chain/bytes.js';

const twox128 = (name: string): Buffer => {
	const digest = xxhash128().update(name).digest();
	return Buffer.concat([u64(digest & 0xffff_ffff_ffff_ffffn), u64(digest >> 64n)]);
};

const twox64 = (key: Buffer): Buffer => Buffer.concat([u64(xxhash64().update(key).digest()), key]);

const key = (pallet: string, item: string, ...keys: Buffer[]): string =>
	toHex(Buffer.concat([twox128(pallet), twox128(item), ...keys.map(twox64)]));

export const storageKeys = (seal: bigint) => ({
	now: key('Timestamp', 'Now'),
	genesis: key('System', 'BlockHash', u32(0)),
	seal: key('ESeal', 'Seals', u64(seal)),
	head: key('UsageLog', 'Heads', u64(seal)),
});
