// Where uses are looked up, and what a source promises: nothing. What it says of a use is believed only as far as the
// receipt that is made of it holds; that there are no other uses is its word alone, and the page says so.
//
// A node's RPC is one source (node.ts). An index can be another: whatever finds uses by a document's digest, and has what a
// receipt needs.

import type { Digest } from '../verifier/engine.ts';

/** A use, as a source tells of it. */
export interface Use {
	readonly seal: bigint;
	readonly index: bigint;
	/** The enterprise's code, as the source says. */
	readonly uscc: string;
	/** The enterprise's name that the e-seal carries, as the source says. */
	readonly name: string;
	readonly block: number;
	/** The digest that it was found by. */
	readonly document?: Digest;
}

/** What a source found under some digests. */
export interface Found {
	/** Of each e-seal some of the first uses and of the last, in the order of blocks. */
	readonly uses: readonly Use[];
	/** How many uses there are beyond these. */
	readonly more: number;
	/** Whether there may be still more that were not even counted. */
	readonly cut: boolean;
	/** The uses that are recorded and not final yet. Only where there is none that is final. */
	readonly awaiting: readonly Use[];
	/** The records of blocks before this one left the chain's state, so they are not found. */
	readonly leftBefore: number | undefined;
	/** The final block that this was read at. */
	readonly block: number;
}

/** A use by its place, as links name it. */
export interface Place {
	readonly seal: bigint;
	readonly index: bigint;
}

export interface Source {
	/** Who answers, for people. */
	readonly name: string;
	/**
	 * Finds uses by a document's digests.
	 *
	 * @param expected the code of the enterprise that is expected; then its uses alone are looked for
	 * @throws {SourceError}
	 */
	findUses(digests: readonly Digest[], expected?: string): Promise<Found>;
	/**
	 * Makes the receipt of a use as it stands now.
	 *
	 * @param salt of a commitment, from the receipt that one has
	 * @throws {SourceError}
	 */
	receiptOf(use: Place, salt?: Uint8Array): Promise<Uint8Array>;
}

/** Why a source has no answer. */
export type SourceFailure =
	/** Nobody answers, or the connection broke. */
	| 'unreachable'
	/** It is of another chain than the anchor. */
	| 'other-chain'
	/** What it says is nothing that could be read. */
	| 'unreadable'
	/** It does not have what is asked for. */
	| 'not-found'
	/** The use is recorded and not final yet. */
	| 'awaiting-finality'
	/** It does not have what proves it. */
	| 'no-proof'
	/** The documents of the batch are not on the chain. */
	| 'documents-missing';

export class SourceError extends Error {
	constructor(
		readonly failure: SourceFailure,
		message: string,
	) {
		super(message);
	}
}
