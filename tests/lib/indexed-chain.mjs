// A development chain with the auditors' index beside it, and how the chain's people act: for tests of what the index makes of it.

import assert from 'node:assert/strict';
import { AuditorsIndex, MAIN } from '../network/auditors-index.mjs';
import { officers, secondOfficers } from './accounts.mjs';
import { whenDone } from './cleanup.mjs';
import { withCheckCharacter } from './codes.mjs';
import { run } from './command.mjs';
import { DevNode } from './dev-node.mjs';
import { sha256 } from './digests.mjs';
import { freePorts } from './free-ports.mjs';
import { SealKey } from './seal-key.mjs';
import { eventOf, submit } from './submit.mjs';
import { temporaryDirectory } from './test-network.mjs';
import { until } from './wait.mjs';

/** @import { KeyringPair } from '@polkadot/keyring/types' */
/** @typedef {import('@polkadot/api/types').SubmittableExtrinsic<'promise'>} Call */

const UNSAFE = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
export const AN_HOUR = 3_600_000;
export const A_DAY = 24 * AN_HOUR;
export const A_YEAR = 365 * A_DAY;
/** The physical seal that e-seals here are paired with. */
export const CODE = '3301060000001';
/** Codes of enterprises. */
export const USCCS = [0, 1, 2, 3].map((place) => withCheckCharacter(`91330106MA2KXYA7${place}`));

/**
 * A development chain, its index, and how its people act.
 *
 * @param {import('node:test').TestContext} t
 */
export async function begin(t) {
	const node = await DevNode.start(t);
	const api = await node.connect();
	const [port] = await freePorts(1);
	const home = temporaryDirectory(t);
	const env = { INDEX_CHECK_MINUTES: '0' };
	const index = new AuditorsIndex({ home, node: node.url, port, env, postgres: UNSAFE });
	whenDone(t, async () => {
		await index.stop();
		index.dropData();
	});
	await index.start();
	let last = 0;

	/** Sends a call, which must not fail. @param {KeyringPair} signer @param {Call} call */
	const does = async (signer, call) => {
		const outcome = await submit(api, call, signer, { until: 'block' });
		assert.equal(outcome.error, undefined, `${outcome.call}: ${outcome.error?.name}`);
		last = Math.max(last, outcome.block.number);
		return outcome;
	};
	/** Sends a call, which must fail. @param {KeyringPair} signer @param {Call} call @param {string} error */
	const fails = async (signer, call, error) => {
		const outcome = await submit(api, call, signer, { until: 'block' });
		assert.equal(outcome.error?.name, error);
		last = Math.max(last, outcome.block.number);
		return outcome;
	};
	const now = async () => (await api.query.timestamp.now()).toNumber();
	/** @param {keyof ReturnType<typeof officers>} seat @param {Call} call */
	const prepares = async (seat, call) => {
		const prepared = await does(officers()[seat], api.tx.dualControl.prepare(call, (await now()) + AN_HOUR));
		const { id, digest } = eventOf(prepared, 'dualControl.Prepared');
		return { id: id.toNumber(), digest: digest.toHex(), prepared };
	};
	/** Two officers of a seat make an act. @param {keyof ReturnType<typeof officers>} seat @param {Call} call */
	const inTwos = async (seat, call) => {
		const { id } = await prepares(seat, call);
		return { id, outcome: await does(secondOfficers()[seat], api.tx.dualControl.confirm(id, call)) };
	};
	/** @param {number} seal */
	const digestOf = async (seal) => (await api.call.eSealApi.seal(seal)).unwrap().applicationDigest;
	/**
	 * The owner applies, and Data Resources approves.
	 *
	 * @param {KeyringPair} owner
	 * @param {string} uscc
	 * @param {number} [validFrom]
	 */
	const issues = async (owner, uscc, validFrom) => {
		const key = new SealKey();
		const from = validFrom ?? (await now());
		const [certificate, picture] = [sha256(`certificate ${JSON.stringify(key.public)}`), sha256('picture')];
		const form = /** @type {const} */ ([uscc, CODE, key.public, certificate, picture, from, from + A_YEAR]);
		const { bytes } = (await api.call.eSealApi.possessionBytes(owner.address, ...form)).unwrap();
		const applied = await does(owner, api.tx.eSeal.apply(...form, key.sign(bytes)));
		const seal = eventOf(applied, 'eSeal.Applied').seal.toNumber();
		const { dataResources } = officers();
		const approved = await does(dataResources, api.tx.eSeal.approve(seal, await digestOf(seal)));
		return { seal, key, approved };
	};
	/** Waits until the index has all of that. */
	const indexed = () =>
		until(`block ${last} being indexed`, async () => {
			const { status } = await index.ask('{ status { indexed { number } } }');
			return status.indexed.number >= last;
		});
	/** @param {string} [database] */
	const check = (database) =>
		run(process.execPath, [MAIN, 'check'], {
			env: { ...index.env, ...(database ? { INDEX_DATABASE: index.postgres.url(database) } : {}) },
		});
	/**
	 * Each of these alterations must be named by a check of an altered copy.
	 *
	 * @param {[statement: string, named: RegExp][]} alterations
	 */
	const named = async (alterations) => {
		await index.end('index');
		await index.end('serve');
		await index.postgres.query('postgres', 'CREATE DATABASE altered TEMPLATE eseal');
		for (const [statement] of alterations) {
			await index.postgres.query('altered', statement);
		}
		const { code, output } = await check('altered');
		await index.postgres.query('postgres', 'DROP DATABASE altered');
		assert.equal(code, 1, output);
		for (const [statement, what] of alterations) {
			assert.match(output, what, statement);
		}
	};
	return { api, index, does, fails, now, prepares, inTwos, digestOf, issues, indexed, check, named };
}
