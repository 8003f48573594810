// Who plays, and how each acts.

import { account, officers, secondOfficers } from '../lib/accounts.mjs';
import { connect } from '../lib/connect.mjs';
import { eventOf, submit } from '../lib/submit.mjs';
import { untilFinal } from '../lib/wait.mjs';
import { AGENCIES } from '../network/agencies.mjs';
import { Narrator } from './narrator.mjs';

/**
 * Somebody who sends extrinsics.
 *
 * @typedef {object} Actor
 * @property {string} title
 * @property {import('@polkadot/api').ApiPromise} api  a connection to the node that serves them
 * @property {import('@polkadot/keyring/types').KeyringPair} signer
 * @property {import('@polkadot/keyring/types').KeyringPair} [second]  of an agency, the officer who confirms
 */

/**
 * Builds a call.
 *
 * @typedef {(tx: import('@polkadot/api/types').SubmittableExtrinsics<'promise'>) =>
 *   import('@polkadot/api/types').SubmittableExtrinsic<'promise'>} Call
 */

/** How long an act waits for the second officer here, in milliseconds. */
const AN_HOUR = 60 * 60 * 1_000;

/** A step did not go as the story has it. */
export class StoryBroken extends Error {}

/** The agencies with their nodes and officers, the enterprise's people, and the one who tells. */
export class Cast {
	/** The newest block of a step. */
	#newest = 0;

	/**
	 * Connects to each agency's node.
	 *
	 * @param {object} options
	 * @param {string[]} options.urls  the nodes of Market Supervision, Public Security and Data Resources
	 * @param {(line: string) => void} [options.print]
	 */
	static async gather({ urls, print }) {
		const apis = await Promise.all(urls.map((url) => connect(url)));
		return new Cast(urls, apis, new Narrator(print));
	}

	/** @type {Actor | undefined} */
	#owner;
	/** @type {Actor | undefined} */
	#operator;

	/**
	 * @param {string[]} urls
	 * @param {import('@polkadot/api').ApiPromise[]} apis  connections to these
	 * @param {Narrator} narrator
	 */
	constructor(urls, apis, narrator) {
		const [ms, ps, dr] = apis;
		const byOffice = officers();
		const seconds = secondOfficers();
		this.narrator = narrator;
		this.nodes = AGENCIES.map((agency, i) => ({ agency, url: urls[i], api: apis[i] }));
		this.marketSupervision = {
			title: AGENCIES[0].title,
			api: ms,
			signer: byOffice.marketSupervision,
			second: seconds.marketSupervision,
		};
		this.publicSecurity = {
			title: AGENCIES[1].title,
			api: ps,
			signer: byOffice.publicSecurity,
			second: seconds.publicSecurity,
		};
		this.dataResources = {
			title: AGENCIES[2].title,
			api: dr,
			signer: byOffice.dataResources,
			second: seconds.dataResources,
		};
		// They have no node of their own; any agency's serves them.
		this.relyingParty = { title: 'The relying party', api: dr };
		this.auditor = { title: 'The auditor', api: ps };
	}

	/**
	 * Gives the enterprise its people: accounts that nobody used before, so that the story can be played on one chain many
	 * times.
	 *
	 * @param {string} uscc
	 */
	enterEnterprise(uscc) {
		this.#owner = { title: 'The owner', api: this.marketSupervision.api, signer: account(`//Owner//${uscc}`) };
		this.#operator = { title: 'The operator', api: this.dataResources.api, signer: account(`//Operator//${uscc}`) };
	}

	/** The enterprise's owner, once the enterprise has entered. @returns {Actor} */
	get owner() {
		return entered(this.#owner);
	}

	/** The enterprise's operator, likewise. @returns {Actor} */
	get operator() {
		return entered(this.#operator);
	}

	/**
	 * One of the cast sends a call, which must succeed; its block and finality are told.
	 *
	 * @param {Actor} who
	 * @param {string} what  for instance `registers 91330106MA2KXYA720`
	 * @param {Call} call
	 */
	async act(who, what, call) {
		const outcome = await submit(who.api, call(who.api.tx), who.signer);
		if (outcome.error) {
			const { section, name, docs } = outcome.error;
			throw new StoryBroken(`${who.title} ${what}, and that failed: ${section}.${name}. ${docs}`);
		}
		return this.#tellOf(outcome, `${who.title} ${what}`);
	}

	/**
	 * Two officers of an agency make an act that nothing undoes: the first prepares it, the second confirms it. The outcome is
	 * that of the confirmation.
	 *
	 * @param {Actor} who
	 * @param {string} what  for instance `records a loss`
	 * @param {Call} call
	 */
	async actAsTwo(who, what, call) {
		const { api, second } = who;
		must(second !== undefined, `${who.title} has no second officer`);
		const act = call(api.tx);
		const until = (await api.query.timestamp.now()).toNumber() + AN_HOUR;
		const prepared = await this.act(who, `prepares an act: ${what}`, (tx) => tx.dualControl.prepare(act, until));
		const { id } = eventOf(prepared, 'dualControl.Prepared');
		const checker = { title: `${who.title}'s second officer`, api, signer: second };
		return this.act(checker, `confirms it: ${who.title} ${what}`, (tx) => tx.dualControl.confirm(id, act));
	}

	/**
	 * One of the cast sends a call, which must fail with this error in plain sight.
	 *
	 * @param {Actor} who
	 * @param {string} what  for instance `seals another document`
	 * @param {string} error  for instance `usageLog.SealFrozen`
	 * @param {Call} call
	 */
	async actInVain(who, what, error, call) {
		const outcome = await submit(who.api, call(who.api.tx), who.signer);
		const got = outcome.error ? `${outcome.error.section}.${outcome.error.name}` : 'success';
		if (got !== error) {
			throw new StoryBroken(`${who.title} ${what}: that should end in ${error}, and ended in ${got}`);
		}
		return this.#tellOf(outcome, `${who.title} ${what}: REFUSED, ${got}. ${outcome.error?.docs}`);
	}

	/**
	 * @param {import('../lib/submit.mjs').Outcome} outcome
	 * @param {string} text
	 */
	#tellOf(outcome, text) {
		this.#newest = Math.max(this.#newest, outcome.block.number);
		this.narrator.step(outcome, text);
		must(outcome.final, `block ${outcome.block.number} does not become final: is an agency's node silent?`);
		return outcome;
	}

	/**
	 * Waits until all that was told is final, as one of the cast sees it: nodes learn of finality one by one.
	 *
	 * @param {{ api: import('@polkadot/api').ApiPromise }} who
	 */
	seesAllFinal({ api }) {
		return untilFinal(api, this.#newest);
	}

	/** Ends all connections. */
	async leave() {
		await Promise.all(this.nodes.map(({ api }) => api.disconnect()));
	}
}

/**
 * @param {Actor | undefined} actor  of the enterprise
 * @returns {Actor}
 */
function entered(actor) {
	if (actor === undefined) {
		throw new StoryBroken('the enterprise has not entered yet');
	}
	return actor;
}

/**
 * Fails the story unless something holds.
 *
 * @param {boolean} condition
 * @param {string} otherwise
 * @returns {asserts condition}
 */
export function must(condition, otherwise) {
	if (!condition) {
		throw new StoryBroken(otherwise);
	}
}
