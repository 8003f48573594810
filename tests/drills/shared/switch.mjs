// A switch with a cable to each node, in the drill's own network: cables can be pulled. Each node lives in a network
// namespace of its own and meets the others only through the switch; its RPC has a cable apart, which stays.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { until } from './finality.mjs';
import { DrillValidator } from './validator.mjs';

/** @param {...string} args */
const ip = (...args) => execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** The two sides of the switch. Nodes on different sides do not hear each other. */
const SIDES = ['left', 'right'];

/**
 * Where other nodes find the node with this number.
 *
 * @param {number} number
 */
const peerAddress = (number) => `10.77.0.${number}`;

/**
 * An end of the cable between the drill and the RPC of the node with this number.
 *
 * @param {number} number
 * @param {1 | 2} end  the drill's or the node's
 */
const rpcAddress = (number, end) => `10.78.${number}.${end}`;

/** A node behind a cable. */
export class CabledValidator extends DrillValidator {
	/**
	 * The process that holds its namespace, and its number. Set before it starts.
	 *
	 * @type {{ pid: number, number: number }}
	 */
	place = { pid: 0, number: 0 };
	/** @type {import('node:net').Server | undefined} */
	#forward;

	get address() {
		return `/ip4/${peerAddress(this.place.number)}/tcp/${this.ports.p2p}/p2p/${this.peerId}`;
	}

	/** @param {string[]} bootnodes */
	arguments(bootnodes) {
		const inPlace = super.arguments(bootnodes);
		inPlace[inPlace.indexOf('--listen-addr') + 1] = `/ip4/${peerAddress(this.place.number)}/tcp/${this.ports.p2p}`;
		// The namespace has nobody else in it.
		return [...inPlace, '--unsafe-rpc-external'];
	}

	/** @param {Parameters<DrillValidator['start']>} options */
	start(...options) {
		this.#forward ??= this.#forwardRpc();
		super.start(...options);
	}

	/** Has its RPC answer on loopback here, as any node's does. */
	#forwardRpc() {
		const { rpc } = this.ports;
		const server = createServer((here) => {
			const there = connect(rpc, rpcAddress(this.place.number, 2));
			here.pipe(there).pipe(here);
			here.on('error', () => there.destroy());
			there.on('error', () => here.destroy());
		});
		return server.listen(rpc, '127.0.0.1');
	}

	/** Lets its RPC no longer answer here. */
	unplug() {
		this.#forward?.close();
	}

	/**
	 * `nsenter` becomes the node.
	 *
	 * @param {string[]} bootnodes
	 * @returns {[string, string[]]}
	 */
	command(bootnodes) {
		const [program, args] = super.command(bootnodes);
		return ['nsenter', [`--net=/proc/${this.place.pid}/ns/net`, '--', program, ...args]];
	}
}

/** The switch. */
export class Switch {
	#count = 0;

	/** @param {import('./run.mjs').Run} run  a drill with `ownNamespaces` */
	constructor(run) {
		this.run = run;
		for (const side of SIDES) {
			ip('link', 'add', side, 'type', 'bridge');
			ip('link', 'set', side, 'up');
		}
	}

	/**
	 * Gives a node its place, before it starts.
	 *
	 * @param {CabledValidator} validator
	 */
	async plugIn(validator) {
		const number = ++this.#count;
		const pid = await this.#makeNamespace();
		/** @param {...string} args */
		const inside = (...args) => execFileSync('nsenter', [`--net=/proc/${pid}/ns/net`, '--', 'ip', ...args]);
		inside('link', 'set', 'lo', 'up');
		for (const [cable, name] of [
			[`peer${number}`, 'peers'],
			[`rpc${number}`, 'rpc'],
		]) {
			ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', name, 'netns', String(pid));
			ip('link', 'set', cable, 'up');
			inside('link', 'set', name, 'up');
		}
		inside('address', 'add', `${peerAddress(number)}/24`, 'dev', 'peers');
		inside('address', 'add', `${rpcAddress(number, 2)}/30`, 'dev', 'rpc');
		ip('address', 'add', `${rpcAddress(number, 1)}/30`, 'dev', `rpc${number}`);
		ip('link', 'set', `peer${number}`, 'master', SIDES[0]);
		validator.place = { pid, number };
		this.run.whenDone(() => validator.unplug());
	}

	/** A network namespace lives as long as a process in it: this one until the drill ends. */
	async #makeNamespace() {
		const holder = spawn('unshare', ['--net', '--', 'cat'], { stdio: ['pipe', 'ignore', 'inherit'] });
		await once(holder, 'spawn');
		this.run.whenDone(() => holder.kill('SIGKILL'));
		/** @param {number | 'self'} pid */
		const network = (pid) => readlinkSync(`/proc/${pid}/ns/net`);
		const { pid } = holder;
		if (pid === undefined) {
			throw new Error('unshare did not start');
		}
		await until('a network namespace', async () => network(pid) !== network('self'), 10_000);
		return pid;
	}

	/**
	 * Cuts these nodes off from all others.
	 *
	 * @param {CabledValidator[]} validators
	 */
	cutOff(validators) {
		validators.forEach(({ place }) => ip('link', 'set', `peer${place.number}`, 'master', SIDES[1]));
	}

	/**
	 * Puts them back.
	 *
	 * @param {CabledValidator[]} validators
	 */
	heal(validators) {
		validators.forEach(({ place }) => ip('link', 'set', `peer${place.number}`, 'master', SIDES[0]));
	}
}
