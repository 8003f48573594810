// The network is cut in two: the nodes of one agency hear each other, those of the other two hear each other, and neither
// part hears the other. Then it is healed.

import { setTimeout as sleep } from 'node:timers/promises';
import { doubleVotes } from './shared/double-votes.mjs';
import {
	bestNumber,
	catchesUp,
	FinalityWatch,
	finalBlock,
	finalityGoesOn,
	hashAt,
	lowestFinal,
	until,
	votingRounds,
} from './shared/finality.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { sealInUse } from './shared/seal.mjs';
import { CabledValidator, Switch } from './shared/switch.mjs';
import { auditUses, MORTAL_BLOCKS, Operator } from './shared/uses.mjs';

/** @import { Run } from './shared/run.mjs' */
/** @import { Block } from './shared/finality.mjs' */
/** @import { DrillValidator } from './shared/validator.mjs' */

const PATIENCE_MS = 120_000;
/** So many uses of each operator while the network is cut. */
const USES = 4;
/** A node alone is cut off for so long. */
const ALONE_MS = 20_000;

/**
 * The operators. An extrinsic may name a block from which on it is valid, for some blocks; it is void on a fork without that
 * block. polkadot.js names the last final block, and the best one once finality is more than a few blocks behind.
 */
/** @type {{ part: number, names: string, since: (node: DrillValidator) => Promise<Block> | undefined }[]} */
const OPERATORS = [
	{ part: 0, names: 'no block', since: () => undefined },
	{ part: 0, names: 'the last final block', since: finalBlock },
	{ part: 0, names: 'the best block of its own part', since: bestBlock },
	{ part: 1, names: 'no block', since: () => undefined },
];

/**
 * A node's best block.
 *
 * @param {DrillValidator} node
 * @returns {Promise<Block>}
 */
async function bestBlock(node) {
	const number = await bestNumber(node);
	const hash = await hashAt(node, number);
	if (hash === null) {
		throw new Error(`${node.title} has no block ${number}, which it called its best`);
	}
	return { number, hash };
}

/**
 * @param {Run} run
 * @param {{ minutes: number }} options
 */
export async function play(run, { minutes }) {
	const { table } = run;
	const cables = new Switch(run);
	const network = await DrillNetwork.startOf(run, CabledValidator, {
		validatorsPerSeat: 2,
		place: (validator) => cables.plugIn(validator),
	});
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);
	const inUse = await sealInUse(run, network, OPERATORS.length);
	const parts = [validators.slice(0, 2), validators.slice(2)];
	const operators = OPERATORS.map(({ part }, index) => new Operator(inUse, parts[part], index));
	for (const operator of operators) {
		await operator.send(await operator.sign());
	}
	for (const operator of operators) {
		await operator.allFinal(validators, PATIENCE_MS);
	}

	run.say(
		`Cutting the network for ${minutes} min: ${parts.map((part) => part.map(({ title }) => title).join(', ')).join(' | ')}`,
	);
	cables.cutOff(parts[0]);
	const cutAt = Date.now();
	// What was voted on already may still become final.
	await sleep(8_000);
	const from = await Promise.all(parts.map(([node]) => bestNumber(node)));
	const paused = await finalOf(validators);
	const began = Date.now();
	await useInEachPart(run, parts, operators);
	await sleep(Math.max(0, minutes * 60_000 - (Date.now() - cutAt)));

	const seconds = Math.round((Date.now() - began) / 1_000);
	await table.check(`cut: ${names(parts[0])} from the four others`, 'blocks go on in both parts', async () => {
		const to = await Promise.all(parts.map(([node]) => bestNumber(node)));
		const seen = parts.map((_, part) => `${from[part]} → ${to[part]}`).join(' and ');
		return { ok: to.every((number, part) => number > from[part]), seen: `blocks ${seen} in ${seconds} s` };
	});
	await table.check('… meanwhile', 'neither part finalizes: five of six must sign', async () => {
		const now = await finalOf(validators);
		return { ok: now === paused, seen: `final ${paused} → ${now}` };
	});
	const recorded = await recordedBy(operators);
	table.add({
		done: '… uses sent to each part',
		promised: 'recorded in it, awaiting finality',
		seen: `${recorded.map((count) => count - 1).join(', ')} of ${USES} recorded, by four operators`,
		ok: recorded.every((count) => count === 1 + USES),
	});

	const cutBest = await Promise.all(parts.map(([node]) => bestBlock(node)));
	cables.heal(parts[0]);
	const winner = await oneChain(run, { validators, cutBest });
	await usesAfterwards(run, { validators, operators, winner });

	await oneAlone(run, validators, cables);
	table.add(doubleVotes(validators));
	await table.check('all uses', 'none is lost, none doubled', async () => {
		for (const operator of operators) {
			await operator.allFinal(validators, PATIENCE_MS);
		}
		return auditUses(operators, validators);
	});
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}

/** @param {DrillValidator[]} nodes */
const names = (nodes) => nodes.map(({ title }) => title).join(', ');

/**
 * How many uses of each operator any node has; none if no node answers.
 *
 * @param {Operator[]} operators
 */
const recordedBy = async (operators) =>
	(await Promise.all(operators.map((operator) => operator.recordedAnywhere()))).map((count) => count ?? 0);

/**
 * The highest final block of some nodes.
 *
 * @param {DrillValidator[]} nodes
 */
const finalOf = async (nodes) => Math.max(...(await Promise.all(nodes.map(finalBlock))).map(({ number }) => number));

/**
 * Each operator records uses through the nodes of its own part.
 *
 * @param {Run} run
 * @param {DrillValidator[][]} parts
 * @param {Operator[]} operators
 */
async function useInEachPart(run, parts, operators) {
	run.say(`${operators.length} operators record ${USES} uses each, two seconds apart, in their parts`);
	for (let round = 0; round < USES; round++) {
		for (const [index, operator] of operators.entries()) {
			const { part, since } = OPERATORS[index];
			const [node] = parts[part];
			await operator.send(await operator.sign(await since(node)), node);
		}
		await sleep(2_000);
	}
	await until(
		'all of them being recorded',
		async () => (await recordedBy(operators)).every((count) => count === 1 + USES),
		20_000,
	).catch(() => {}); // The table says how many were.
}

/**
 * After the healing: one chain, and finality.
 *
 * @param {Run} run
 * @param {{ validators: DrillValidator[], cutBest: Block[] }} cut  `cutBest`: the last block of each part
 * @returns {Promise<number | undefined>} whose fork became the chain
 */
async function oneChain(run, { validators, cutBest }) {
	const { table } = run;
	const beyond = Math.max(...cutBest.map(({ number }) => number)) + 1;
	/** @type {number | undefined} */
	let winner;
	await table.check('healed', 'one chain, and finality goes on', async () => {
		try {
			const { seconds } = await until(
				`block ${beyond} being final on all six`,
				async () => (await lowestFinal(validators)) >= beyond,
				2 * PATIENCE_MS,
			);
			const hashes = await Promise.all(validators.map((node) => hashAt(node, beyond)));
			return {
				ok: new Set(hashes).size === 1,
				seen: `block ${beyond} is final, and the same, on all six after ${seconds} s`,
			};
		} catch (error) {
			(await votingRounds(validators)).forEach((line) => run.say(line));
			throw error;
		}
	});
	await table.check('… whose fork it is', 'that with more blocks', async () => {
		const kept = await Promise.all(
			cutBest.map(async ({ number, hash }) => (await hashAt(validators[0], number)) === hash),
		);
		const first = kept.indexOf(true);
		winner = first;
		const longest = cutBest[0].number > cutBest[1].number ? 0 : 1;
		const whose = ['Market Supervision’s', 'the four others’'][first] ?? 'neither part’s';
		return {
			ok: first === longest,
			seen: `${whose}; they were at ${cutBest.map(({ number }) => number).join(' and ')}`,
		};
	});
	return winner;
}

/**
 * What became of the uses, before anybody sends anything again, and after.
 *
 * @param {Run} run
 * @param {{ validators: DrillValidator[], operators: Operator[], winner?: number }} healed  `winner`: whose fork became
 *   the chain
 */
async function usesAfterwards(run, { validators, operators, winner }) {
	const { table } = run;
	// Long enough for the pools to bring back what the other fork does not have.
	await sleep(20_000);
	/** @type {Operator[]} */
	const voided = [];
	for (const [index, operator] of operators.entries()) {
		const { part, names: block } = OPERATORS[index];
		const lost = part !== winner;
		const since = operator.sent.at(-1)?.since;
		const onlyThere = lost && since !== undefined && (await hashAt(validators[0], since.number)) !== since.hash;
		const tooOld = lost && since !== undefined && (await bestNumber(validators[0])) >= since.number + MORTAL_BLOCKS;
		const done = `… uses on the fork that ${lost ? 'lost' : 'won'}, extrinsics naming ${block}`;
		const finals = await Promise.all(validators.map((node) => operator.finalAt(node)));
		const count = Math.min(...finals) - 1;
		const seen = `${count} of ${USES} are final, without being sent again`;
		if (count < USES && (onlyThere || tooOld)) {
			table.find(
				done,
				`${seen}: ${onlyThere ? 'the other fork lacks that block' : `${MORTAL_BLOCKS} blocks are over`}`,
			);
		} else {
			table.add({ done, promised: lost ? 'recorded again by themselves' : 'they stay', seen, ok: count === USES });
		}
		if ((await operator.finalAt(validators[0])) < operator.sent.length) {
			voided.push(operator);
		}
	}
	if (voided.length > 0) {
		await table.check(
			'… the void ones, in new extrinsics with the same statements',
			'recorded, each once',
			async () => {
				const began = Date.now();
				for (const operator of voided) {
					await operator.signAgain(await operator.finalAt(validators[0]));
				}
				for (const operator of voided) {
					await operator.allFinal(validators, PATIENCE_MS);
				}
				return { ok: true, seen: `all are final after ${Math.round((Date.now() - began) / 1_000)} s` };
			},
		);
	}
}

/**
 * One node that hears nobody.
 *
 * @param {Run} run
 * @param {CabledValidator[]} validators
 * @param {Switch} cables
 */
async function oneAlone(run, validators, cables) {
	const { table } = run;
	const [alone, ...others] = validators;
	run.say(`Cutting off ${alone.title} alone`);
	cables.cutOff([alone]);
	await table.check(`${alone.title} cut off alone`, 'finality goes on', async () => {
		const { from, to, seconds } = await finalityGoesOn(others, 4, PATIENCE_MS);
		return { ok: true, seen: `final ${from} → ${to} in ${seconds} s on the five others` };
	});
	await sleep(ALONE_MS);
	cables.heal([alone]);
	await table.check(`${alone.title} is back`, 'it catches up', async () => {
		const { number, seconds } = await catchesUp(alone, others, PATIENCE_MS);
		return { ok: true, seen: `final block ${number} after ${seconds} s` };
	});
}
