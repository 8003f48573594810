// One agency of three is gone for good, with its node and its keys. The two others vote it out and finalize without it:
// what GRANDPA's own rules forbid, so it takes a change that they force. A forced change must fall between two session
// boundaries: after the first one the two are the next voters, at the second one they become the voters.

import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { seats } from '../lib/accounts.mjs';
import { connect } from '../lib/connect.mjs';
import { readFinalityProof } from '../lib/finality-proof.mjs';
import { rpc } from '../network/rpc.mjs';
import {
	bestNumber,
	blocksGoOn,
	catchesUp,
	FinalityWatch,
	finalBlock,
	finalityGoesOn,
	hashAt,
	lowestFinal,
	until,
} from './shared/finality.mjs';
import { motion } from './shared/motion.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { FullNode, joinNetwork } from './shared/newcomer.mjs';
import { Papers } from './shared/papers.mjs';
import { sealInUse } from './shared/seal.mjs';
import { sessionLength, standing, untilSession, votingSet } from './shared/sessions.mjs';
import { auditUses, Operator } from './shared/uses.mjs';
import { seatWitness } from './shared/witness.mjs';

/** @import { Run } from './shared/run.mjs' */
/** @import { Block } from './shared/finality.mjs' */
/** @import { Standing } from './shared/sessions.mjs' */
/** @import { DrillValidator } from './shared/validator.mjs' */

const PATIENCE_MS = 120_000;
const USE_EVERY_MS = 2_000;
/** So many blocks after it is announced the change is in force. Long enough that no fork leaves the announcement out. */
const DELAY = 5;
const BLOCKS = 3;
/** How long warp sync is given. */
const WARP_MS = 40_000;

/**
 * @param {Run} run
 * @param {{ witness: boolean }} options
 */
export async function play(run, { witness }) {
	const { table } = run;
	const network = await DrillNetwork.start(run);
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);
	const inUse = await sealInUse(run, network, 2);
	const [, , gone] = validators;
	const operator = new Operator(inUse, validators.slice(0, 2));
	const api = await connect(validators[0].url);
	run.whenDone(() => api.disconnect());
	operator.start(run, USE_EVERY_MS);
	await until('five uses being final', async () => (await operator.finalAt(validators[0])) >= 5, PATIENCE_MS);

	const papers = await Papers.of(run, inUse, inUse.operators[1], validators[0].url);
	const first = await papers.anchor('first');
	const paper = await papers.seal('before', first);

	const before = await standing(api);
	const last = await loseForGood(run, { network, watch, gone });
	const change = await voteOut(run, { api, last });
	await recover(run, { api, network, change, before });
	await operator.stop();
	await table.check('all uses', 'final, none is lost, none doubled', async () => {
		await operator.allFinal(validators, PATIENCE_MS);
		return auditUses([operator], validators, papers.sealed);
	});
	const proofs = { api, node: validators[0], last, change, before };
	await syncFromStart(run, { network, change });
	await table.check('… trust anchor to publish', 'what warp sync, light clients and receipts need', () =>
		trustAnchor(proofs),
	);
	run.say('Waiting until the nodes keep a proof of the new set’s finality: they do every 32 blocks');
	await until('a proof', () => askProof(proofs, change.applied + 1), PATIENCE_MS);
	await proveBeforeAndAfter(run, proofs);
	await receiptsBeforeAndAfter(run, { papers, paper, first, change });
	await warpFromStart(run, network);
	if (witness) {
		await takeInWitness(run, { api, network, watch });
	}
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}

/**
 * The agency's node is killed and everything it had is deleted.
 *
 * @param {Run} run
 * @param {{ network: DrillNetwork, watch: FinalityWatch, gone: DrillValidator }} loss
 * @returns {Promise<Block>} the last final block
 */
async function loseForGood({ table }, { network, watch, gone }) {
	await gone.kill();
	rmSync(gone.directory, { recursive: true });
	network.validators.splice(network.validators.indexOf(gone), 1);
	watch.nodes = [...network.validators];
	// What was voted on already may still become final.
	await sleep(6_000);
	const [node] = network.validators;
	const paused = watch.highest;
	await table.check(`${gone.title} gone for good: node, data, keys`, 'blocks go on, finality pauses', async () => {
		const { from, to, seconds } = await blocksGoOn(node, BLOCKS, PATIENCE_MS);
		const { number } = await finalBlock(node);
		return {
			ok: number === paused.number,
			seen: `block ${from} → ${to} in ${seconds} s; final ${paused.number} → ${number}`,
		};
	});
	return watch.highest;
}

/**
 * The blocks at which the forced change is announced and in force.
 *
 * @typedef {{ announced: number, applied: number }} Change
 */

/**
 * Two motions: out with the seat; then, between the two boundaries, the forced change.
 *
 * @param {Run} run
 * @param {object} on
 * @param {import('@polkadot/api').ApiPromise} on.api
 * @param {Block} on.last  the last final block
 * @returns {Promise<Change>}
 */
async function voteOut({ table }, { api, last }) {
	const { marketSupervision, publicSecurity } = seats();
	const voters = [marketSupervision, publicSecurity];
	const length = await sessionLength(api);
	const removed = await motion(api, voters, api.tx.agencies.removeSeat('DataResources'));
	const { session } = await standing(api, removed.block.hash);
	const boundary = (/** @type {number} */ number) => (Math.floor(number / length) + 1) * length;
	const first = boundary(removed.block.number);
	table.add({
		done: 'motion of the two: agencies.removeSeat(DataResources)',
		promised: 'two of three seats are enough, without finality too',
		seen: `made in block ${removed.block.number}, ${removed.seconds} s after the proposal, in session ${session}`,
		ok: true,
	});

	await table.check('… the first session boundary after it', 'the old set votes once more', async () => {
		const now = await untilSession(api, session + 1, PATIENCE_MS);
		return {
			ok: now.voters.length === 3,
			seen: `block ${first}: session ${session + 1}, still ${now.voters.length} voters`,
		};
	});
	const stalled = await motion(api, voters, api.tx.grandpa.noteStalled(DELAY, last.number));
	const announced = boundary(stalled.block.number);
	table.add({
		done: `motion of the two: grandpa.noteStalled(${DELAY}, ${last.number})`,
		promised: `made before the second boundary, block ${first + length}`,
		seen: `made in block ${stalled.block.number}, ${stalled.seconds} s after the proposal`,
		ok: announced === first + length,
	});
	return { announced, applied: announced + DELAY };
}

/**
 * The two finalize.
 *
 * @param {Run} run
 * @param {{ api: import('@polkadot/api').ApiPromise, network: DrillNetwork, change: Change, before: Standing }} on
 */
async function recover({ table }, { api, network, change, before }) {
	const { validators } = network;
	const { announced, applied } = change;
	await table.check(
		`block ${applied}: the forced change, announced in block ${announced}`,
		'the two finalize',
		async () => {
			await until(`block ${applied}`, async () => (await bestNumber(validators[0])) >= applied, PATIENCE_MS);
			const { seconds } = await until(
				`block ${applied} being final on both`,
				async () => (await lowestFinal(validators)) >= applied,
				PATIENCE_MS,
			);
			const { number } = await finalBlock(validators[0]);
			return { ok: true, seen: `${seconds} s after block ${applied} was made, block ${number} was final on both` };
		},
	);
	await table.check('… GRANDPA’s set', 'the two, in a new set', async () => {
		const now = await standing(api);
		const voting = await Promise.all(validators.map(votingSet));
		return {
			ok: now.setId === before.setId + 1 && now.voters.length === 2 && voting.every((id) => id === now.setId),
			seen:
				`set id ${before.setId} → ${now.setId}, ${before.voters.length} → ${now.voters.length} voters; ` +
				`the nodes vote in set ${voting.join(', ')}`,
		};
	});
	await table.check('… and go on', 'finality goes on', async () => {
		const { from, to, seconds } = await finalityGoesOn(validators, BLOCKS, PATIENCE_MS);
		return { ok: true, seen: `final ${from} → ${to} in ${seconds} s` };
	});
}

/**
 * A node that has nothing gets the whole chain, across the change.
 *
 * @param {Run} run
 * @param {{ network: DrillNetwork, change: Change }} on
 */
async function syncFromStart({ table }, { network, change }) {
	const others = [...network.validators];
	const node = await joinNetwork(network, FullNode, { title: 'Full sync' }, { sync: /** @type {const} */ ('full') });
	await table.check('a new node, --sync full, from block 0', 'it gets across the change, and finalizes', async () => {
		const { number, seconds } = await catchesUp(node, others, PATIENCE_MS);
		const same = (await hashAt(node, change.applied)) === (await hashAt(others[0], change.applied));
		return { ok: same, seen: `final block ${number} after ${seconds} s, the same block ${change.applied}` };
	});
}

/**
 * What proofs are made of and compared with.
 *
 * @typedef {object} Proofs
 * @property {import('@polkadot/api').ApiPromise} api
 * @property {DrillValidator} node  is asked for proofs
 * @property {Block} last  the last final block before the change
 * @property {Change} change
 * @property {Standing} before  how the chain stood before it
 */

/**
 * A node's proof that a block is final; nothing if it has none.
 *
 * @param {Pick<Proofs, 'api' | 'node'>} proofs
 * @param {number} number
 */
async function askProof({ api, node }, number) {
	const encoded = await rpc(node.ports.rpc, 'grandpa_proveFinality', [number]);
	return encoded === null ? undefined : readFinalityProof(api, encoded);
}

/**
 * A proof in words.
 *
 * @param {Proofs} proofs
 * @param {number} number
 */
async function describeProof(proofs, number) {
	const { api, before } = proofs;
	const proof = await askProof(proofs, number);
	if (proof === undefined) {
		return 'the node has none';
	}
	const now = await standing(api);
	const sets = [before, now].map(
		({ setId, voters }) => `${proof.votesOf(setId, voters)} of ${voters.length} votes of set ${setId}`,
	);
	return `votes for block ${proof.number}: ${sets.join(', ')}`;
}

/**
 * @param {Run} run
 * @param {Proofs} proofs
 */
async function proveBeforeAndAfter({ table }, proofs) {
	const { last, change } = proofs;
	for (const [what, number] of /** @type {const} */ ([
		['before the agency was gone', last.number - 1],
		['the last final one before', last.number],
		['while finality paused', change.announced],
		['after the change', change.applied + 1],
	])) {
		table.find(`grandpa_proveFinality(${number}), a block ${what}`, await describeProof(proofs, number));
	}
}

/**
 * Receipts of uses from before and after the change, against the anchors of before and after, with no node asked.
 *
 * @param {Run} run
 * @param {object} on
 * @param {Papers} on.papers
 * @param {string} on.paper  a document that was sealed before
 * @param {string} on.first  the anchor of before
 * @param {Change} on.change
 */
async function receiptsBeforeAndAfter({ table }, { papers, paper, first, change }) {
	const next = await papers.anchor('after the change', change.applied);
	const later = await papers.seal('after', next);
	const again = await papers.again(paper, next);
	for (const [what, file, receipt, anchor, result] of [
		['made before the change, anchor of before', paper, `${paper}.eseal`, first, 'valid'],
		['made before the change, anchor of after', paper, `${paper}.eseal`, next, 'indeterminate'],
		['of the same use, made again after it, anchor of after', paper, again, next, 'valid'],
		['of a use after it, anchor of after', later, `${later}.eseal`, next, 'valid'],
		['of a use after it, anchor of before', later, `${later}.eseal`, first, 'indeterminate'],
	]) {
		await table.check(`a receipt ${what}`, result, async () => {
			const said = await papers.verify(file, receipt, anchor);
			return { ok: said.result === result, seen: said.summary };
		});
	}
}

/**
 * What those must be told who do not follow every block.
 *
 * @param {Proofs} proofs
 */
async function trustAnchor({ api, node, change }) {
	const number = change.applied;
	const hash = await hashAt(node, number);
	const { setId, voters } = await standing(api, hash);
	const needed = Math.floor((2 * voters.length) / 3) + 1;
	return {
		ok: (await finalBlock(node)).number >= number,
		seen: `block ${number} ${hash}, set id ${setId}, ${needed} of ${voters.length}: ${voters.join(' ')}`,
	};
}

/**
 * Finding: what becomes of a node that does not go through every block.
 *
 * @param {Run} run
 * @param {DrillNetwork} network
 */
async function warpFromStart(run, network) {
	const { table } = run;
	const warped = await joinNetwork(network, FullNode, { title: 'Warp sync' }, { sync: /** @type {const} */ ('warp') });
	const began = Date.now();
	const final = await until(
		'warp sync',
		async () => {
			warped.assertAlive();
			return (await finalBlock(warped)).number > 0;
		},
		WARP_MS,
	).catch(() => undefined);
	const seconds = Math.round((Date.now() - began) / 1_000);
	const reason = lastLine(warped, /Bad warp proof/);
	const shown = lastLine(warped, /Warping/)?.replace(/,? *⬇.*/, '');
	table.find(
		'a new node, --sync warp, from block 0',
		final
			? `works: final block ${(await finalBlock(warped)).number} after ${final.seconds} s`
			: `still at block 0 after ${seconds} s; it shows “${shown}”, and with --log sync=debug “${reason}”`,
	);
	await warped.stop();
	network.validators.splice(network.validators.indexOf(warped), 1);
}

/**
 * The last line of a node's log that a pattern finds, without time, level and place.
 *
 * @param {DrillValidator} node
 * @param {RegExp} pattern
 */
const lastLine = (node, pattern) =>
	node
		.logged(pattern)
		.at(-1)
		?.replace(/^.*?\w+: /, '')
		.trim();

/**
 * With a witness there are three again.
 *
 * @param {Run} run
 * @param {{ api: import('@polkadot/api').ApiPromise, network: DrillNetwork, watch: FinalityWatch }} on
 */
async function takeInWitness({ table }, { api, network, watch }) {
	const { marketSupervision, publicSecurity } = seats();
	const before = await standing(api);
	const { node, added, set } = await seatWitness(network, api, [marketSupervision, publicSecurity]);
	const nodes = [...network.validators.slice(0, 2), node];
	await table.check('--witness: agencies.addSeat(Witness), its validator, its keys', 'three finalize', async () => {
		const { session } = await standing(api, set.block.hash);
		const now = await untilSession(api, session + 2, PATIENCE_MS);
		await until(
			'all three voting',
			async () => (await Promise.all(nodes.map(votingSet))).every((id) => id === now.setId),
			PATIENCE_MS,
		);
		const { from, to, seconds } = await finalityGoesOn(nodes, BLOCKS, PATIENCE_MS);
		return {
			ok: now.voters.length === 3 && now.setId === before.setId + 1,
			seen:
				`seat in block ${added.block.number}; ${before.voters.length} → ${now.voters.length} voters, ` +
				`set id ${before.setId} → ${now.setId}; final ${from} → ${to} in ${seconds} s`,
		};
	});
	watch.nodes = nodes;
}
