// What the agencies decide together, and each seat alone.

import { describeDispatchError } from '../../lib/errors.mjs';
import { eventOf, submit } from '../../lib/submit.mjs';

/**
 * Sends a call, which must succeed, and waits for its block only: finality may be what the drill has taken away.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {import('@polkadot/api/types').SubmittableExtrinsic<'promise'>} call
 * @param {import('@polkadot/keyring/types').KeyringPair} signer
 * @returns {Promise<import('../../lib/submit.mjs').Outcome>}
 */
export async function act(api, call, signer) {
	const outcome = await submit(api, call, signer, { until: 'block' });
	if (outcome.error) {
		const { section, name, docs } = outcome.error;
		throw new Error(`${outcome.call} failed with ${section}.${name}: ${docs}`);
	}
	return outcome;
}

/**
 * What a call fails with.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {import('@polkadot/api/types').SubmittableExtrinsic<'promise'>} call
 * @param {import('@polkadot/keyring/types').KeyringPair} signer
 * @returns {Promise<string | undefined>} for instance `session.InvalidProof`; nothing if it succeeds
 */
export async function refusalOf(api, call, signer) {
	const { error } = await submit(api, call, signer, { until: 'block' });
	return error && `${error.section}.${error.name}`;
}

/**
 * The seats make a call with root's power: the first proposes, all vote for it, the first closes.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {import('@polkadot/keyring/types').KeyringPair[]} voters  governing accounts, as many as it takes and no more
 * @param {import('@polkadot/api/types').SubmittableExtrinsic<'promise'>} call
 * @returns {Promise<{ block: { number: number, hash: string }, seconds: number }>} the block in which it was made
 */
export async function motion(api, voters, call) {
	const began = Date.now();
	const { method: proposal } = api.tx.agencies.dispatchAsRoot(call);
	const [first] = voters;
	const proposed = await act(api, api.tx.council.propose(voters.length, proposal, proposal.encodedLength), first);
	const { proposalIndex, proposalHash } = eventOf(proposed, 'council.Proposed');
	await Promise.all(voters.map((voter) => act(api, api.tx.council.vote(proposalHash, proposalIndex, true), voter)));
	const { weight, length } = (await api.call.agenciesApi.motion(proposalHash)).unwrap();
	const closed = await act(api, api.tx.council.close(proposalHash, proposalIndex, weight, length), first);
	const { result } = eventOf(closed, 'council.Executed');
	if (result.isErr) {
		const { section, name, docs } = describeDispatchError(api, result.asErr);
		throw new Error(`the motion passed, and its call failed with ${section}.${name}: ${docs}`);
	}
	return { block: closed.block, seconds: Math.round((Date.now() - began) / 1_000) };
}
