// The three validators together.

import { setTimeout as sleep } from 'node:timers/promises';
import { EsealNode } from './eseal-node.mjs';
import { CHAIN } from './node.mjs';
import { busyPorts } from './ports.mjs';

/** Some port that a validator needs is taken. */
export class PortsBusy extends Error {}

/** The validators run but do not become a network that finalizes. */
export class NotReady extends Error {}

/** How long a node that answers may take until it listens for others. */
const LISTENS_WITHIN_MS = 15_000;

/**
 * The validators of one chain on this machine.
 *
 * @template {import('./node.mjs').Validator} [V=import('./node.mjs').Validator]
 */
export class Network {
	/** @param {V[]} validators */
	constructor(validators) {
		this.validators = validators;
	}

	/**
	 * The chain's raw specification for light clients in browsers, with where they find its nodes. The validators must be
	 * prepared.
	 */
	webSpec() {
		return this.#rawSpec(this.validators.flatMap(({ webAddress }) => webAddress ?? []));
	}

	/** What the chain begins with by the program at hand. */
	genesis() {
		return this.#rawSpec([]).genesis;
	}

	/** @param {string[]} bootNodes */
	#rawSpec(bootNodes) {
		const [{ binary }] = this.validators;
		return new EsealNode(binary).rawSpec(CHAIN, bootNodes);
	}

	/** Those that run. */
	get running() {
		return this.validators.filter(({ pid }) => pid !== undefined);
	}

	/** Those that do not. */
	get stopped() {
		return this.validators.filter(({ pid }) => pid === undefined);
	}

	/**
	 * Fails if a port that a stopped validator needs is taken.
	 *
	 * @throws {PortsBusy}
	 */
	assertPortsFree() {
		const uses = new Map(
			this.stopped.flatMap(({ agency, ports }) =>
				Object.entries(ports).map(([use, port]) => /** @type {const} */ ([port, `${use} of ${agency.title}`])),
			),
		);
		const lines = busyPorts([...uses.keys()]).map(
			({ port, holder }) => `port ${port} (${uses.get(port)}) is taken by ${holder ?? 'a process of another user'}`,
		);
		if (lines.length > 0) {
			throw new PortsBusy(lines.join('\n'));
		}
	}

	/**
	 * Starts the validators that do not run, and waits until every one finalizes. If that fails, stops all.
	 *
	 * @param {object} [options]
	 * @param {boolean} [options.outlive]  whether they go on when this process ends
	 * @param {number} [options.patienceMs]
	 */
	async start({ outlive = false, patienceMs = 180_000 } = {}) {
		this.assertPortsFree();
		try {
			// All first learn their identities, so that each can be told where the others are.
			this.validators.forEach((validator) => validator.prepare());
			this.stopped.forEach((validator) => this.startOne(validator, { outlive }));
			await this.ready(patienceMs);
		} catch (error) {
			await this.stop();
			throw error;
		}
	}

	/**
	 * Starts one validator, which must be prepared, and tells it where the others are.
	 *
	 * @param {V} validator
	 * @param {object} [options]
	 * @param {boolean} [options.outlive]  whether it goes on when this process ends
	 */
	startOne(validator, { outlive = false } = {}) {
		const others = this.validators.filter((other) => other !== validator);
		validator.start(
			others.map(({ address }) => address),
			{ outlive },
		);
	}

	/**
	 * Waits until every validator answers as itself and has seen a block become final.
	 *
	 * @param {number} patienceMs
	 * @throws {NotReady | import('./node.mjs').NodeDied}
	 */
	async ready(patienceMs) {
		const before = new Map();
		const answersSince = new Map();
		let waiting = [];
		for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(500)) {
			waiting = [];
			for (const validator of this.validators) {
				validator.assertAlive();
				const seen = await validator.health();
				if (seen === undefined) {
					waiting.push(`${validator.agency.title} does not answer on port ${validator.ports.rpc}`);
				} else if (seen.peerId !== validator.peerId) {
					throw new NotReady(
						`port ${validator.ports.rpc} is answered by another node than ${validator.agency.title}'s`,
					);
				} else if (!validator.isReachable(seen)) {
					answersSince.set(validator, answersSince.get(validator) ?? Date.now());
					if (Date.now() - answersSince.get(validator) > LISTENS_WITHIN_MS) {
						throw new NotReady(
							`${validator.agency.title}'s node cannot listen on port ${validator.ports.p2p}, where the other validators ` +
								'look for it: some program or connection on this machine has that port. Free it, or choose other ports ' +
								'(./scripts/devnet --help).',
						);
					}
					waiting.push(`${validator.agency.title} does not listen on port ${validator.ports.p2p} yet`);
				} else if (seen.finalized <= (before.get(validator) ?? seen.finalized)) {
					before.set(validator, before.get(validator) ?? seen.finalized);
					const { best, finalized, peers } = seen;
					waiting.push(`${validator.agency.title}: block ${best}, final up to ${finalized}, ${peers} peers`);
				}
			}
			if (waiting.length === 0) {
				return;
			}
		}
		throw new NotReady(
			`the validators did not finalize a block within ${patienceMs / 1000} s:\n${waiting.join('\n')}\n` +
				`Logs: ${this.validators.map(({ log }) => log).join(' ')}`,
		);
	}

	/**
	 * Stops those that run, and waits until they are gone.
	 *
	 * @returns {Promise<boolean>} whether any ran
	 */
	async stop() {
		const stopped = await Promise.all(this.validators.map((validator) => validator.stop()));
		return stopped.includes(true);
	}

	/** Drops all chain data. Every validator must be stopped. */
	dropData() {
		this.validators.forEach((validator) => validator.dropData());
	}
}
