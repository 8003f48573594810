// The work behind ./scripts/exporter, whose --help describes it:
//
//     node main.mjs [--arguments-only] [--rpc URL] [--listen HOST:PORT]
//
// With --arguments-only it only says whether it understands the rest. deploy/eseal-exporter.service starts it directly.

import { parseArgs } from 'node:util';

const WRONG_USAGE = 2;

/** What was typed makes no sense. */
class WrongUsage extends Error {}

/**
 * @param {string} text  such as `127.0.0.1:9620` or `[::1]:9620`
 */
function readAddress(text) {
	const [, host, digits] = text.match(/^(\[[0-9a-fA-F:.]+\]|[^\s:[\]]+):(\d{1,5})$/) ?? [];
	const port = Number(digits);
	if (!(port >= 1 && port <= 65_535)) {
		throw new WrongUsage(`--listen must be like 127.0.0.1:9620, not ${text}`);
	}
	return { host: host.replace(/^\[|\]$/g, ''), port };
}

/** @param {string[]} args */
function read(args) {
	let values;
	try {
		({ values } = parseArgs({
			args,
			options: {
				rpc: { type: 'string', default: 'ws://127.0.0.1:9944' },
				listen: { type: 'string', default: '127.0.0.1:9620' },
			},
		}));
	} catch (error) {
		throw new WrongUsage(error.message);
	}
	if (!/^wss?:\/\/./.test(values.rpc) || !URL.canParse(values.rpc)) {
		throw new WrongUsage(`--rpc must be like ws://127.0.0.1:9944, not ${values.rpc}`);
	}
	return { rpc: values.rpc, listen: values.listen, address: readAddress(values.listen) };
}

const say = (line) => console.log(`==> ${line}`);

/** Serves metrics until the process ends. */
async function start({ rpc, listen, address }) {
	const { EsealMetrics } = await import('./eseal-metrics.mjs');
	const { Follower } = await import('./follower.mjs');
	const { CannotListen, serve } = await import('./server.mjs');
	const metrics = new EsealMetrics();
	try {
		await serve(address, () => metrics.render());
	} catch (error) {
		if (error instanceof CannotListen) {
			console.error(`error: cannot listen on ${listen}: ${error.message}\n       Name another address: --listen HOST:PORT`);
			process.exit(1);
		}
		throw error;
	}
	say(`http://${listen}/metrics`);
	await new Follower({ url: rpc, metrics, say }).run();
}

// There is nothing to finish: what was counted is Prometheus' to keep.
for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, () => process.exit(0));
}

try {
	const args = process.argv.slice(2);
	if (args[0] === '--arguments-only') {
		read(args.slice(1));
	} else {
		await start(read(args));
	}
} catch (error) {
	if (!(error instanceof WrongUsage)) {
		throw error;
	}
	console.error(`error: ${error.message}\n       Type: ./scripts/exporter --help`);
	process.exit(WRONG_USAGE);
}
