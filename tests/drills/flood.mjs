// Members send as much as they can of what once kept all others from working. Honest members go on, and notice little.

import { setTimeout as sleep } from 'node:timers/promises';
import { account, officers, seats } from '../lib/accounts.mjs';
import { connect } from '../lib/connect.mjs';
import { rpc } from '../network/rpc.mjs';
import { ATTACKERS, allAttacks, shortAttacks } from './shared/attacks.mjs';
import { accountFor, foundEnterprises } from './shared/enterprises.mjs';
import { encoded, frameOf, signerOf } from './shared/extrinsics.mjs';
import { counted, kilobytes, milliseconds, percent, quantile, seconds } from './shared/figures.mjs';
import { FinalityWatch, hashAt, lowestFinal } from './shared/finality.mjs';
import { Honest } from './shared/honest.mjs';
import { Hose } from './shared/hose.mjs';
import { Link } from './shared/link.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { OperatedValidator } from './shared/newcomer.mjs';
import { Observer } from './shared/observer.mjs';
import { Sender } from './shared/sender.mjs';
import { validatorOf, withSigners } from './shared/signers.mjs';
import { allowances, mostUntil, sum, takenBy } from './shared/toll.mjs';
import { auditUses, Operator } from './shared/uses.mjs';

/** @import { ApiPromise } from '@polkadot/api' */
/** @import { Members, Planned } from './shared/attacks.mjs' */
/** @import { Observer as Watching, Sent } from './shared/observer.mjs' */
/** @import { Run } from './shared/run.mjs' */

const PATIENCE_MS = 90_000;
const LINKS_EACH = 2;
/** Each team of attackers has its whole budget: it attacks once. */
const TEAMS = 6;
/** So much more than a use or two in each block does an honest operator need at most. */
const HONEST_WIDENED = 16;
const WIDENED = 64;
/** Between two motions. */
const MOTION_PAUSE_MS = 10_000;
/** What is promised, of honest extrinsics' time to finality beside that without an attack, and of motions in blocks. */
const TIMES_QUIET = 2;
const MOTION_BLOCKS = 3;
/** A machine that does other work besides promises less. */
const SHORT_MOTION_BLOCKS = 8;

/**
 * @param {Run} run
 * @param {{ seconds: number, rate: number, short: boolean }} options
 */
export async function play(run, { seconds: duration, rate, short }) {
	const { table } = run;
	const network = await DrillNetwork.startOf(run, OperatedValidator, { changeSpec: withSigners });
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);
	const [first, , hostile] = validators;
	const observer = await Observer.start(run, first);
	const api = await connect(first.url);
	run.whenDone(() => api.disconnect());
	const ways = await Promise.all(validators.map(async (node) => ({ observer, link: await Link.open(run, node) })));

	const honestOperator = account('//Operator//honest');
	const enterprises = await foundEnterprises(run, api, ways[0], 1 + ATTACKERS * (short ? 1 : TEAMS), (number, uscc) =>
		number === 0 ? signerOf(honestOperator) : accountFor(`operator of ${uscc}`),
	);
	const [victim, ...others] = enterprises;
	await widen(api, ways[0], [honestOperator.address], HONEST_WIDENED);
	const operator = new Operator({ ...victim, operators: [honestOperator], grants: [victim.grant], api }, validators);
	const honest = await Honest.gather(api, ways, {
		officer: officers().marketSupervision,
		...{ operator, first: enterprises.length },
	});
	/** @type {Members} */
	const members = {
		...{ api, victim },
		fresh: () => others.splice(0, ATTACKERS),
		governor: { signer: signerOf(seats().dataResources) },
		officers: short ? [] : await hostileOfficers(api, ways[0]),
		validator: { signer: signerOf(validatorOf(hostile.agency)) },
		keys: short ? [] : await twoKeys(hostile),
	};
	const attacks = short ? shortAttacks(members) : allAttacks(members);
	const links = await Promise.all(
		validators.flatMap((node) => Array.from({ length: LINKS_EACH }, () => Link.open(run, node))),
	);
	const stage = { ...{ run, api, observer, honest, links, rate, short }, durationMs: duration * 1_000 };

	honest.start(run);
	run.say(`Honest traffic alone for ${duration} s`);
	const quiet = await watched(stage);
	tellHonest(stage, 'honest traffic alone', quiet);
	for (const attack of attacks) {
		if (attack.prepare === 'widen') {
			const [officer] = members.officers;
			const owners = attack.attackers.map(({ signer }) => signer.address);
			await widen(api, ways[0], owners, WIDENED, officer.signer);
		}
		run.say(`${attack.name}, for ${duration} s`);
		const hose = new Hose(api, observer, attack, links, rate);
		const seen = await watched(stage, hose);
		tellAttack(stage, hose, attack, seen);
		tellHonest(stage, '… honest traffic meanwhile', seen, quiet);
	}
	await honest.stop();

	await table.check('all honest extrinsics', 'final, and what they say is done: none is lost', async () => {
		await observer.untilFinal(honest.sent, PATIENCE_MS);
		const at = await api.at(observer.final.hash);
		const registered = await at.query.eSeal.enterprises.multi(honest.registered);
		const missing = registered.filter(({ isNone }) => isNone).length;
		return {
			ok: missing === 0,
			seen: `${honest.sent.length} sent, all final; ${registered.length - missing} of ${registered.length} enterprises are registered`,
		};
	});
	await table.check('all uses', 'none is lost, none doubled', async () => {
		await operator.allFinal(validators, PATIENCE_MS);
		return auditUses([operator], validators);
	});
	await table.check('all nodes', 'the same state', async () => {
		const number = await lowestFinal(validators);
		const roots = await Promise.all(
			validators.map(async (node) => {
				const header = await rpc(node.ports.rpc, 'chain_getHeader', [await hashAt(node, number)]);
				return header.stateRoot;
			}),
		);
		return { ok: new Set(roots).size === 1, seen: `at final block ${number}: ${[...new Set(roots)].join(', ')}` };
	});
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}

/**
 * Has an officer widen budgets.
 *
 * @param {ApiPromise} api
 * @param {import('./shared/sender.mjs').Way} way
 * @param {string[]} accounts
 * @param {number} factor
 * @param {import('./shared/extrinsics.mjs').Signer} [officer]  an honest one unless told
 */
async function widen(api, way, accounts, factor, officer = signerOf(officers().dataResources)) {
	const sender = await Sender.of(way, frameOf(api), officer);
	const sents = await Promise.all(
		accounts.map((account) => sender.send('a budget widened', encoded(api.tx.admission.widenBudget(account, factor)))),
	);
	await way.observer.untilFinal(sents, PATIENCE_MS);
}

/**
 * The hostile agency names officers, as many as there are attackers.
 *
 * @param {ApiPromise} api
 * @param {import('./shared/sender.mjs').Way} way
 */
async function hostileOfficers(api, way) {
	const signers = Array.from({ length: ATTACKERS }, (_, number) => accountFor(`hostile officer ${number}`));
	const sender = await Sender.of(way, frameOf(api), signerOf(seats().dataResources));
	const sents = await Promise.all(
		signers.map(({ address }) => sender.send('an officer named', encoded(api.tx.agencies.addOfficer(address)))),
	);
	await way.observer.untilFinal(sents, PATIENCE_MS);
	return signers.map((signer) => ({ signer }));
}

/**
 * Two sets of session keys in the keystore of a validator's node: whichever it sets, it goes on voting.
 *
 * @param {InstanceType<typeof OperatedValidator>} node
 */
async function twoKeys(node) {
	const { address } = validatorOf(node.agency);
	return [await node.rotateKeys(address), await node.rotateKeys(address)];
}

/**
 * @typedef {object} Stage
 * @property {Run} run
 * @property {ApiPromise} api
 * @property {Watching} observer
 * @property {Honest} honest
 * @property {Link[]} links
 * @property {number} rate
 * @property {boolean} short
 * @property {number} durationMs
 */

/**
 * What came of some time with honest traffic, and an attack perhaps.
 *
 * @typedef {object} Seen
 * @property {Sent[]} sents  what honest members sent in that time
 * @property {Sent[]} steps  those of motions among it
 * @property {string | undefined} failure  why a motion was not made
 * @property {import('./shared/toll.mjs').Allowance[]} allowances  the attackers', one by one
 * @property {import('./shared/toll.mjs').Taken} taken  by them
 * @property {number} from  the final block at the beginning
 * @property {number} to  the final block at the end, when all of it is final
 */

/**
 * Lets honest traffic go on for a while, with motions, and an attack beside it.
 *
 * @param {Stage} stage
 * @param {Hose} [hose]
 * @returns {Promise<Seen>}
 */
async function watched({ run, api, observer, honest, short, durationMs }, hose) {
	const signers = hose?.attack.attackers.map(({ signer }) => signer) ?? [];
	const from = observer.final;
	const allowed = await allowances(api, from, signers);
	await hose?.open(run);
	const began = Date.now();
	const end = began + durationMs;
	/** @type {Sent[]} */
	const steps = [];
	let failure;
	try {
		do {
			steps.push(...(await honest.motion()));
			await sleep(short ? 0 : MOTION_PAUSE_MS);
		} while (!short && Date.now() + MOTION_PAUSE_MS < end);
	} catch (error) {
		failure = error.message;
	}
	await sleep(Math.max(0, end - Date.now()));
	const ended = Date.now();
	await hose?.close();
	// What waits in pools still comes into blocks.
	await observer.untilFinalBlock(observer.best + 2, PATIENCE_MS);
	const sents = honest.sent.filter(({ at }) => at >= began && at < ended);
	await observer.untilFinal(sents, PATIENCE_MS).catch(() => {});
	const to = observer.final.number;
	const taken = await takenBy(api, observer, signers, from.number, to);
	return { ...{ sents, steps, failure, allowances: allowed, taken }, from: from.number, to };
}

/**
 * How long it took until these were final, in milliseconds.
 *
 * @param {Sent[]} sents
 */
const latencies = (sents) => sents.flatMap(({ at, final }) => (final === undefined ? [] : [final.at - at]));

/**
 * The row on honest traffic, and the one on motions.
 *
 * @param {Stage} stage
 * @param {string} done
 * @param {Seen} seen
 * @param {Seen} [quiet]  what was seen without an attack
 */
function tellHonest({ run: { table }, short }, done, { sents, steps, failure, taken }, quiet) {
	const times = latencies(sents);
	const [half, most] = [0.5, 0.99].map((part) => quantile(times, part));
	const lost = sents.length - times.length;
	const refused = sents.flatMap((sent) => sent.refused);
	const bound = quiet && !short ? TIMES_QUIET * quantile(latencies(quiet.sents), 0.99) : Number.POSITIVE_INFINITY;
	const parts = [
		`${sents.length} sent, ${lost} not final, ${refused.length} refused${refused.length > 0 ? ` (${refused[0]})` : ''}`,
		`to final p50 ${seconds(half)}, p99 ${seconds(most)}`,
		`blocks p50 ${percent(quantile(taken.fullness, 0.5))} full, at most ${percent(Math.max(...taken.fullness))}`,
	];
	table.add({
		done,
		promised: `all taken at once, and final${Number.isFinite(bound) ? `, p99 in at most ${seconds(bound)}: twice the quiet one` : ''}`,
		seen: parts.join('; '),
		ok: sents.length > 0 && lost === 0 && refused.length === 0 && most <= bound,
	});
	const blocks = steps.map(({ block = Number.POSITIVE_INFINITY, best }) => block - best);
	const finals = steps.map(({ final, best }) => (final?.best ?? Number.POSITIVE_INFINITY) - best);
	const allowed = short ? SHORT_MOTION_BLOCKS : MOTION_BLOCKS;
	table.add({
		done: '… motions of two agencies: pause a call, resume it',
		promised: `each proposal, vote and close final within ${allowed} blocks of being sent`,
		seen:
			failure ??
			`${steps.length} sent; in a block after at most ${Math.max(...blocks)}, final after p50 ${quantile(finals, 0.5)}, at most ${Math.max(...finals)} blocks`,
		ok: failure === undefined && finals.every((number) => number <= allowed),
	});
}

/**
 * The row on what an attack came to.
 *
 * @param {Stage} stage
 * @param {Hose} hose
 * @param {Planned} attack
 * @param {Seen} seen
 */
function tellAttack({ run: { table } }, { sent, answers }, { name, inBlocks }, seen) {
	const { taken, from, to } = seen;
	const blocks = to - from;
	const most = seen.allowances.map((allowance) => mostUntil(allowance, to));
	const within = taken.each.every(
		({ weight, bytes }, index) => weight <= most[index].weight && bytes <= most[index].bytes,
	);
	const [theirs, all] = [sum(taken.each), sum(most)];
	const took = `${taken.count} in ${blocks} blocks: ${milliseconds(theirs.weight)} of ${milliseconds(all.weight)}, ${kilobytes(theirs.bytes)} of ${kilobytes(all.bytes)}`;
	table.add({
		done: name,
		promised: inBlocks === 'nothing' ? 'nothing of it in a block' : 'in blocks only what each account’s budget allows',
		seen: `${sent} sent (${counted(answers)}); ${inBlocks === 'nothing' ? `${taken.count} in ${blocks} blocks` : took}`,
		ok: sent > 0 && (inBlocks === 'nothing' ? taken.count === 0 : within),
	});
}
