// Where in the chain's state things are: docs/receipt-format.md, section 6.

import { Blake2128Concat, Twox64Concat, Twox128 } from '@polkadot-api/substrate-bindings';
import { concat, utf8 } from '../bytes.ts';
import { bytesOf, u32, u64 } from './codec.ts';

const prefix = (pallet: string, item: string) => concat(Twox128(utf8(pallet)), Twox128(utf8(item)));

export const now = prefix('Timestamp', 'Now');

/** Of the hash of the chain's first block. */
export const genesis = concat(prefix('System', 'BlockHash'), Twox64Concat(u32.enc(0)));

export const record = (seal: bigint, number: bigint) =>
	concat(prefix('UsageLog', 'Records'), Twox64Concat(u64.enc(seal)), Twox64Concat(u64.enc(number)));

/** Of the head of an e-seal's log. */
export const logHead = (seal: bigint) => concat(prefix('UsageLog', 'Heads'), Twox64Concat(u64.enc(seal)));

export const grant = (number: bigint) => concat(prefix('UsageLog', 'Grants'), Twox64Concat(u64.enc(number)));

export const seal = (number: bigint) => concat(prefix('ESeal', 'Seals'), Twox64Concat(u64.enc(number)));

export const historyEntry = (seal: bigint, index: number) =>
	concat(prefix('ESeal', 'History'), Twox64Concat(u64.enc(seal)), Twox64Concat(u32.enc(index)));

export const physicalSeal = (code: Uint8Array) =>
	concat(prefix('ESeal', 'PhysicalSeals'), Blake2128Concat(bytesOf(code)));

const rectified = (subject: Uint8Array) => concat(prefix('ESeal', 'Rectified'), Blake2128Concat(subject));

/** Of where a physical seal moved. */
export const rightFile = (code: Uint8Array) => rectified(concat(Uint8Array.of(0), bytesOf(code)));

/** Of the right registration of an enterprise. */
export const rightRegistration = (uscc: Uint8Array) => rectified(concat(Uint8Array.of(1), bytesOf(uscc)));

/** Of the block whose records leave the state next. */
export const nextToLeave = prefix('UsageLog', 'NextToLeave');

/** Of the number of the authority set after a block. */
export const currentSet = prefix('Grandpa', 'CurrentSetId');

/** Of the last session of an authority set. */
export const lastSession = (set: bigint) => concat(prefix('Grandpa', 'SetIdSession'), Twox64Concat(u64.enc(set)));

/** Of how many blocks a session has. */
export const sessionLength = prefix('Agencies', 'SessionLength');
