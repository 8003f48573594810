// The agencies vote in a new runtime while the e-seal is used. It counts all uses as it takes over; the drill counts too.

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { officers, seats } from '../lib/accounts.mjs';
import { connect } from '../lib/connect.mjs';
import { Refused } from '../lib/errors.mjs';
import { codeHash, storageKey } from '../lib/upgrade.mjs';
import { rpc } from '../network/rpc.mjs';
import { bestNumber, FinalityWatch, finalityGoesOn, hashAt, lowestFinal, until } from './shared/finality.mjs';
import { act, motion, refusalOf } from './shared/motion.mjs';
import { DrillNetwork } from './shared/network.mjs';
import { Pace } from './shared/pace.mjs';
import { sealInUse } from './shared/seal.mjs';
import { auditUses, Operator } from './shared/uses.mjs';

/** @import { Run } from './shared/run.mjs' */
/** @import { DrillValidator } from './shared/validator.mjs' */

const PATIENCE_MS = 120_000;
const USE_EVERY_MS = 400;
/** With three voters finality follows some two blocks behind; a machine with other work to do is slower. */
const LONGEST_PAUSE_S = 15;
/** The `spec_version` of the runtime of `eseal-node`, and of the one that is voted in. */
const NOW = 100;
const NEXT = 101;
/** Where the migration of `runtime/next/src/migrations.rs` leaves its number. */
const USES_AT_UPGRADE = storageKey('UpgradeDrill', 'UsesAtUpgrade');

/** @param {Run} run */
export async function play(run) {
	const { table } = run;
	const code = readNextRuntime();
	const network = await DrillNetwork.start(run);
	const { validators } = network;
	const watch = FinalityWatch.start(run, validators);
	const inUse = await sealInUse(run, network);
	const operator = new Operator(inUse, validators);
	const api = await connect(validators[0].url);
	run.whenDone(() => api.disconnect());
	const anyone = officers().publicSecurity;
	const apply = (/** @type {Buffer} */ code) => api.tx.system.applyAuthorizedUpgrade(`0x${code.toString('hex')}`);

	operator.start(run, USE_EVERY_MS);
	await until('twenty uses being final', async () => (await operator.finalAt(validators[0])) >= 20, PATIENCE_MS);
	const pace = Pace.start(run, validators);
	const before = await versions(validators);

	await table.check('system.applyAuthorizedUpgrade before any motion', 'refused', async () => {
		const refusal = await refusedWith(api, apply(code), anyone);
		return { ok: refusal !== undefined, seen: refusal ?? 'taken' };
	});
	const { marketSupervision, dataResources } = seats();
	const hash = codeHash(code);
	const authorized = await motion(api, [marketSupervision, dataResources], api.tx.system.authorizeUpgrade(hash));
	table.add({
		done: `motion of two: system.authorizeUpgrade(${hash.slice(0, 10)}…)`,
		promised: 'two of three seats are enough',
		seen: `made in block ${authorized.block.number}, ${authorized.seconds} s after the proposal; ${code.length} bytes of code`,
		ok: true,
	});
	await table.check('… applied with other code', 'refused', async () => {
		const other = Buffer.from(code);
		other[other.length - 1] ^= 1;
		const refusal = await refusedWith(api, apply(other), anyone);
		const now = await versions(validators);
		return { ok: refusal !== undefined && now.join() === before.join(), seen: refusal ?? 'taken' };
	});

	const near = await bestNumber(validators[0]);
	// Unsigned: the code's digest is all that counts.
	await apply(code).send();
	await table.check(
		'… applied with the right code, by nobody: unsigned',
		'the next block runs it, on all nodes',
		async () => {
			await until(
				'the new version on all nodes',
				async () => (await versions(validators)).every((one) => one === NEXT),
				PATIENCE_MS,
			);
			const now = await versions(validators);
			return { ok: before.every((one) => one === NOW), seen: `spec_version ${before.join(', ')} → ${now.join(', ')}` };
		},
	);
	await until(`block ${near + 4} being final`, async () => (await lowestFinal(validators)) >= near + 4, PATIENCE_MS);
	const { block, counted } = await migration(validators[0], near);
	await table.check('… its migration', 'counts the uses recorded before', async () => {
		const recorded = await operator.recordedAt(validators[0], await hashAt(validators[0], block - 1));
		return {
			ok: counted === recorded,
			seen: `${counted} in block ${block}; the log had ${recorded} at block ${block - 1}`,
		};
	});
	await table.check('… a client connected since before', 'it learns of the new runtime and goes on', async () => {
		await until(
			'the client knowing the new version',
			async () => api.runtimeVersion.specVersion.toNumber() === NEXT,
			PATIENCE_MS,
		);
		const remark = await act(api, api.tx.system.remarkWithEvent('after the upgrade'), anyone);
		return { ok: true, seen: `it sees spec_version ${NEXT}; its next extrinsic is in block ${remark.block.number}` };
	});

	await lateUses(run, operator);
	const then = await recordedNow(operator);
	await until('ten more uses', async () => (await recordedNow(operator)) >= then + 10, PATIENCE_MS);
	await finalityGoesOn(validators, 3, PATIENCE_MS);
	await table.check('all the time', `finality never stops for more than ${LONGEST_PAUSE_S} s`, async () => {
		const { seconds, at } = pace.longestPause();
		return { ok: seconds <= LONGEST_PAUSE_S, seen: `the longest pause: ${seconds} s, at final block ${at}` };
	});
	await operator.stop();
	await table.check('all uses', 'none is lost, none doubled; the log’s head recomputes', async () => {
		await operator.allFinal(validators, PATIENCE_MS);
		return auditUses([operator], validators);
	});
	await table.check('all of it', 'nothing final is taken back', () => watch.allKept());
}

/** The second runtime, which the front end has built. */
function readNextRuntime() {
	const file = process.env.ESEAL_NEXT_RUNTIME;
	if (!file) {
		throw new Error('ESEAL_NEXT_RUNTIME names no file: type ./scripts/drill upgrade, which builds it');
	}
	return readFileSync(file);
}

/**
 * How many of the operator's uses any node has; none if no node answers.
 *
 * @param {Operator} operator
 */
const recordedNow = async (operator) => (await operator.recordedAnywhere()) ?? 0;

/**
 * The runtime's version on each node.
 *
 * @param {DrillValidator[]} nodes
 */
const versions = (nodes) =>
	Promise.all(nodes.map(async ({ ports }) => (await rpc(ports.rpc, 'state_getRuntimeVersion')).specVersion));

/**
 * Why a call is not made: what the pool says, or what it fails with. Nothing if it is made.
 *
 * @param {Parameters<typeof refusalOf>} attempt
 */
async function refusedWith(...attempt) {
	try {
		return await refusalOf(...attempt);
	} catch (error) {
		if (error instanceof Refused) {
			return error.message;
		}
		throw error;
	}
}

/**
 * Finds the block that began with the migration.
 *
 * @param {DrillValidator} node
 * @param {number} from  a block before it
 * @returns {Promise<{ block: number, counted: number }>}
 */
async function migration(node, from) {
	const best = await bestNumber(node);
	for (let block = from; block <= best; block++) {
		const number = await rpc(node.ports.rpc, 'state_getStorage', [USES_AT_UPGRADE, await hashAt(node, block)]);
		if (number !== null) {
			return { block, counted: Number(Buffer.from(number.slice(2), 'hex').readBigUInt64LE()) };
		}
	}
	throw new Error(`the migration did not run by block ${best}`);
}

/**
 * An extrinsic is signed for one version of the runtime. Those that the old one did not take any more are void for the new
 * one, and whoever sent them signs them again; the use stays the same, so it cannot be recorded twice.
 *
 * @param {Run} run
 * @param {Operator} operator
 */
async function lateUses({ table }, operator) {
	const done = '… uses signed for the old runtime';
	const recorded = await recordedNow(operator);
	await sleep(8_000);
	const since = (await recordedNow(operator)) - recorded;
	if (since > 0) {
		table.find(done, `none came too late: ${since} were recorded in the next 8 s`);
		return;
	}
	const late = operator.sent.length - recorded;
	const [reason] = [...operator.refusals].sort(([, a], [, b]) => b - a).map(([message]) => message);
	await operator.signAgain(recorded);
	table.find(done, `up to ${late} came too late, void for the new one (“${reason}”): signed again`);
}
