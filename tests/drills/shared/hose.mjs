// Sends at full speed: every account signs and sends one extrinsic after the other, several at a time, and cares for no answer.

import { setTimeout as sleep } from 'node:timers/promises';
import { extrinsic, frameOf } from './extrinsics.mjs';

/** So often an attacker looks where its account stands. */
const LOOK_EVERY_MS = 1_000;
/** Each look makes a new frame, so that what is sent again is never what a node has refused before. */
const PERIODS = [64, 128, 256, 512];

/** @import { ApiPromise } from '@polkadot/api' */
/** @import { ApiDecoration } from '@polkadot/api/types' */

/**
 * An account that attacks.
 *
 * @typedef {object} Attacker
 * @property {import('./extrinsics.mjs').Signer} signer
 * @property {import('./enterprises.mjs').Enterprise} [enterprise]  that it owns or works for
 */

/**
 * Where an attacker stands while it attacks.
 *
 * @typedef {object} Stand
 * @property {Attacker} attacker
 * @property {import('./link.mjs').Link} link
 * @property {number} nonce  its next one
 * @property {number} recorded  its account's nonce on the chain when it last looked
 * @property {number} turn  how many it has sent: no two have the same
 * @property {any} known  what the attack made of its last look
 */

/**
 * @typedef {object} Attack
 * @property {string} name  what it sends
 * @property {Attacker[]} attackers
 * @property {(stand: Stand) => Uint8Array} call  the next call, as it is encoded
 * @property {(at: ApiDecoration<'promise'>, attacker: Attacker) => Promise<unknown>} [look]
 * @property {number} [inFlight]  how many each account has on the way at most
 * @property {number} [rate]  how many are sent in a second at most, by all
 */

const IN_FLIGHT = 4;

/** One attack while it goes on. */
export class Hose {
	sent = 0;
	/** What the nodes said, and how often. @type {Map<string, number>} */
	answers = new Map();
	#stopped = false;
	#began = Date.now();
	/** @type {Promise<unknown>} */
	#working = Promise.resolve();
	/** @type {import('./extrinsics.mjs').Frame} */
	#frame;
	#looks = 0;

	/**
	 * @param {ApiPromise} api
	 * @param {import('./observer.mjs').Observer} observer
	 * @param {Attack} attack
	 * @param {import('./link.mjs').Link[]} links
	 * @param {number} rate  how many are sent in a second at most
	 */
	constructor(api, observer, attack, links, rate) {
		this.api = api;
		this.observer = observer;
		this.attack = attack;
		this.rate = Math.min(rate, attack.rate ?? rate);
		this.#frame = frameOf(api);
		/** @type {Stand[]} */
		this.stands = attack.attackers.map((attacker, index) => ({
			...{ attacker, link: links[index % links.length] },
			...{ nonce: 0, recorded: 0, turn: 0, known: undefined },
		}));
	}

	/**
	 * Begins, once it knows where its accounts stand.
	 *
	 * @param {import('./run.mjs').Run} run
	 */
	async open(run) {
		await this.#look();
		run.whenDone(() => this.close());
		this.#began = Date.now();
		const each = Array(this.attack.inFlight ?? IN_FLIGHT).fill(0);
		this.#working = Promise.all([
			this.#keepLooking(),
			...this.stands.flatMap((stand) => each.map(() => this.#keepSending(stand))),
		]);
		this.#working.catch(() => {});
	}

	/** Ends, and waits for the last answers. */
	async close() {
		this.#stopped = true;
		await this.#working;
	}

	async #keepLooking() {
		while (!this.#stopped) {
			await sleep(LOOK_EVERY_MS);
			// A node that does not answer now is asked again.
			await this.#look().catch(() => {});
		}
	}

	async #look() {
		const { number, hash } = this.observer.final;
		this.#frame = frameOf(this.api, { number, hash, period: PERIODS[this.#looks++ % PERIODS.length] });
		const at = await this.api.at(await this.api.rpc.chain.getBlockHash());
		await Promise.all(
			this.stands.map(async (stand) => {
				const { attacker, link } = stand;
				const [account, next, known] = await Promise.all([
					at.query.system.account(attacker.signer.address),
					link.nextNonce(attacker.signer.address),
					this.attack.look?.(at, attacker),
				]);
				stand.recorded = account.nonce.toNumber();
				stand.nonce = Math.max(stand.recorded, next);
				stand.known = known;
			}),
		);
	}

	/** @param {Stand} stand */
	async #keepSending(stand) {
		while (!this.#stopped) {
			const early = this.#began + (this.sent * 1_000) / this.rate - Date.now();
			if (early > 0) {
				await sleep(Math.min(early, LOOK_EVERY_MS));
				continue;
			}
			this.sent += 1;
			const call = this.attack.call(stand);
			stand.turn += 1;
			const answer =
				(await stand.link.send(extrinsic(this.#frame, stand.attacker.signer, stand.nonce++, call))) ?? 'taken';
			this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1);
		}
	}
}
