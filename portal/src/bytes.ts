// Bytes and their texts.

export const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The bytes that `0x…` stands for. */
export function fromHex(text: string): Uint8Array {
	if (!/^0x([0-9a-fA-F]{2})*$/.test(text)) {
		throw new RangeError('not bytes in hexadecimal');
	}
	const bytes = new Uint8Array(text.length / 2 - 1);
	for (let i = 0; i < bytes.length; i++) {
		bytes[i] = Number.parseInt(text.slice(2 * i + 2, 2 * i + 4), 16);
	}
	return bytes;
}

export function concat(...parts: Uint8Array[]): Uint8Array {
	const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

/** Compares byte by byte, the first that differs decides. */
export function compare(a: Uint8Array, b: Uint8Array): number {
	for (let i = 0; i < Math.min(a.length, b.length); i++) {
		const difference = (a[i] ?? 0) - (b[i] ?? 0);
		if (difference !== 0) {
			return difference;
		}
	}
	return a.length - b.length;
}

export const equal = (a: Uint8Array, b: Uint8Array) => compare(a, b) === 0;

/** Where `needle` begins in `bytes`, from a place on; -1 if nowhere. */
export function find(bytes: Uint8Array, needle: Uint8Array, from = 0): number {
	for (let at = from; at + needle.length <= bytes.length; at++) {
		if (equal(bytes.subarray(at, at + needle.length), needle)) {
			return at;
		}
	}
	return -1;
}

/** RFC 4648, section 4. */
export function toBase64(bytes: Uint8Array): string {
	let text = '';
	// Not all at once: each byte would be an argument.
	for (let at = 0; at < bytes.length; at += 0x8000) {
		text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	}
	return btoa(text);
}

export const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

export const utf8 = (text: string) => new TextEncoder().encode(text);

export const fromUtf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
