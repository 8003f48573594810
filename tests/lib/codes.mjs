// Unified Social Credit Codes (GB 32100-2015) and codes of physical seals.

import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * Completes the first 17 characters of a code by its check character.
 *
 * @param {string} body
 */
export function withCheckCharacter(body) {
	const sum = [...body].reduce((total, character, i) => total + WEIGHTS[i] * ALPHABET.indexOf(character), 0);
	return body + ALPHABET[(31 - (sum % 31)) % 31];
}

/** @param {number} count */
const digits = (count) => Array.from({ length: count }, () => randomInt(10)).join('');

/** A right code that some enterprise in Hangzhou might have. */
export const anyUscc = () => withCheckCharacter(`91330106MA2${digits(6)}`);

/** A code that some official seal carved in Hangzhou might have: 13 digits. */
export const anySealCode = () => `330106${digits(7)}`;

/**
 * The first of these codes that `isTaken` denies.
 *
 * @param {string} preferred
 * @param {() => string} another
 * @param {(code: string) => Promise<boolean>} isTaken
 */
export async function firstFree(preferred, another, isTaken) {
	let code = preferred;
	while (await isTaken(code)) {
		code = another();
	}
	return code;
}
