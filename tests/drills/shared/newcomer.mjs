// A node that joins a drill's network while it runs: a new validator without keys, or a full node.

import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePorts } from '../../lib/free-ports.mjs';
import { EsealNode } from '../../network/eseal-node.mjs';
import { operated } from '../../network/operated.mjs';
import { DrillValidator } from './validator.mjs';

/** A drill's validator whose operator may have its node make keys. */
export const OperatedValidator = operated(DrillValidator);

/** A node without keys that gets the chain from the others. */
export class FullNode extends DrillValidator {
	/** @param {ConstructorParameters<typeof DrillValidator>[0] & { sync: 'full' | 'warp' }} options */
	constructor({ sync, ...options }) {
		super(options);
		this.sync = sync;
	}

	arguments(bootnodes) {
		const args = super.arguments(bootnodes).filter((arg) => arg !== '--validator');
		if (this.sync === 'warp') {
			// An archive of every state cannot begin with the newest one.
			args[args.indexOf('--state-pruning') + 1] = '256';
		}
		return [...args, '--sync', this.sync, '--log', 'sync=debug'];
	}
}

/**
 * Starts a node that joins the network. It ends with the drill.
 *
 * @template {typeof DrillValidator} K
 * @param {import('./network.mjs').DrillNetwork} network
 * @param {K} Kind
 * @param {{ title: string, seat?: string }} who
 * @param {object} [options]
 * @param {string} [options.keystore]  whose copy it gets; an empty one unless given. All else is for the constructor
 * @returns {Promise<InstanceType<K>>}
 */
export async function joinNetwork(network, Kind, { title, seat = title }, { keystore, ...options } = {}) {
	const { run, validators } = network;
	const { binary } = run;
	const [{ spec }] = validators;
	const home = dirname(spec);
	const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
	const directory = join(home, name);
	mkdirSync(join(directory, 'keystore'), { recursive: true, mode: 0o700 });
	if (keystore !== undefined) {
		cpSync(keystore, join(directory, 'keystore'), { recursive: true });
	}
	new EsealNode(binary).generateNodeKey(join(directory, 'node.key'));
	const [rpcPort, p2p, prometheus] = await freePorts(3);
	const node = new Kind({
		agency: { seat, title, directory: name },
		...{ directory, home, binary, spec },
		ports: { rpc: rpcPort, p2p, prometheus },
		...options,
	});
	node.prepare();
	// From now on the others look for it too, and it is stopped with them.
	validators.push(node);
	run.say(`Starting ${title}`);
	network.startOne(node);
	return node;
}
