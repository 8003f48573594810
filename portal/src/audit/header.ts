// A block's header, read from its bytes: docs/receipt-format.md, section 4. The hash is made of the same bytes, so that a header that was
// altered is of another block.

import { Blake2256 } from '@polkadot-api/substrate-bindings';
import { fromHex, toHex } from '../bytes.ts';
import { compact, compactLength } from '../evidence/codec.ts';

/** How long a slot is, in milliseconds. */
export const SLOT_MS = 2_000;

/** What an item of a header's digest says. */
export type DigestItem =
	/** Which slot the block was authored in. */
	| { readonly is: 'slot'; readonly slot: bigint }
	/** The root over the block's records of uses, and how many these are. */
	| { readonly is: 'uses'; readonly root: string; readonly count: number }
	/** Who decides on finality from now on, or after some blocks. */
	| { readonly is: 'authorities'; readonly keys: readonly { readonly key: string; readonly weight: bigint }[] }
	/** The signature of whoever authored the block. */
	| { readonly is: 'signature'; readonly signature: string }
	/** The code of the runtime changed with this block. */
	| { readonly is: 'runtime' }
	| { readonly is: 'other'; readonly engine: string; readonly bytes: string };

export interface ReadHeader {
	readonly hash: string;
	readonly parent: string;
	readonly number: number;
	readonly stateRoot: string;
	readonly extrinsicsRoot: string;
	readonly items: readonly DigestItem[];
}

const hex = (bytes: Uint8Array) => `0x${toHex(bytes)}`;

/** Reads bytes one after the other. */
class Reader {
	#at = 0;

	constructor(readonly bytes: Uint8Array) {}

	take(length: number): Uint8Array {
		if (this.#at + length > this.bytes.length) {
			throw new RangeError('the header ends too early');
		}
		const taken = this.bytes.slice(this.#at, this.#at + length);
		this.#at += length;
		return taken;
	}

	compact(): number {
		const rest = this.bytes.slice(this.#at);
		const value = Number(compact.dec(rest));
		this.#at += compactLength(rest);
		return value;
	}

	sized() {
		return this.take(this.compact());
	}

	get isAtEnd() {
		return this.#at === this.bytes.length;
	}
}

/** @throws if the bytes are no header */
export function readHeader(bytes: Uint8Array): ReadHeader {
	const from = new Reader(bytes);
	const parent = hex(from.take(32));
	const number = from.compact();
	const [stateRoot, extrinsicsRoot] = [hex(from.take(32)), hex(from.take(32))];
	const items: DigestItem[] = [];
	for (let left = from.compact(); left > 0; left--) {
		items.push(readItem(from));
	}
	if (!from.isAtEnd) {
		throw new RangeError('more follows the header');
	}
	return { hash: hex(Blake2256(bytes)), parent, number, stateRoot, extrinsicsRoot, items };
}

const [CONSENSUS, SEAL, PRE_RUNTIME, RUNTIME_UPDATED] = [4, 5, 6, 8];

function readItem(from: Reader): DigestItem {
	const [kind = 0] = from.take(1);
	if (kind === RUNTIME_UPDATED) {
		return { is: 'runtime' };
	}
	if (kind !== CONSENSUS && kind !== SEAL && kind !== PRE_RUNTIME) {
		return { is: 'other', engine: '', bytes: hex(from.sized()) };
	}
	const engine = String.fromCharCode(...from.take(4));
	const said = from.sized();
	const view = new DataView(said.buffer, said.byteOffset, said.byteLength);
	if (kind === PRE_RUNTIME && engine === 'aura' && said.length === 8) {
		return { is: 'slot', slot: view.getBigUint64(0, true) };
	}
	if (kind === SEAL && engine === 'aura') {
		return { is: 'signature', signature: hex(said) };
	}
	if (kind === CONSENSUS && engine === 'USES' && said.length === 36) {
		return { is: 'uses', root: hex(said.slice(0, 32)), count: view.getUint32(32, true) };
	}
	if (kind === CONSENSUS && engine === 'FRNK' && said[0] === 1) {
		return { is: 'authorities', keys: readAuthorities(said.slice(1)) };
	}
	return { is: 'other', engine, bytes: hex(said) };
}

function readAuthorities(bytes: Uint8Array) {
	const from = new Reader(bytes);
	return Array.from({ length: Math.min(from.compact(), 1_000) }, () => {
		const key = hex(from.take(32));
		const weight = from.take(8);
		return { key, weight: new DataView(weight.buffer).getBigUint64(0, true) };
	});
}

/** The header in hexadecimal that a source gives for a block; nothing if it is not that block's. */
export function headerOf(text: string, hash: string): ReadHeader | undefined {
	try {
		const header = readHeader(fromHex(text));
		return header.hash === hash ? header : undefined;
	} catch {
		return undefined;
	}
}
