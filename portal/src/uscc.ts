// Unified Social Credit Codes: GB 32100-2015.

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** What was typed, as codes are written: without spaces, in capitals. */
export const tidied = (typed: string) => typed.replace(/[\s-]/g, '').toUpperCase();

/** What is wrong with a code, if anything is. A few real ones were issued with a wrong check character. */
export function faultOf(code: string): 'length' | 'characters' | 'check-character' | undefined {
	const values = [...code].map((character) => ALPHABET.indexOf(character));
	if (values.includes(-1)) {
		return 'characters';
	}
	if (values.length !== 18) {
		return 'length';
	}
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * (values[i] ?? 0), 0);
	return (31 - (sum % 31)) % 31 === values[17] ? undefined : 'check-character';
}
