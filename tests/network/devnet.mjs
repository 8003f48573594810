// The work behind ./scripts/devnet, once what it needs is set up:
//
//     node tests/network/devnet.mjs check | up | down | status | play  [--fresh] [--document FILE]
//
// `check` fails where `up` would for lack of ports. ESEAL_NODE names the binary, ESEAL_PORTAL the directory of the built portal and
// ESEAL_DEVNET_HOME that of the network; the other variables are those that ./scripts/devnet --help describes.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { AGENCIES } from './agencies.mjs';
import { AuditorsIndex } from './auditors-index.mjs';
import { Network, PortsBusy } from './network.mjs';
import { Validator } from './node.mjs';
import { Portal } from './portal.mjs';
import { busyPorts } from './ports.mjs';

const { env } = process;
const HOME = env.ESEAL_DEVNET_HOME ?? '';
/** Only what starts or compares nodes needs it. */
const BINARY = env.ESEAL_NODE ?? '';
/** Says which build of the node made the chain's data, or another that begins the same chain. */
const MADE_BY = join(HOME, 'made-by');
/** What a light client in a browser takes: the chain's specification, with its genesis. */
const WEB_SPEC = join(HOME, 'light-client.json');

const network = new Network(
	AGENCIES.map(
		(agency, index) =>
			new Validator({
				agency,
				home: HOME,
				binary: BINARY,
				ports: {
					rpc: Number(env.ESEAL_RPC_PORT || 9944) + index,
					p2p: Number(env.ESEAL_P2P_PORT || 30333) + index,
					ws: Number(env.ESEAL_WS_PORT || 30336) + index,
					prometheus: Number(env.ESEAL_PROMETHEUS_PORT || 9615) + index,
				},
			}),
	),
);

const index = new AuditorsIndex({
	home: join(HOME, 'index'),
	node: network.validators[0].url,
	port: Number(env.ESEAL_INDEX_PORT || 4350),
	// The chain is small: whoever opens the pages soon after sees them checked.
	env: { INDEX_CHECK_MINUTES: '1' },
});
const portal = new Portal({
	home: HOME,
	port: Number(env.ESEAL_PORTAL_PORT || 8480),
	page: env.ESEAL_PORTAL,
	index: index.url,
});

/** @param {string} text */
const say = (text) => console.log(`==> ${text}`);

const digestOfBuild = () => createHash('sha256').update(readFileSync(BINARY)).digest('hex');

/** What the chain in the directory began with. */
const specifiedGenesis = () => JSON.parse(readFileSync(WEB_SPEC, 'utf8')).genesis;

/**
 * Whether the chain in the directory is another than the one that the build at hand begins. Most builds begin the same one: only
 * what changes the runtime or what it starts with makes another.
 */
function isOtherChain() {
	const isNew = !network.validators.some((validator) => validator.hasChain);
	const isKnown = isNew || (existsSync(MADE_BY) && readFileSync(MADE_BY, 'utf8') === digestOfBuild());
	if (!isKnown && !(existsSync(WEB_SPEC) && isDeepStrictEqual(specifiedGenesis(), network.genesis()))) {
		return true;
	}
	writeFileSync(MADE_BY, digestOfBuild());
	return false;
}

/** The story is of the rules of this build. */
function assertChainIsOurs() {
	if (isOtherChain()) {
		throw new Error(
			`the chain in ${HOME} was begun by another build of eseal-node and keeps the rules it began with, which are not those ` +
				'of the story. Nothing was started.\n' +
				'To drop it and begin a new one: ./scripts/devnet --fresh\n' +
				'To keep it, name another directory for a new one: ESEAL_DEVNET_HOME=DIRECTORY ./scripts/devnet',
		);
	}
}

/**
 * Tells if the chain, or a running validator, comes from another build than the one at hand.
 *
 * @returns {boolean} whether the chain is another
 */
function compareBuilds() {
	const isOther = isOtherChain();
	if (isOther) {
		say('Note: this chain was begun by another build of eseal-node and keeps the rules it began with.');
		say('      To begin a new one: ./scripts/devnet --fresh');
	}
	if (network.running.some(({ pid }) => readlinkSync(`/proc/${pid}/exe`) !== realpathSync(BINARY))) {
		say('Note: a running validator is of another build. To run this one: ./scripts/devnet down, then again.');
	}
	return isOther;
}

async function up() {
	await upNetwork({ isOther: compareBuilds() });
	await index.start({ outlive: true });
	say(`The auditors' index answers on ${index.url}/graphql   log: ${index.log('index')}`);
}

/**
 * @param {object} chain
 * @param {boolean} chain.isOther  whether it is another than the one that the build at hand begins
 */
async function upNetwork({ isOther }) {
	const { stopped } = network;
	if (stopped.length === 0) {
		say('The three validators run already');
		return openPortal();
	}
	say(`Starting ${stopped.map(({ agency }) => agency.title).join(', ')} (data and logs in ${HOME})`);
	await network.start({ outlive: true });
	say('Three agencies finalize blocks:');
	for (const { agency, url, log } of network.validators) {
		console.log(`    ${agency.title.padEnd(18)} ${url}   log: ${log}`);
	}
	if (!isOther) {
		writeFileSync(WEB_SPEC, JSON.stringify(network.webSpec()));
		say(`Light clients in browsers take the specification ${WEB_SPEC}`);
	}
	await openPortal();
}

async function openPortal() {
	await portal.start(network.validators);
	say(`Anyone checks a seal in a browser: ${portal.url}`);
}

/** Stops all there is. @returns what ran */
async function stop() {
	await portal.stop();
	const indexed = await index.stop();
	const validated = await network.stop();
	return { indexed, validated };
}

async function down() {
	const { indexed, validated } = await stop();
	say(validated ? 'Stopped the validators' : 'No validator was running');
	if (indexed) {
		say('Stopped the index');
	}
}

function assertPortsFree() {
	index.assertPortFree();
	network.assertPortsFree();
	const [busy] = portal.pid === undefined ? busyPorts([portal.port]) : [];
	if (busy) {
		throw new PortsBusy(`port ${busy.port} (the portal) is taken by ${busy.holder ?? 'a process of another user'}`);
	}
}

async function status() {
	let healthy = true;
	for (const validator of network.validators) {
		const { agency, pid, url, log } = validator;
		const seen = pid && (await validator.health());
		let text;
		if (seen) {
			text = `running (process ${pid})  ${url}  block ${seen.best}  final ${seen.finalized}  peers ${seen.peers}`;
		} else if (pid) {
			text = `process ${pid} runs but does not answer on ${url}; log: ${log}`;
		} else if (validator.isDead) {
			text = `dead: it ended by itself; log: ${log}`;
		} else {
			text = 'not running';
		}
		healthy &&= Boolean(seen);
		console.log(`${agency.title.padEnd(18)} ${text}`);
	}
	const said = await index.status();
	healthy &&= said !== undefined;
	console.log(`${'Index'.padEnd(18)} ${said ?? 'not running'}`);
	const isOpen = portal.pid !== undefined && (await portal.answers());
	console.log(`${'Portal'.padEnd(18)} ${isOpen ? `running (process ${portal.pid})  ${portal.url}` : 'not running'}`);
	healthy &&= isOpen;
	if (!healthy) {
		console.log(`To start what does not run: ./scripts/devnet up`);
		process.exitCode = 1;
	}
}

/**
 * Fails as soon as a validator does not run any more.
 *
 * @param {AbortSignal} signal  ends the watch
 */
async function watch(signal) {
	while (network.stopped.length === 0) {
		await sleep(1_000, undefined, { signal });
	}
	const [dead] = network.stopped;
	throw new Error(`${dead.agency.title}'s node ended by itself. The end of its log, ${dead.log}:\n${dead.logTail()}`);
}

/** @param {string} document */
async function play(document) {
	assertChainIsOurs();
	const wasUp = network.stopped.length === 0;
	await up();
	const done = new AbortController();
	try {
		const { tell } = await import('../story/tell.mjs');
		const urls = network.validators.map(({ url }) => url);
		await Promise.race([tell({ urls, document }), watch(done.signal)]);
		tellWhatNext();
	} catch (error) {
		// A network that was up before and still is stays as it was found.
		if (!wasUp || network.stopped.length > 0) {
			await stop();
			error.message += '\nThe validators were stopped.';
		}
		throw error;
	} finally {
		done.abort();
	}
}

function tellWhatNext() {
	const [{ url }] = network.validators;
	const question = '{ enterprises(search: "keji") { items { uscc name } } }';
	console.log(`
The network stays up. What to try next:
    ${portal.url.padEnd(35)} check the document, and its e-seal since, in a browser
    ${`${portal.url}#/audit`.padEnd(35)} search, the life of the e-seals, what is happening now
    ./scripts/devnet status             how the three validators are
    ./scripts/devnet --document FILE    the story again, with a document of your own
    ./scripts/devnet down               stop; ./scripts/devnet up goes on where it stopped
    ./scripts/devnet --fresh            the story on a new chain
    https://polkadot.js.org/apps/?rpc=${encodeURIComponent(url)}    the chain in an explorer
    curl ${index.url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: question })}'    the index
`);
}

async function main() {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { fresh: { type: 'boolean', default: false }, document: { type: 'string', default: '' } },
	});
	const [command] = positionals;
	if (values.fresh && command !== 'check') {
		await stop();
		index.dropData();
		network.dropData();
		say(`Dropped the chain data in ${HOME}`);
	}
	switch (command) {
		case 'check':
			return assertPortsFree();
		case 'up':
			return up();
		case 'down':
			return down();
		case 'status':
			return status();
		case 'play':
			return play(values.document);
		default:
			throw new Error(`devnet.mjs knows no command ${command}`);
	}
}

// What was started must not stay behind when the person changes their mind half-way. Later signals change nothing:
// stopping is under way.
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(signal, async () => {
		if (!interrupted) {
			interrupted = true;
			const started = network.validators.some((validator) => validator.process !== undefined);
			if (started) {
				console.error('Interrupted: stopping the validators');
				await stop();
			}
			process.exit(130);
		}
	});
}

try {
	await main();
	// polkadot.js keeps timers of its own.
	process.exit();
} catch (error) {
	if (!interrupted) {
		console.error(`error: ${error.message.replaceAll('\n', '\n       ')}`);
		if (error instanceof PortsBusy) {
			console.error('       End that process, or choose other ports: ./scripts/devnet --help says how.');
		}
		process.exit(1);
	}
}
