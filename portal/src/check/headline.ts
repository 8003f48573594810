// The answer to a clerk's question, before it is put into words: who sealed, and whether that counts.

import type { Language } from '../i18n/language.ts';
import type { SourceFailure } from '../source/source.ts';
import { decisive, type Facts, type Obstacle, type Verdict } from '../verifier/types.ts';
import { type Examination, type Finding, latest } from './examine.ts';

/** A proof is of now if it is not older, by this device's clock, in milliseconds. */
export const RECENT_MS = 10 * 60 * 1000;

export interface Enterprise {
	readonly name: string;
	readonly uscc: string;
}

/** How an answer is taken: by its colour and its sign. */
export type Tone = 'good' | 'caution' | 'bad' | 'unknown';

/** The answer. */
export type Headline =
	/** Valid, and nothing stands in the way as of a proof. `isRecent`: of now. */
	| { kind: 'valid'; by: Enterprise; asOf: number; isRecent: boolean }
	/** Valid when used. Something stands in the way since. */
	| { kind: 'valid-then'; by: Enterprise; asOf: number; obstacles: readonly Obstacle[]; revokedAt: number | null }
	/** Valid when used. What happened since is not known. */
	| { kind: 'since-unknown'; by: Enterprise; asOf: number }
	/** Another enterprise than the expected one. */
	| { kind: 'someone-else'; by: readonly Enterprise[]; expected: string }
	/** The receipt is of another document. */
	| { kind: 'other-document'; by: Enterprise }
	/** The receipt shows a use of an e-seal that was not usable. */
	| { kind: 'not-usable'; by: Enterprise; reason: ReasonIn }
	/** The receipt does not hold. */
	| { kind: 'does-not-hold'; reason: ReasonIn }
	/** A later report casts doubt on the use. */
	| { kind: 'disputed'; by: Enterprise; reason: ReasonIn }
	/** There is a use, and the document was not there to be compared. */
	| { kind: 'document-not-shown'; by: Enterprise; asOf: number; obstacles: readonly Obstacle[] }
	/** Several enterprises sealed it, each for itself. */
	| { kind: 'several'; by: readonly Enterprise[] }
	/** What there is does not suffice. */
	| { kind: 'cannot-tell'; reason: ReasonIn }
	/** By the document's digests a source finds nothing. `leftBefore`: records of blocks before this one left the state. */
	| { kind: 'not-found'; leftBefore: number | undefined; source: string }
	| { kind: 'awaiting-finality'; source: string }
	/** A source told of uses, and what it gave for them does not hold. */
	| { kind: 'refuted'; source: string }
	/** There is no receipt, and nobody to ask. */
	| { kind: 'no-source' }
	| { kind: 'source-failed'; failure: SourceFailure; source: string };

/** A reason of the verifier, in each language. */
export type ReasonIn = Readonly<Record<Language, string>>;

const TONES: Readonly<Record<Headline['kind'], Tone>> = {
	valid: 'good',
	'valid-then': 'caution',
	'since-unknown': 'caution',
	'someone-else': 'bad',
	'other-document': 'bad',
	'not-usable': 'bad',
	'does-not-hold': 'bad',
	disputed: 'unknown',
	'document-not-shown': 'unknown',
	several: 'unknown',
	'cannot-tell': 'unknown',
	'not-found': 'unknown',
	'awaiting-finality': 'unknown',
	refuted: 'unknown',
	'no-source': 'unknown',
	'source-failed': 'unknown',
};

export const toneOf = ({ kind }: Headline): Tone => TONES[kind];

/** The better comes first, where one enterprise used its e-seal more than once. */
const ORDER: readonly Tone[] = ['good', 'caution', 'unknown', 'bad'];

/** Who sealed it: by the right code, where it had been registered under a wrong one. */
function whoSealed(verdict: Verdict, { name, uscc }: Facts): Enterprise {
	const voided = verdict.checks.find(({ code }) => code === 'registration-voided');
	return { name, uscc: voided ? String(voided.instead) : uscc };
}

/** Whether this enterprise is the one that sealed, by the right code or by the one that was wrong. */
function isOf(finding: Finding, uscc: string): boolean {
	const verdict = latest(finding).verdicts.en;
	const { facts } = verdict;
	return facts !== null && (facts.uscc === uscc || whoSealed(verdict, facts).uscc === uscc);
}

/** The answer to an examination, at a moment of this device's clock. */
export function headlineOf(examination: Examination, now: number): Headline {
	const { findings, lookup, expected, source = '' } = examination;
	if (findings.length === 0) {
		return withoutFinding(examination);
	}
	const answers = findings.map((finding) => ofFinding(finding, examination, now));
	const [first, ...more] = answers;
	if (first !== undefined && more.length === 0) {
		return first;
	}
	const proven = findings.flatMap((finding) => {
		const verdict = latest(finding).verdicts.en;
		return verdict.facts ? [whoSealed(verdict, verdict.facts)] : [];
	});
	const parties = new Map(proven.map((by) => [by.uscc, by]));
	if (expected && !findings.some((finding) => isOf(finding, expected))) {
		return { kind: 'someone-else', by: [...parties.values()], expected };
	}
	if (!expected && parties.size > 1) {
		return { kind: 'several', by: [...parties.values()] };
	}
	const ranked = answers
		.filter(({ kind }) => kind !== 'someone-else')
		.sort((a, b) => ORDER.indexOf(toneOf(a)) - ORDER.indexOf(toneOf(b)));
	return ranked[0] ?? { kind: lookup.kind === 'answered' ? 'refuted' : 'no-source', source };
}

/** The finding that the answer is of, or the first one. */
export function best(examination: Examination, now: number): Finding | undefined {
	const { findings, expected } = examination;
	const rank = (finding: Finding) => ORDER.indexOf(toneOf(ofFinding(finding, examination, now)));
	const ofExpected = findings.filter((one) => !expected || isOf(one, expected));
	return [...ofExpected].sort((a, b) => rank(a) - rank(b))[0] ?? findings[0];
}

function withoutFinding({ lookup, source = '' }: Examination): Headline {
	switch (lookup.kind) {
		case 'not-needed':
		case 'no-source':
			return { kind: 'no-source' };
		case 'failed':
			return lookup.failure === 'awaiting-finality'
				? { kind: 'awaiting-finality', source }
				: { kind: 'source-failed', failure: lookup.failure, source };
		case 'answered': {
			const { found, unproven } = lookup;
			const [failed] = unproven;
			if (unproven.some(({ why }) => why === 'refuted')) {
				return { kind: 'refuted', source };
			}
			if (failed && failed.why !== 'refuted') {
				return { kind: 'source-failed', failure: failed.why, source };
			}
			return found.awaiting.length > 0
				? { kind: 'awaiting-finality', source }
				: { kind: 'not-found', leftBefore: found.leftBefore, source };
		}
	}
}

/** The answer of one receipt. */
function ofFinding(finding: Finding, { linked }: Examination, now: number): Headline {
	const { verdicts } = latest(finding);
	const verdict = verdicts.en;
	const reason = reasonOf(verdicts);
	const { facts } = verdict;
	if (facts === null) {
		return verdict.result === 'invalid' ? { kind: 'does-not-hold', reason } : { kind: 'cannot-tell', reason };
	}
	const by = whoSealed(verdict, facts);
	const asOf = facts.proven.at;
	if (linked !== undefined && facts.document !== linked && !facts.document?.startsWith('commitment')) {
		return { kind: 'other-document', by };
	}
	switch (verdict.result) {
		case 'invalid':
			return invalid(verdict, by, reason);
		case 'indeterminate':
			return decisive(verdict)?.check === 'document'
				? { kind: 'document-not-shown', by, asOf, obstacles: facts.obstacles }
				: decisive(verdict)?.check === 'dispute'
					? { kind: 'disputed', by, reason }
					: { kind: 'cannot-tell', reason };
		case 'valid':
			if (facts.obstacles.length > 0) {
				return { kind: 'valid-then', by, asOf, obstacles: facts.obstacles, revokedAt: facts.revokedAt };
			}
			return facts.proven.block > facts.block || finding.since.kind === 'proven'
				? { kind: 'valid', by, asOf, isRecent: Math.abs(now - asOf) < RECENT_MS }
				: { kind: 'since-unknown', by, asOf };
	}
}

function invalid(verdict: Verdict, by: Enterprise, reason: ReasonIn): Headline {
	const failed = verdict.checks.filter(({ result }) => result === 'invalid');
	const areOnly = (...names: string[]) => failed.every(({ check }) => names.includes(check));
	if (areOnly('document', 'enterprise') && failed.some(({ code }) => code === 'document-differs')) {
		return { kind: 'other-document', by };
	}
	if (areOnly('enterprise')) {
		return { kind: 'someone-else', by: [by], expected: String(failed[0]?.expected) };
	}
	return areOnly('standing') ? { kind: 'not-usable', by, reason } : { kind: 'does-not-hold', reason };
}

function reasonOf(verdicts: Readonly<Record<Language, Verdict>>): ReasonIn {
	return { en: decisive(verdicts.en)?.text ?? '', zh: decisive(verdicts.zh)?.text ?? '' };
}
