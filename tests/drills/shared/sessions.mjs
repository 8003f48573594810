// Sessions, and the sets of GRANDPA that follow from them.

import { rpc } from '../../network/rpc.mjs';
import { until } from './finality.mjs';

/**
 * How the chain stands at a block, the best one unless told.
 *
 * @typedef {object} Standing
 * @property {number} session
 * @property {number} setId  GRANDPA's, as the chain counts it
 * @property {string[]} voters  GRANDPA's authorities
 * @property {string[]} validators  their accounts
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {string | null} [hash]
 * @returns {Promise<Standing>}
 */
export async function standing(api, hash) {
	const { query } = await api.at(hash ?? (await api.rpc.chain.getBlockHash()));
	const [session, setId, voters, validators] = await Promise.all([
		query.session.currentIndex(),
		query.grandpa.currentSetId(),
		query.grandpa.authorities(),
		query.session.validators(),
	]);
	return {
		session: session.toNumber(),
		setId: setId.toNumber(),
		voters: voters.map(([key]) => key.toHex()),
		validators: validators.map(String),
	};
}

/**
 * The length of a session, in blocks.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 */
export const sessionLength = async (api) => (await api.query.agencies.sessionLength()).toNumber();

/**
 * Waits until a session has begun.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {number} session
 * @param {number} patienceMs
 * @returns {Promise<Standing>}
 */
export async function untilSession(api, session, patienceMs) {
	const { answer } = await until(
		`session ${session}`,
		async () => {
			const now = await standing(api);
			return now.session >= session && now;
		},
		patienceMs,
	);
	return answer;
}

/**
 * The id of the set in whose rounds a node votes or listens now.
 *
 * @param {import('../../network/node.mjs').Validator} node
 * @returns {Promise<number>}
 */
export const votingSet = async ({ ports }) => (await rpc(ports.rpc, 'grandpa_roundState')).setId;

/**
 * Who authored each of these blocks.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {number} from
 * @param {number} to
 * @returns {Promise<string[]>} the validators' accounts, block by block
 */
export async function authorsOf(api, from, to) {
	const authors = [];
	for (let number = from; number <= to; number++) {
		const { author } = await api.derive.chain.getHeader(await api.rpc.chain.getBlockHash(number));
		authors.push(String(author));
	}
	return authors;
}
