// What honest members send while others do their worst: registrations, uses, and motions of two agencies.

import { setTimeout as sleep } from 'node:timers/promises';
import { blake2AsHex } from '@polkadot/util-crypto';
import { account, seats } from '../../lib/accounts.mjs';
import { describeDispatchError } from '../../lib/errors.mjs';
import { dataOf } from '../../lib/submit.mjs';
import { usccOf } from './enterprises.mjs';
import { encoded, frameOf, signerOf } from './extrinsics.mjs';
import { deliver, Sender } from './sender.mjs';

const NAME = '杭州某某贸易有限公司';
/** Who owns all that is registered: an officer may not. */
const OWNER = account('//Registered').address;
const REGISTER_EVERY_MS = 1_000;
const USE_EVERY_MS = 500;
const PATIENCE_MS = 60_000;
/** What the motions pause and resume: nobody closes flags here. @type {[string, string]} */
const PAUSED = ['UsageLog', 'close_flag'];

/** @import { ApiPromise } from '@polkadot/api' */
/** @import { Sent } from './observer.mjs' */
/** @import { Way } from './sender.mjs' */

/** The honest members. */
export class Honest {
	/** All that they sent. @type {Sent[]} */
	sent = [];
	/** The enterprises that were registered. @type {string[]} */
	registered = [];
	#paused = false;
	#stopped = false;
	/** @type {Promise<unknown>} */
	#working = Promise.resolve();

	/**
	 * @param {ApiPromise} api
	 * @param {{ officer: Sender, governors: Sender[], operator: import('./uses.mjs').Operator, operatorsWay: Way, first: number }} people
	 */
	constructor(api, { officer, governors, operator, operatorsWay, first }) {
		this.api = api;
		this.officer = officer;
		this.governors = governors;
		this.operator = operator;
		this.operatorsWay = operatorsWay;
		/** The number of the next enterprise. */
		this.next = first;
	}

	/**
	 * @param {ApiPromise} api
	 * @param {Way[]} ways  one by each agency's node
	 * @param {object} people
	 * @param {import('@polkadot/keyring/types').KeyringPair} people.officer  of Market Supervision
	 * @param {import('./uses.mjs').Operator} people.operator
	 * @param {number} people.first  the number of the first enterprise that is registered
	 */
	static async gather(api, ways, { officer, operator, first }) {
		const frame = frameOf(api);
		const { marketSupervision, publicSecurity } = seats();
		const [own, other, operatorsWay] = ways;
		return new Honest(api, {
			...{ operator, operatorsWay, first },
			officer: await Sender.of(own, frame, signerOf(officer)),
			governors: [
				await Sender.of(own, frame, signerOf(marketSupervision)),
				await Sender.of(other, frame, signerOf(publicSecurity)),
			],
		});
	}

	/**
	 * Registers and uses from now until `stop`, or the end of the drill.
	 *
	 * @param {import('./run.mjs').Run} run
	 */
	start(run) {
		run.whenDone(() => this.stop());
		this.#working = Promise.all([
			this.#every(REGISTER_EVERY_MS, () => this.#register()),
			this.#every(USE_EVERY_MS, () => this.#use()),
		]);
		// Whoever stops it hears of what went wrong.
		this.#working.catch(() => {});
	}

	/** Sends nothing more. */
	async stop() {
		this.#stopped = true;
		await this.#working;
	}

	/**
	 * @param {number} ms
	 * @param {() => Promise<Sent>} act
	 */
	async #every(ms, act) {
		for (let next = Date.now(); !this.#stopped; await sleep(Math.max(0, next - Date.now()))) {
			next = Math.max(next + ms, Date.now());
			this.sent.push(await act());
		}
	}

	#register() {
		const uscc = usccOf(this.next++);
		this.registered.push(uscc);
		const call = this.api.tx.eSeal.registerEnterprise(uscc, NAME, OWNER, 'Enforced');
		return this.officer.send('a registration', encoded(call));
	}

	async #use() {
		const use = await this.operator.sign();
		let first = true;
		return deliver(this.operatorsWay, 'a use', async () => {
			if (!first) {
				await this.operator.signAgain(use.nonce);
			}
			first = false;
			return use.extrinsic;
		});
	}

	/**
	 * Two agencies pause a call by motion, or let it go on if they had paused it: one proposes, both vote, one closes.
	 *
	 * @returns {Promise<Sent[]>} what they sent
	 */
	async motion() {
		const { api } = this;
		const [first] = this.governors;
		const call = this.#paused ? api.tx.txPause.unpause(PAUSED) : api.tx.txPause.pause(PAUSED);
		const { method } = api.tx.agencies.dispatchAsRoot(call);
		const hash = blake2AsHex(method.toU8a());
		const proposed = await this.#step([
			first.send('proposal', encoded(api.tx.council.propose(this.governors.length, method, method.encodedLength))),
		]);
		const { weight, length } = (await api.call.agenciesApi.motion(api.registry.createType('H256', hash))).unwrap();
		const index = (await api.query.council.voting(hash)).unwrap().index;
		const voted = await this.#step(
			this.governors.map((governor) => governor.send('vote', encoded(api.tx.council.vote(hash, index, true)))),
		);
		const closed = await this.#step([first.send('close', encoded(api.tx.council.close(hash, index, weight, length)))]);
		await this.#executed(closed[0], hash);
		this.#paused = !this.#paused;
		return [...proposed, ...voted, ...closed];
	}

	/**
	 * @param {Promise<Sent>[]} sending
	 */
	async #step(sending) {
		const sents = await Promise.all(sending);
		this.sent.push(...sents);
		await this.officer.way.observer.untilIncluded(sents, PATIENCE_MS);
		return sents;
	}

	/**
	 * Fails unless the block has the motion's call, done.
	 *
	 * @param {Sent} closed
	 * @param {string} hash
	 */
	async #executed({ block = 0 }, hash) {
		const { api } = this;
		const at = await api.at(await api.rpc.chain.getBlockHash(block));
		const results = (await at.query.system.events()).map(({ event }) => dataOf(event, 'council.Executed'));
		const own = results.find((result) => result?.proposalHash.toHex() === hash);
		if (own === undefined) {
			throw new Error(`the motion was closed in block ${block}, and its call was not made`);
		}
		if (own.result.isErr) {
			const { section, name } = describeDispatchError(api, own.result.asErr);
			throw new Error(`the motion passed, and its call failed with ${section}.${name}`);
		}
	}
}
