// The index's commands: `index` takes final blocks into the database, `serve` answers questions and sends alarms, `check` compares
// the index with the chain.

import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startApi } from './api/server.js';
import { Node } from './chain/node.js';
import { check } from './check/check.js';
import { index } from './indexing/index.js';
import { readWebhooks, settings } from './settings.js';
import { openPool } from './sql.js';
import { sendAlarms } from './webhooks/sender.js';

const USAGE = `Usage: node lib/main.js index | serve | check [--pid-file FILE]

  index    takes final blocks into the database
  serve    answers GraphQL, receipts and exports over HTTP, and sends alarms to webhooks
  check    compares the index with the chain; exit status 1 if they differ

The environment says which node and database: README.md lists the variables.`;

async function serve(): Promise<void> {
	const { server, pool, node } = await startApi();
	console.log(`The index answers on http://${settings.host}:${settings.port}/graphql`);
	const ended = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			ended.abort();
			server.close(() => process.exit());
			server.closeAllConnections();
		});
	}
	const sending = sendAlarms(pool, readWebhooks(), ended.signal);
	while (settings.checkMinutes > 0 && !ended.signal.aborted) {
		await sleep(settings.checkMinutes * 60_000, undefined, { signal: ended.signal }).catch(() => {});
		if (!ended.signal.aborted) {
			await checkAndTell(pool, node).catch((error) => console.error(`the check failed: ${error.message}`));
		}
	}
	await sending;
}

/** Gives whether the index has what the chain has. */
async function checkAndTell(pool: Parameters<typeof check>[0], node: Node): Promise<boolean> {
	const { block, hash, seals, records, blocks, compared, found, differences } = await check(pool, node);
	console.log(`Compared at block ${block} (${hash}): ${seals} e-seals, ${records} records, ${blocks} blocks`);
	console.log(
		Object.entries(compared)
			.map(([table, count]) => `${count} ${table.replaceAll('_', ' ')}`)
			.join(', '),
	);
	for (const { table, row, what } of differences) {
		console.log(`DIFFERS  ${table} ${row}: ${what}`);
	}
	console.log(found === 0 ? 'The index has what the chain has.' : `${found} differences.`);
	return found === 0;
}

async function main(command: string | undefined): Promise<void> {
	switch (command) {
		case 'index':
			return index();
		case 'serve':
			return serve();
		case 'check': {
			const same = await checkAndTell(openPool(), new Node({ retry: false }));
			process.exit(same ? 0 : 1);
			break;
		}
		default:
			console.error(USAGE);
			process.exit(2);
	}
}

/** The command that was typed. Whoever has to end this process finds its number in the file. */
function typed(): string | undefined {
	try {
		const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'pid-file': { type: 'string' } } });
		if (values['pid-file']) {
			writeFileSync(values['pid-file'], `${process.pid}\n`);
		}
		return positionals.length === 1 ? positionals[0] : undefined;
	} catch {
		return undefined;
	}
}

main(typed()).catch((error) => {
	console.error(`error: ${error.message}`);
	process.exit(1);
});
