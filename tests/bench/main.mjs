// The work behind ./scripts/bench, whose --help describes it: starts three validators as the drills do, and has eseal-bench
// load and measure them.
//
//     node tests/bench/main.mjs [--arguments-only] [OPTION…]
//
// With --arguments-only it only says whether it understands the options that are its own and the names of cases, and prints what
// the cases need beside, one a line: `package NAME` for a Debian package that is not there, `part index` for the auditors' index,
// `runtime solochain` for the runtime of stock pallets. ESEAL_NODE, ESEAL_BENCH and ESEAL_SOLOCHAIN_RUNTIME name what was built.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Run } from '../drills/shared/run.mjs';
import { builtBinary } from '../lib/built.mjs';
import { findPrograms, PACKAGE } from '../network/postgres.mjs';
import { read, WrongUsage } from './arguments.mjs';
import { IndexBeside } from './index.mjs';
import { describe, startNodes } from './nodes.mjs';
import { startPostgres } from './postgres.mjs';

const FAILED = 1;
const WRONG_USAGE = 2;

/** @typedef {import('./arguments.mjs').Typed} Typed */

/**
 * Runs eseal-bench to its end.
 *
 * @param {Run} run
 * @param {string[]} args
 * @returns {Promise<number>} its exit status
 */
async function bench(run, args) {
	const child = spawn(builtBinary('eseal-bench', 'ESEAL_BENCH'), args, { stdio: ['ignore', 'inherit', 'inherit'] });
	run.whenDone(() => child.kill());
	const [status] = await once(child, 'exit');
	return status ?? FAILED;
}

/**
 * Starts the network, measures, and cleans up.
 *
 * @param {Typed} typed
 * @returns {Promise<number>} the exit status
 */
async function measure({ own, passedOn, postgres }) {
	const run = new Run({ name: 'bench', binary: process.env.ESEAL_NODE ?? '', keep: own.keep });
	run.cleanUpOnSignals();
	let status = FAILED;
	try {
		// What eseal-bench does not understand is better known before the network starts.
		status = await bench(run, ['--arguments-only', ...passedOn]);
		if (status !== 0) {
			return WRONG_USAGE;
		}
		const beside = postgres ? { postgres: await startPostgres(run) } : {};
		const network = await startNodes(run, { own, passedOn });
		const index = own.index ? await IndexBeside.start(run, network.validators[0]) : undefined;
		const description = join(run.directory, 'network.json');
		writeFileSync(description, JSON.stringify({ ...describe(network.validators, own), ...beside }));
		status = await bench(run, ['--network', description, '--out', own.out, ...passedOn]);
		if (status !== 0 && !run.interrupted) {
			// A node that ended by itself is the cause of whatever eseal-bench says.
			network.validators.forEach((validator) => validator.assertAlive());
		}
		if (index !== undefined && status === 0) {
			const figures = JSON.stringify(await index.measure(), null, 2);
			writeFileSync(join(own.out, 'index.json'), `${figures}\n`);
			console.log(`\nThe auditors' index:\n\n${figures}`);
		}
	} catch (error) {
		status = FAILED;
		if (!run.interrupted) {
			console.error(`error: ${error.message.replaceAll('\n', '\n       ')}`);
		}
	} finally {
		await run.cleanUp();
	}
	return run.interrupted ?? status;
}

try {
	const args = process.argv.slice(2);
	if (args[0] === '--arguments-only') {
		const { own, postgres } = read(args.slice(1));
		if (own.index) {
			console.log('part index');
		}
		if (postgres && findPrograms() === undefined) {
			console.log(`package ${PACKAGE}`);
		}
		if (own.composition === 'solochain') {
			console.log('runtime solochain');
		}
	} else {
		process.exit(await measure(read(args)));
	}
} catch (error) {
	if (error instanceof WrongUsage) {
		console.error(`error: ${error.message}\n       Type: ./scripts/bench --help`);
		process.exit(WRONG_USAGE);
	}
	console.error(error);
	process.exit(FAILED);
}
