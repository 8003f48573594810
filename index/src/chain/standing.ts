// How an e-seal stood at a moment: as it was on record then, and as far as is known now. The same rules as the chain's own answers,
// `statusAt` and `recordedStatusAt`, so that no node has to have the state.

/** A hold's term: until a moment, or from one on. */
interface Term {
	__kind: string;
	value: string | number;
}

/** A status, the holds in place, and the terms of those that have one. */
interface State {
	status: { __kind: string };
	holds: { __kind: string }[];
	terms?: [{ __kind: string }, Term][];
}

/** What the chain has of an e-seal, as far as it decides how it stands. */
export interface SealValue {
	validFrom: string | number;
	validUntil: string | number;
	activatedAt?: string | number | null;
	loss?: { effectiveAt: string | number } | null;
	revoked?: { reason: { __kind: string }; effectiveAt: string | number } | null;
}

export interface PhysicalSealValue {
	status: { __kind: string };
	statusSince: string | number;
	/** Of one whose code was wrong: whether it is gone under the right one. */
	goneUnderRightCode?: { since: string | number } | null;
}

/** An entry of its history, which says how it stood after it. */
export interface SealEntry {
	after: State;
}

/** How it stood. */
export interface Standing {
	/** Nothing before its owner applied. */
	status: string | null;
	/** The holds that counted. */
	holds: string[];
	/** Whether it could be used. */
	usable: boolean;
}

const has = (moment: string | number | null | undefined): moment is string | number =>
	moment !== null && moment !== undefined;

/** Whether a hold with this term counts. */
function covers(term: Term | undefined, moment: number): boolean {
	switch (term?.__kind) {
		case 'Until':
			return moment < Number(term.value);
		case 'From':
			return moment >= Number(term.value);
		default:
			return true;
	}
}

/** What time makes of a status: a takeover that was recorded ahead happens by itself. */
function statusOf(status: string, { activatedAt, revoked }: SealValue, moment: number): string {
	if (status === 'Superseded') {
		const succeeded = revoked?.reason.__kind === 'Superseded' && Number(revoked.effectiveAt) <= moment;
		return succeeded ? 'Revoked' : 'Active';
	}
	return status === 'Active' && has(activatedAt) && Number(activatedAt) > moment ? 'Approved' : status;
}

/** The purpose of the liquidator, and the hold without which it has none. */
const [LIQUIDATION, RESTRICTED] = ['Liquidation', 'EnterpriseRestricted'];

/** The holds that do not stop the liquidator. */
const OF_LIQUIDATION = [RESTRICTED, 'OwnerSuspension'];

/** Whether no hold stops a use for a purpose; without one, any use. */
function isFree(holds: string[], purpose: string | undefined): boolean {
	return purpose === LIQUIDATION
		? holds.includes(RESTRICTED) && holds.every((hold) => OF_LIQUIDATION.includes(hold))
		: holds.length === 0;
}

/** A state, told of a moment. */
function stand(state: State | undefined, seal: SealValue, moment: number, purpose: string | undefined): Standing {
	if (state === undefined) {
		return { status: null, holds: [], usable: false };
	}
	const terms = new Map(state.terms?.map(([hold, term]) => [hold.__kind, term]));
	const holds = state.holds.map(({ __kind }) => __kind).filter((hold) => covers(terms.get(hold), moment));
	const status = statusOf(state.status.__kind, seal, moment);
	const valid = Number(seal.validFrom) <= moment && moment < Number(seal.validUntil);
	return { status, holds, usable: status === 'Active' && isFree(holds, purpose) && valid };
}

/**
 * How an e-seal stood at a moment, in milliseconds since the Unix epoch: `recorded` by what was on record at the end of that moment's
 * block, `known` with what was reported, revoked and corrected since and counts from before it.
 *
 * @param entry  the last entry of its history that was recorded by that moment; nothing before its owner applied
 * @param purpose  what it was to be used for: the liquidation of its enterprise does not stop the liquidator
 */
export function standingAt(
	seal: SealValue,
	entry: SealEntry | undefined,
	physicalSeal: PhysicalSealValue | undefined,
	moment: number,
	purpose?: string,
): { recorded: Standing; known: Standing } {
	const recorded = stand(entry?.after, seal, moment, purpose);
	if (entry === undefined) {
		return { recorded, known: recorded };
	}
	const { after } = entry;
	let status = after.status.__kind;
	if (seal.revoked && Number(seal.revoked.effectiveAt) <= moment) {
		status = 'Revoked';
	} else if (status === 'Revoked') {
		// The revocation that stands was recorded after it counts, so what was on record then was reversed since.
		status = 'Active';
	}
	const LOST = 'PhysicalSealLost';
	const lost = has(seal.loss?.effectiveAt) && Number(seal.loss.effectiveAt) <= moment;
	// One whose code was wrong is on file under the right one, and says what is reported of it there.
	const isGone = ['Lost', 'Destroyed'].includes(physicalSeal?.status.__kind ?? '');
	const since = isGone ? physicalSeal?.statusSince : physicalSeal?.goneUnderRightCode?.since;
	const gone = has(since) && Number(since) <= moment;
	const inForce = ['Active', 'Approved'].includes(statusOf(status, seal, moment));
	const others = after.holds.filter(({ __kind }) => __kind !== LOST);
	const holds = lost || (inForce && gone) ? [...others, { __kind: LOST }] : others;
	return { recorded, known: stand({ ...after, status: { __kind: status }, holds }, seal, moment, purpose) };
}
