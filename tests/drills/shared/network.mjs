// The nodes of a drill.

import { join } from 'node:path';
import { freePorts } from '../../lib/free-ports.mjs';
import { Network } from '../../network/network.mjs';
import { makeChain } from './chain.mjs';
import { DrillValidator } from './validator.mjs';

const PORTS_EACH = 3;

/** A network that ends with the drill. */
export class DrillNetwork extends Network {
	/**
	 * Makes a chain and starts its validators, and waits until all of them finalise.
	 *
	 * @param {import('./run.mjs').Run} run
	 * @param {object} [options]
	 * @param {number} [options.validatorsPerSeat]
	 * @param {string} [options.name]  its directory in the run's, for a drill with several networks
	 * @param {(spec: any) => void} [options.changeSpec]  may change the specification
	 * @param {typeof DrillValidator} [options.Kind]  for validators of another kind
	 * @param {(validator: DrillValidator) => void | Promise<void>} [options.place]  is given each before it starts
	 */
	static async start(
		run,
		{ validatorsPerSeat = 1, name = 'network', changeSpec, Kind = DrillValidator, place = () => {} } = {},
	) {
		const { binary } = run;
		const home = join(run.directory, name);
		run.say(`Making a chain with ${validatorsPerSeat} validator(s) for each of three agencies`);
		const { spec, members } = makeChain({ binary, home, validatorsPerSeat, change: changeSpec });
		const ports = await freePorts(PORTS_EACH * members.length);
		const network = new DrillNetwork(
			members.map(({ agency, directory }, index) => {
				const [rpc, p2p, prometheus] = ports.slice(PORTS_EACH * index);
				return new Kind({ agency, directory, spec, home, binary, ports: { rpc, p2p, prometheus } });
			}),
		);
		network.run = run;
		for (const validator of network.validators) {
			await place(validator);
		}
		run.whenDone(() => network.stop());
		// For the end of this process itself, when nothing can be waited for.
		process.on('exit', () => network.running.forEach(({ pid }) => process.kill(pid, 'SIGKILL')));
		run.say(`Starting ${members.length} nodes`);
		await network.start();
		run.say('All nodes finalise');
		return network;
	}

	/** The first validator of each seat: one node for each agency. */
	get firstOfEachSeat() {
		const seats = new Set(this.validators.map(({ agency }) => agency.seat));
		return [...seats].map((seat) => this.validators.find(({ agency }) => agency.seat === seat));
	}

	/** Starts one, unless the drill is being cleaned up. */
	startOne(...options) {
		if (this.run.interrupted) {
			throw new Error('interrupted');
		}
		super.startOne(...options);
	}

	/** Starts one again that ran before. */
	restart(validator) {
		this.run.say(`Starting ${validator.title} again`);
		this.startOne(validator);
	}
}
