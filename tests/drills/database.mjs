// A validator's database is corrupt, or gone. The procedure: stop the node, delete the database and not the keys, start it; it
// gets the chain from the others. With the database a validator loses what it has voted for, and that has consequences.

import { closeSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rpc } from '../network/rpc.mjs';
import { doubleVotes } from './shared/double-votes.mjs';
import { catchesUp, FinalityWatch, finalBlock, finalityGoesOn, until, votingRounds } from './shared/finality.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { sealInUse } from './shared/seal.mjs';
import { auditUses, Operator } from './shared/uses.mjs';

/** @import { Run } from './shared/run.mjs' */
/** @import { DrillValidator } from './shared/validator.mjs' */

const PATIENCE_MS = 120_000;
const USE_EVERY_MS = 1_000;
const AWAY_MS = 10_000;
const MID_ROUND_WITHIN_MS = 20_000;
/** How much of each file is overwritten, from its beginning. */
const CORRUPT_BYTES = 64 * 1024;
/** So many more final blocks, and the rounds of votes that the lost database knew of are over. */
const ROUNDS_OVER = 5;

/** @param {Run} run */
export async function play(run) {
	await oneForEachAgency(run);
	await twoForEachAgency(run);
}

/**
 * Where ParityDB keeps what.
 *
 * @param {DrillValidator} node
 */
const contentOf = ({ database }) => join(database, 'full');

/**
 * The files of a node's database that have content: tables, indices and logs.
 *
 * @param {DrillValidator} node
 */
const databaseFiles = (node) => readdirSync(contentOf(node)).filter((name) => /^(table|index|log)/.test(name));

/**
 * Overwrites the beginning of each.
 *
 * @param {DrillValidator} node
 * @returns {number} how many there are
 */
function corrupt(node) {
	const files = databaseFiles(node);
	for (const name of files) {
		const path = join(contentOf(node), name);
		const file = openSync(path, 'r+');
		writeSync(file, Buffer.alloc(Math.min(CORRUPT_BYTES, statSync(path).size), 0xa5), 0, undefined, 0);
		closeSync(file);
	}
	return files.length;
}

/** @param {DrillValidator} node */
const deleteDatabase = ({ database }) => rmSync(database, { recursive: true });

/**
 * The line in which a node says why it does not start.
 *
 * @param {DrillValidator} node
 */
function complaint(node) {
	const line = node
		.logTail(60)
		.split('\n')
		.find((text) => /Error:|panicked at/.test(text));
	return line?.trim().slice(0, 90);
}

/**
 * The network as it is today: without the victim nothing becomes final.
 *
 * @param {Run} run
 */
async function oneForEachAgency(run) {
	const { table } = run;
	const network = await DrillNetwork.start(run);
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);
	const operator = new Operator(await sealInUse(run, network), validators);
	operator.start(run, USE_EVERY_MS);
	const [, victim] = validators;
	const others = validators.filter((validator) => validator !== victim);
	await until('ten uses being final', async () => (await operator.finalAt(others[0])) >= 10, PATIENCE_MS);

	run.say(`Corrupting ${victim.title}'s database`);
	await victim.stop();
	if (!databaseFiles(victim).some((name) => name.startsWith('table'))) {
		// A young database is one log. A start brings its content to where it stays.
		network.restart(victim);
		await catchesUp(victim, others, PATIENCE_MS);
		await victim.stop();
	}
	const files = corrupt(victim);
	network.restart(victim);
	await table.check(`${victim.title}’s database corrupted: ${files} files`, 'the node says so and stops', async () => {
		const how = await victim.ended(30_000);
		const said = complaint(victim);
		return { ok: how !== undefined && said !== undefined, seen: `${how ?? 'it goes on'}: ${said ?? 'no word of it'}` };
	});
	await victim.kill();

	for (const { what, stop } of [
		{ what: '… the database deleted, the keys kept', stop: () => victim.stop() },
		{ what: 'the database lost just after it voted', stop: () => killInMidRound(run, victim, others[0]) },
	]) {
		await stop();
		deleteDatabase(victim);
		watch.forgive(victim);
		// No operator is faster. Meanwhile there are new blocks to vote for.
		await sleep(AWAY_MS);
		network.restart(victim);
		await table.check(what, 'it gets the chain from the others; finality goes on', async () => {
			try {
				const { number, seconds } = await catchesUp(victim, others, PATIENCE_MS);
				await finalityGoesOn(validators, 3, PATIENCE_MS);
				return { ok: true, seen: `final block ${number} after ${seconds} s, and on` };
			} catch (error) {
				(await votingRounds(validators)).forEach((line) => run.say(line));
				throw error;
			}
		});
	}
	tellForgottenVotes(run, validators);
	await operator.stop();
	await table.check('all uses', 'none is lost, none doubled', async () => {
		await operator.allFinal(validators, PATIENCE_MS);
		return auditUses([operator], validators);
	});
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
	await watch.stop();
	await network.stop();
}

/**
 * Kills a node in a round in which all have cast their first vote and not all their second: the worst moment.
 *
 * @param {Run} run
 * @param {DrillValidator} victim
 * @param {DrillValidator} witness  is asked about the round
 */
async function killInMidRound(run, victim, witness) {
	for (const end = Date.now() + MID_ROUND_WITHIN_MS; Date.now() < end; await sleep(20)) {
		const { prevotes, precommits, totalWeight } = (await rpc(witness.ports.rpc, 'grandpa_roundState')).best;
		if (prevotes.currentWeight === totalWeight && precommits.currentWeight < totalWeight) {
			await victim.kill();
			return;
		}
	}
	run.say('Met no round half done');
	await victim.kill();
}

/**
 * What no procedure prevents where all must sign: the others stand in a round in which the victim has voted, and wait there
 * for what it still owes. It does not know of its vote, and votes again.
 *
 * @param {Run} run
 * @param {DrillValidator[]} validators
 */
function tellForgottenVotes({ table }, validators) {
	const lines = validators.flatMap((node) => node.logged(/Detected \w+ equivocation/));
	const rounds = new Set(lines.map((line) => line.match(/round_number: (\d+)/)?.[1]));
	table.find(
		'… of its votes it knew nothing',
		rounds.size > 0
			? `it voted twice in round ${[...rounds].join(', ')}, as the nodes’ logs say`
			: 'no double vote this time',
	);
}

/**
 * Two validators for each agency: the others go on, so the victim can let the rounds in which it voted pass.
 *
 * @param {Run} run
 */
async function twoForEachAgency(run) {
	const { table } = run;
	const network = await DrillNetwork.start(run, { validatorsPerSeat: 2, name: 'two-each' });
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);
	const [, , victim, ...rest] = validators;
	const others = validators.filter((validator) => validator !== victim);
	await finalityGoesOn(validators, 3, PATIENCE_MS);

	await killInMidRound(run, victim, others[0]);
	deleteDatabase(victim);
	watch.forgive(victim);
	victim.votes = false;
	run.say(`${victim.title}'s database is gone; started without its keys`);
	network.restart(victim);
	await table.check(
		`of six nodes, ${victim.title}’s database deleted`,
		'started without its keys, it gets the chain',
		async () => {
			const { number: gone } = await finalBlock(others[0]);
			const { number, seconds } = await catchesUp(victim, others, PATIENCE_MS);
			await until(
				`final block ${gone + ROUNDS_OVER}`,
				async () => (await finalBlock(victim)).number >= gone + ROUNDS_OVER,
				PATIENCE_MS,
			);
			return { ok: true, seen: `final block ${number} after ${seconds} s; ${ROUNDS_OVER} more are final without it` };
		},
	);
	await victim.stop();
	victim.votes = true;
	network.restart(victim);
	await table.check('… started with its keys', 'it votes: with another node down, finality goes on', async () => {
		await catchesUp(victim, others, PATIENCE_MS);
		const [down] = rest;
		await down.kill();
		const remaining = validators.filter((validator) => validator !== down);
		const { from, to, seconds } = await finalityGoesOn(remaining, 3, PATIENCE_MS);
		network.restart(down);
		await catchesUp(down, remaining, PATIENCE_MS);
		return { ok: true, seen: `final ${from} → ${to} in ${seconds} s with ${down.title} down` };
	});
	table.add(doubleVotes(validators));
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}
