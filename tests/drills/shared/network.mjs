// The nodes of a drill.

import { join } from 'node:path';
import { freePorts } from '../../lib/free-ports.mjs';
import { Network } from '../../network/network.mjs';
import { makeChain } from './chain.mjs';
import { DrillValidator } from './validator.mjs';

const PORTS_EACH = 3;

/**
 * A network that ends with the drill.
 *
 * @template {DrillValidator} [V=DrillValidator]
 * @extends {Network<V>}
 */
export class DrillNetwork extends Network {
	/**
	 * @param {import('./run.mjs').Run} run
	 * @param {V[]} validators
	 */
	constructor(run, validators) {
		super(validators);
		this.run = run;
	}

	/**
	 * Makes a chain and starts its validators, and waits until all of them finalize.
	 *
	 * @param {import('./run.mjs').Run} run
	 * @param {object} [options]
	 * @param {number} [options.validatorsPerSeat]
	 * @param {string} [options.name]  its directory in the run's, for a drill with several networks
	 */
	static start(run, options = {}) {
		return DrillNetwork.startOf(run, DrillValidator, options);
	}

	/**
	 * The same with validators of another kind.
	 *
	 * @template {DrillValidator} K
	 * @param {import('./run.mjs').Run} run
	 * @param {new (options: import('./validator.mjs').DrillValidatorOptions) => K} Kind
	 * @param {object} [options]
	 * @param {number} [options.validatorsPerSeat]
	 * @param {string} [options.name]
	 * @param {(spec: any) => void} [options.changeSpec]  may change the specification
	 * @param {(validator: K) => void | Promise<void>} [options.place]  is given each before it starts
	 */
	static async startOf(run, Kind, { validatorsPerSeat = 1, name = 'network', changeSpec, place = () => {} } = {}) {
		const { binary } = run;
		const home = join(run.directory, name);
		run.say(`Making a chain with ${validatorsPerSeat} validator(s) for each of three agencies`);
		const { spec, members } = makeChain({ binary, home, validatorsPerSeat, change: changeSpec });
		const ports = await freePorts(PORTS_EACH * members.length);
		const network = new DrillNetwork(
			run,
			members.map(({ agency, directory }, index) => {
				const [rpc, p2p, prometheus] = ports.slice(PORTS_EACH * index);
				return new Kind({ agency, directory, spec, home, binary, ports: { rpc, p2p, prometheus } });
			}),
		);
		for (const validator of network.validators) {
			await place(validator);
		}
		run.whenDone(() => network.stop());
		// For the end of this process itself, when nothing can be waited for.
		process.on('exit', () => network.validators.forEach((validator) => validator.signal('SIGKILL')));
		run.say(`Starting ${members.length} nodes`);
		await network.start();
		run.say('All nodes finalize');
		return network;
	}

	/** The first validator of each seat: one node for each agency. */
	get firstOfEachSeat() {
		const { validators } = this;
		return validators.filter(
			({ agency }, index) => validators.findIndex((one) => one.agency.seat === agency.seat) === index,
		);
	}

	/**
	 * Starts one, unless the drill is being cleaned up.
	 *
	 * @param {Parameters<Network<V>['startOne']>} options
	 */
	startOne(...options) {
		if (this.run.interrupted) {
			throw new Error('interrupted');
		}
		super.startOne(...options);
	}

	/**
	 * Starts one again that ran before.
	 *
	 * @param {V} validator
	 */
	restart(validator) {
		this.run.say(`Starting ${validator.title} again`);
		this.startOne(validator);
	}
}
