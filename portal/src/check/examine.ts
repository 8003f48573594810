// The examination of one document: what there is (a file, a receipt, a link), what a source adds, and what holds of it. Words
// come later.

import type { Link } from '../link.ts';
import { type Found, type Place, type Source, SourceError, type SourceFailure, type Use } from '../source/source.ts';
import type { VerifierApi } from '../verifier/client.ts';
import { type Algorithm, type Digest, type Verdicts, written } from '../verifier/engine.ts';
import type { Facts, Verdict } from '../verifier/types.ts';
import { saltOf } from './receipt-text.ts';

/** So many uses that a source tells of are proven. */
export const MOST_PROVEN = 16;

/** The digests that the chain may have a document under. */
const PLAIN: readonly Algorithm[] = ['sha256', 'sm3', 'blake2b256'];

/** What is examined. */
export interface Job {
	readonly document: Blob | undefined;
	/** The receipt that was brought along. */
	readonly receipt: Uint8Array | undefined;
	readonly link: Link | undefined;
}

/** What it is examined with. */
export interface Tools {
	readonly verifier: VerifierApi;
	/** The anchor's text. */
	readonly anchor: Uint8Array;
	readonly source: Source | undefined;
	/** The code of the enterprise that is expected; empty if none is. */
	readonly expected: string;
	/** Hears how much of the document was read, in bytes. */
	told(bytes: number): void;
}

/** A receipt, and what is said of it. */
export interface Judged {
	readonly receipt: Uint8Array;
	readonly verdicts: Verdicts;
}

/** What became of asking how the e-seal stands since. */
export type Since =
	/** A proof of now. */
	| { readonly kind: 'proven'; readonly judged: Judged }
	/** Nobody was asked: there is nobody, or nothing to ask. */
	| { readonly kind: 'not-asked' }
	| { readonly kind: 'failed'; readonly failure: SourceFailure }
	/** There was an answer, and it does not hold. */
	| { readonly kind: 'refuted' };

/** A use on the document, by its receipt. */
export interface Finding {
	readonly origin: 'file' | 'link' | 'source';
	readonly judged: Judged;
	readonly since: Since;
}

/** A use that a source told of and that is not shown. */
export interface Unproven {
	readonly use: Use | Place;
	/** Why not; `refuted`: what the source gave does not hold. */
	readonly why: SourceFailure | 'refuted';
}

/** What a source said, where one was needed. */
export type Lookup =
	| { readonly kind: 'not-needed' }
	| { readonly kind: 'no-source' }
	| { readonly kind: 'failed'; readonly failure: SourceFailure }
	| { readonly kind: 'answered'; readonly found: Found; readonly unproven: readonly Unproven[] };

export interface Examination {
	/** The document's digests; none if it was not there. */
	readonly digests: readonly Digest[];
	readonly hasDocument: boolean;
	/** The digest that a link named. */
	readonly linked: Digest | undefined;
	readonly expected: string;
	/** Who was asked. */
	readonly source: string | undefined;
	readonly findings: readonly Finding[];
	readonly lookup: Lookup;
}

/** What is known most lately of a use. */
export const latest = ({ judged, since }: Finding): Judged => (since.kind === 'proven' ? since.judged : judged);

const NOTHING = new Uint8Array();

export async function examine(job: Job, tools: Tools): Promise<Examination> {
	const { document, link } = job;
	const receipt = job.receipt ?? link?.receipt;
	const begun = {
		hasDocument: document !== undefined,
		linked: link?.document,
		expected: tools.expected,
		source: tools.source?.name,
	};
	if (receipt) {
		const origin = job.receipt ? 'file' : 'link';
		return { ...begun, ...(await byReceipt(receipt, origin, document, tools)) };
	}
	const digests = document ? await tools.verifier.digest(document, PLAIN, undefined, tools.told) : NOTHING;
	const known = { ...begun, digests: written(digests) };
	if (!tools.source) {
		return { ...known, findings: [], lookup: { kind: 'no-source' } };
	}
	const asked = new Asking(tools, tools.source, digests, document !== undefined);
	const answer = link?.use ? await asked.forUse(link.use) : await asked.forDigests(link?.document);
	// Who answered is known now, where there are several.
	return { ...known, ...answer, source: tools.source.name };
}

async function byReceipt(receipt: Uint8Array, origin: 'file' | 'link', document: Blob | undefined, tools: Tools) {
	const { verifier, anchor, expected, source } = tools;
	const question = { receipt, anchor, enterprise: expected };
	// What digest the document was sealed by, the receipt tells.
	const unread = await verifier.verify({ ...question, digests: NOTHING });
	const salt = saltOf(receipt);
	let digests: Uint8Array = NOTHING;
	let verdicts = unread;
	if (document) {
		const wanted = algorithmOf(unread.en.facts);
		const isSalted = wanted?.startsWith('commitment');
		const algorithms = wanted === undefined || (isSalted && salt?.length !== 32) ? PLAIN : [wanted];
		digests = await verifier.digest(document, algorithms, isSalted ? salt : undefined, tools.told);
		verdicts = await verifier.verify({ ...question, digests });
	}
	const judged = { receipt, verdicts };
	const since = await sinceThen(judged, digests, salt, tools);
	return {
		digests: written(digests),
		findings: [{ origin, judged, since }],
		lookup: { kind: 'not-needed' } as const,
		source: source?.name,
	};
}

/** What made the digest that was recorded. */
function algorithmOf(facts: Facts | null): Algorithm | undefined {
	return facts?.document?.split(':')[0] as Algorithm | undefined;
}

/** How the e-seal stands now, if the receipt proves a use and there is somebody to ask. */
async function sinceThen(
	{ verdicts }: Judged,
	digests: Uint8Array,
	salt: Uint8Array | undefined,
	{ verifier, anchor, expected, source }: Tools,
): Promise<Since> {
	const { facts } = verdicts.en;
	if (!source || !facts || !isProven(verdicts.en)) {
		return { kind: 'not-asked' };
	}
	try {
		const receipt = await source.receiptOf({ seal: BigInt(facts.seal), index: BigInt(facts.index) }, salt);
		const fresh = await verifier.verify({ receipt, anchor, digests, enterprise: expected });
		const isOfIt = fresh.en.facts?.seal === facts.seal && fresh.en.facts.index === facts.index;
		if (!isOfIt || !isProven(fresh.en) || fresh.en.facts.proven.block < facts.proven.block) {
			return { kind: 'refuted' };
		}
		return { kind: 'proven', judged: { receipt, verdicts: fresh } };
	} catch (error) {
		return { kind: 'failed', failure: failureOf(error) };
	}
}

/**
 * Whether a verdict shows a use that stands: nothing is wrong with it but who is expected, whether the document was there, and
 * what was reported later.
 */
export function isProven(verdict: Verdict): verdict is Verdict & { readonly facts: Facts } {
	const mayBe = (check: Verdict['checks'][number]) =>
		check.result === 'valid' ||
		check.check === 'enterprise' ||
		(check.result === 'indeterminate' && ['document', 'dispute'].includes(check.check));
	return verdict.facts !== null && verdict.checks.every(mayBe);
}

/** Asks a source, and proves what it says. */
class Asking {
	constructor(
		readonly tools: Tools,
		readonly source: Source,
		readonly digests: Uint8Array,
		readonly hasDocument: boolean,
	) {}

	async forUse(place: Place): Promise<Pick<Examination, 'findings' | 'lookup'>> {
		try {
			// A document that differs is what the question is about here, and not the source's fault.
			const finding = await this.#prove(place, true);
			const found = { uses: [], more: 0, cut: false, awaiting: [], leftBefore: undefined, block: 0 };
			const unproven = finding ? [] : [{ use: place, why: 'refuted' as const }];
			return { findings: finding ? [finding] : [], lookup: { kind: 'answered', found, unproven } };
		} catch (error) {
			return { findings: [], lookup: { kind: 'failed', failure: failureOf(error) } };
		}
	}

	async forDigests(linked: Digest | undefined): Promise<Pick<Examination, 'findings' | 'lookup'>> {
		const wanted = this.hasDocument ? written(this.digests) : linked === undefined ? [] : [linked];
		const { expected } = this.tools;
		let found: Found;
		try {
			found = await this.source.findUses(wanted, expected || undefined);
			if (expected && found.uses.length + found.awaiting.length === 0) {
				// Who sealed it instead.
				found = await this.source.findUses(wanted);
			}
		} catch (error) {
			return { findings: [], lookup: { kind: 'failed', failure: failureOf(error) } };
		}
		const findings: Finding[] = [];
		const unproven: Unproven[] = [];
		const chosen = firstOfEach(found.uses).slice(0, MOST_PROVEN);
		found = { ...found, more: found.more + found.uses.length - chosen.length };
		for (const use of chosen) {
			try {
				const finding = await this.#prove(use, false);
				if (finding && this.#isOf(finding, use, linked)) {
					findings.push(finding);
				} else {
					unproven.push({ use, why: 'refuted' });
				}
			} catch (error) {
				unproven.push({ use, why: failureOf(error) });
			}
		}
		return { findings, lookup: { kind: 'answered', found, unproven } };
	}

	/** The finding of a use, as it stands now. None: what the source gave does not hold. */
	async #prove(use: Place, mayDiffer: boolean): Promise<Finding | undefined> {
		const { verifier, anchor, expected } = this.tools;
		const receipt = await this.source.receiptOf(use);
		const verdicts = await verifier.verify({ receipt, anchor, digests: this.digests, enterprise: expected });
		const judged = { receipt, verdicts };
		const verdict = verdicts.en;
		const differs = verdict.checks.some(({ code }) => code === 'document-differs');
		const { facts } = verdict;
		const isOfIt = facts?.seal === Number(use.seal) && facts.index === Number(use.index);
		if (!isOfIt || !(isProven(verdict) || (mayDiffer && differs && isProven(withoutDocument(verdict))))) {
			return undefined;
		}
		return { origin: 'source', judged, since: { kind: 'proven', judged } };
	}

	/** Whether a finding is of the document that was asked for. With the document at hand, the verdict says so already. */
	#isOf(finding: Finding, use: Use, linked: Digest | undefined) {
		const sealed = finding.judged.verdicts.en.facts?.document;
		return this.hasDocument || sealed === (use.document ?? linked);
	}
}

/** The same uses, with one of each e-seal before all others: so that nobody's uses crowd out another's. */
function firstOfEach(uses: readonly Use[]): readonly Use[] {
	const seen = new Set<bigint>();
	const isFirst = new Map(uses.map((use) => [use, !seen.has(use.seal) && seen.add(use.seal) !== undefined]));
	return [...uses].sort((a, b) => Number(isFirst.get(b)) - Number(isFirst.get(a)));
}

/** A verdict as it would be if the document were not there. */
const withoutDocument = (verdict: Verdict): Verdict => ({
	...verdict,
	checks: verdict.checks.filter(({ check }) => check !== 'document'),
});

function failureOf(error: unknown): SourceFailure {
	if (error instanceof SourceError) {
		return error.failure;
	}
	return 'unreadable';
}
