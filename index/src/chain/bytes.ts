// Bytes as nodes write them, as the database has them, and as SCALE lays them out (docs/receipt-format.md).

import { blake2b } from '@noble/hashes/blake2.js';

/** @returns the bytes of `0x…` */
export const fromHex = (hex: string): Buffer => Buffer.from(hex.startsWith('0x') ? hex.slice(2) : hex, 'hex');

export const toHex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString('hex')}`;

/** As PostgreSQL reads bytes from a text. */
export const toSql = (bytes: Uint8Array | string): string =>
	`\\x${typeof bytes === 'string' ? bytes.slice(2) : Buffer.from(bytes).toString('hex')}`;

export const blake2 = (...parts: Uint8Array[]): Buffer => Buffer.from(blake2b(Buffer.concat(parts), { dkLen: 32 }));

/** An integer in SCALE's compact form. */
export function compact(value: number): Buffer {
	if (value < 1 << 6) {
		return Buffer.from([value << 2]);
	}
	if (value < 1 << 14) {
		return u16((value << 2) | 1);
	}
	if (value < 2 ** 30) {
		return u32(value * 4 + 2);
	}
	if (value < 2 ** 32) {
		return Buffer.concat([Buffer.from([3]), u32(value)]);
	}
	throw new RangeError(`${value} is more than this has to write`);
}

const u16 = (value: number): Buffer => {
	const bytes = Buffer.alloc(2);
	bytes.writeUInt16LE(value);
	return bytes;
};

export const u32 = (value: number): Buffer => {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
};

export const u64 = (value: bigint): Buffer => {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(value);
	return bytes;
};

/** `bytes` of the specification: the length, then so many. */
export const sized = (bytes: Uint8Array): Buffer => Buffer.concat([compact(bytes.length), bytes]);

/** A list whose members are encoded already. */
export const list = (members: Uint8Array[]): Buffer => Buffer.concat([compact(members.length), ...members]);

/** Reads SCALE from the front. */
export class Reader {
	#at = 0;

	constructor(private readonly bytes: Buffer) {}

	/** How many bytes were read. */
	get position(): number {
		return this.#at;
	}

	get isAtEnd(): boolean {
		return this.#at === this.bytes.length;
	}

	take(length: number): Buffer {
		const end = this.#at + length;
		if (end > this.bytes.length) {
			throw new RangeError(`${length} bytes are wanted, and ${this.bytes.length - this.#at} are left`);
		}
		const taken = this.bytes.subarray(this.#at, end);
		this.#at = end;
		return taken;
	}

	u8(): number {
		return this.take(1).readUInt8();
	}

	u32(): number {
		return this.take(4).readUInt32LE();
	}

	u64(): bigint {
		return this.take(8).readBigUInt64LE();
	}

	compact(): number {
		const first = this.u8();
		switch (first & 3) {
			case 0:
				return first >> 2;
			case 1:
				return (first >> 2) + this.u8() * 2 ** 6;
			case 2:
				return (first >> 2) + this.u8() * 2 ** 6 + this.u8() * 2 ** 14 + this.u8() * 2 ** 22;
			default:
				if (first !== 3) {
					throw new RangeError('an integer is larger than this reads');
				}
				return this.u32();
		}
	}

	sized(): Buffer {
		return this.take(this.compact());
	}
}
