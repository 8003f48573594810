// The mistake that operators make: a second machine with a copy of a keystore, started while the first one runs. Both vote
// with one key, and not always for the same block.

import { connect } from '../lib/connect.mjs';
import { dataOf } from '../lib/submit.mjs';
import { catchesUp, FinalityWatch, finalBlock, finalityGoesOn, until } from './shared/finality.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { joinNetwork } from './shared/newcomer.mjs';
import { DrillValidator } from './shared/validator.mjs';

/** @import { Run } from './shared/run.mjs' */

const PATIENCE_MS = 120_000;
/** For how long the two run side by side, unless it is found out sooner. */
const TOGETHER_MS = 180_000;
const BLOCKS = 3;
/** As GRANDPA and Aura say it. */
const REPORTED = /Submitted equivocation report/;
const BLOCKS_OF_ONE_SLOT = /Slot author is equivocating at slot (\d+)/;

/** @param {Run} run */
export async function play(run) {
	const { table } = run;
	const network = await DrillNetwork.start(run);
	const [original, ...others] = network.validators;
	const watch = FinalityWatch.start(run, network.validators);
	const api = await connect(others[0].url);
	run.whenDone(() => api.disconnect());

	const began = (await finalBlock(others[0])).number;
	const { seat } = original.agency;
	const { keystore } = original;
	const clone = await joinNetwork(network, DrillValidator, { title: `Copy of ${original.title}`, seat, keystore });
	watch.nodes = [...network.validators];
	await catchesUp(clone, others, PATIENCE_MS);
	/** @type {Announcement | undefined} */
	let found;
	await table.check(
		`a second node with ${original.title}’s keystore`,
		'the others report it by themselves',
		async () => {
			const { answer, seconds } = await until(
				'a report in a final block',
				lookForAnnouncement(api, began),
				TOGETHER_MS,
			);
			found = answer;
			const reporters = others.filter((node) => node.logged(REPORTED).length > 0).map(({ title }) => title);
			return {
				ok: reporters.length > 0,
				seen: `in block ${answer.block}, ${seconds} s after the copy had caught up; sent by ${reporters.join(' and ')}`,
			};
		},
	);
	if (found === undefined) {
		throw new Error(`in ${TOGETHER_MS / 1_000} s no vote was cast twice, or nobody reported it`);
	}
	const { seat: named, validator, session, block, hash } = found;
	await table.check('… agencies.EquivocationReported', `names ${original.title}’s seat`, async () => {
		return {
			ok: named === original.agency.seat,
			seen: `seat ${named}, session ${session}, validator ${validator}; block ${block} ${hash}`,
		};
	});
	await table.check('… offences.reports', 'keeps the report', async () => {
		const reports = await api.query.offences.reports.entries();
		return { ok: reports.length > 0, seen: `${reports.length} report(s)` };
	});
	await table.check('… the validators', 'nobody is put out by it; finality goes on', async () => {
		const validators = await api.query.session.validators();
		const { from, to, seconds } = await finalityGoesOn(others, BLOCKS, PATIENCE_MS);
		return {
			ok: validators.length === 3,
			seen: `${validators.length} validators; final ${from} → ${to} in ${seconds} s`,
		};
	});
	const lines = others.flatMap((node) => node.logged(BLOCKS_OF_ONE_SLOT));
	const slots = new Set(lines.map((line) => BLOCKS_OF_ONE_SLOT.exec(line)?.[1]));
	table.find(
		'… two blocks in one slot',
		`seen by the others in ${slots.size} slot(s): their logs say so, the chain does not`,
	);
	await clone.stop();
	await table.check('the copy stopped', 'finality goes on', async () => {
		const { from, to, seconds } = await finalityGoesOn([original, ...others], BLOCKS, PATIENCE_MS);
		return { ok: true, seen: `final ${from} → ${to} in ${seconds} s` };
	});
	watch.nodes = [original, ...others];
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}

/**
 * What the chain says of a double vote, and in which block.
 *
 * @typedef {object} Announcement
 * @property {string} seat
 * @property {string} validator
 * @property {number} session
 * @property {number} block
 * @property {string} hash
 */

/**
 * Looks for the announcement in final blocks, each time in those that it did not look at before.
 *
 * @param {import('@polkadot/api').ApiPromise} api
 * @param {number} from  the first block to look at
 * @returns {() => Promise<Announcement | undefined>}
 */
function lookForAnnouncement(api, from) {
	let next = from;
	return async () => {
		const final = await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead());
		for (; next <= final.number.toNumber(); next++) {
			const hash = await api.rpc.chain.getBlockHash(next);
			const { query } = await api.at(hash);
			for (const { event } of await query.system.events()) {
				const reported = dataOf(event, 'agencies.EquivocationReported');
				if (reported) {
					const { seat, validator, session } = reported;
					return {
						...{ seat: seat.toString(), validator: validator.toString(), session: session.toNumber() },
						...{ block: next, hash: hash.toHex() },
					};
				}
			}
		}
		return undefined;
	};
}
