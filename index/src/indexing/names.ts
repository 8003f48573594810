// By what an enterprise's name is found: by any part of it, and by how it sounds.

import { pinyin } from 'pinyin-pro';

/** What the index has of a name. */
export interface Pieces {
	/** Each of its characters, and each two that follow one another; the same of its initials. */
	pieces: string[];
	/** The pinyin of all of it, a space, and its initials. */
	sounds: string;
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, '');

/** The characters of a text, and each two neighbours. */
export function piecesOf(text: string): string[] {
	const characters = [...plain(text)];
	return [
		...new Set([...characters, ...characters.slice(1).map((character, place) => `${characters[place]}${character}`)]),
	];
}

export function namesOf(name: string): Pieces {
	const options = { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true } as const;
	const sounds = pinyin(plain(name), options).join('');
	const initials = pinyin(plain(name), { ...options, pattern: 'first' }).join('');
	const pieces = [...new Set([...piecesOf(name), ...piecesOf(initials)])];
	return { pieces, sounds: `${plain(sounds)} ${plain(initials)}` };
}

/** Trigrams, by which sounds are found, take so many characters. */
const TRIGRAM = 3;

/**
 * What is searched for: by sound if it is of Latin letters and digits alone, by its characters otherwise. So few letters that sounds are
 * not found by them are the name's own or its initials.
 */
export type Sought = { sounds: string } | { pieces: string[]; text: string };

export function soughtBy(search: string): Sought {
	const text = plain(search);
	// LIKE has two characters of its own.
	const literal = text.replace(/[\\%_]/g, (character) => `\\${character}`);
	if (/^[\x20-\x7e]*$/.test(text)) {
		return text.length < TRIGRAM ? { pieces: [text], text: '' } : { sounds: `%${literal}%` };
	}
	const pieces = piecesOf(text);
	const pairs = pieces.filter((piece) => [...piece].length === 2);
	return { pieces: pairs.length > 0 ? pairs : pieces, text };
}
