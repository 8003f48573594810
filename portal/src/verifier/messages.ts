// What the page and its worker tell each other.

import type { Language } from '../i18n/language.ts';
import type { Algorithm, LogVerdicts, Question, Verdicts } from './engine.ts';
import type { Words } from './types.ts';

/** What the worker is asked. */
export type Asked =
	| { readonly do: 'load'; readonly module: ArrayBuffer }
	| {
			readonly do: 'digest';
			readonly file: Blob;
			readonly algorithms: readonly Algorithm[];
			readonly salt?: Uint8Array;
	  }
	| { readonly do: 'verify'; readonly question: Question }
	| { readonly do: 'begin-log'; readonly header: Uint8Array; readonly anchor: Uint8Array }
	| { readonly do: 'take-log'; readonly log: number; readonly lines: Uint8Array }
	| { readonly do: 'end-log'; readonly log: number };

/** What it answers. */
export interface Answers {
	load: Readonly<Record<Language, Words>>;
	digest: Uint8Array;
	verify: Verdicts;
	'begin-log': number;
	'take-log': number;
	'end-log': LogVerdicts;
}

export type Request = { readonly id: number } & Asked;

export type Reply =
	| { readonly id: number; readonly progress: number }
	| { readonly id: number; readonly answer: Answers[keyof Answers] }
	| { readonly id: number; readonly error: string };
