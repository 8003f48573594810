// What proves to someone who is not on the network that a block is final: votes of a set that they trust.

import { u8aConcat } from '@polkadot/util';
import { ed25519Verify } from '@polkadot/util-crypto';

/** Of GRANDPA's messages, the one that is a precommit. */
const PRECOMMIT = 1;

/**
 * Votes for a block.
 *
 * @typedef {object} FinalityProof
 * @property {number} number  the block that was voted for: the one that was asked about, or a later one
 * @property {string} hash
 * @property {(setId: number, voters: string[]) => number} votesOf  how many voters of a set have signed it, as that set
 */

/**
 * Reads a proof that a block is final.
 *
 * @param {import('@polkadot/api').ApiPromise} api  only for its types: it is not asked
 * @param {string} encoded  what a node answers to `grandpa_proveFinality`
 * @returns {FinalityProof}
 */
export function readFinalityProof({ registry }, encoded) {
	const [, justification] = registry.createType('(Hash, Bytes, Vec<Header>)', encoded);
	const { round, commit } = registry.createType('GrandpaJustification', justification.toU8a(true));
	const precommits = commit.precommits.map(({ precommit, signature, id }) => ({
		precommit,
		signature,
		id: id.toHex(),
	}));
	return {
		number: commit.targetNumber.toNumber(),
		hash: commit.targetHash.toHex(),
		votesOf: (setId, voters) => {
			const set = registry.createType('u64', setId);
			const signed = precommits.filter(({ precommit, signature, id }) => {
				const message = u8aConcat([PRECOMMIT], precommit.toU8a(), round.toU8a(), set.toU8a());
				return voters.includes(id) && ed25519Verify(message, signature.toU8a(), id);
			});
			return new Set(signed.map(({ id }) => id)).size;
		},
	};
}
