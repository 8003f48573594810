// A network and mounts of the drill's own, apart from the machine's: what the drill does to them is gone with its last
// process, however that ends.

import { spawn, spawnSync } from 'node:child_process';
import { Skipped } from './skipped.mjs';

/** Says, to this program started once more, that it is inside. */
const INSIDE = 'ESEAL_DRILL_IN_OWN_NAMESPACES';

/** How to get in: as root, or, where the machine lets anybody, as root of a namespace only. */
const WAYS = [
	['--net', '--mount'],
	['--map-root-user', '--net', '--mount'],
];

/** What must be possible inside. */
const PROBE = 'ip link set lo up && ip link add probe type veth peer name eborp && mount -t tmpfs probe /mnt';

/**
 * Starts this program once more, in namespaces of its own, and waits for its end. In there, does nothing.
 *
 * @returns {Promise<number | undefined>} the exit status; nothing inside
 * @throws {Skipped} where the machine does not permit it
 */
export async function enterOwnNamespaces() {
	if (process.env[INSIDE]) {
		spawnSync('ip', ['link', 'set', 'lo', 'up'], { stdio: 'inherit' });
		return undefined;
	}
	const reasons = [];
	for (const way of WAYS) {
		const { error, status, stderr } = spawnSync('unshare', [...way, '--', 'sh', '-c', PROBE], { encoding: 'utf8' });
		if (status === 0) {
			return runInside(way);
		}
		reasons.push(error?.message ?? stderr.trim().split('\n')[0]);
	}
	throw new Skipped(
		'this machine does not permit a network and mounts apart from its own ' +
			`(unshare, veth, tmpfs; packages util-linux and iproute2): ${reasons[0]}`,
	);
}

/**
 * @param {string[]} way
 * @returns {Promise<number>} the exit status
 */
function runInside(way) {
	const command = ['--', process.execPath, ...process.argv.slice(1)];
	const child = spawn('unshare', [...way, ...command], { stdio: 'inherit', env: { ...process.env, [INSIDE]: '1' } });
	// `unshare` becomes the program: whoever ends this one means that one, which cleans up.
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => child.kill(signal));
	}
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (status) => resolve(status ?? 1));
	});
}
