// The work behind ./scripts/drill, whose --help describes it:
//
//     node tests/drills/main.mjs --list | --describe | [--arguments-only | --needs-next-runtime] NAME [OPTION…]
//
// With --arguments-only it only says whether it understands the rest, with --needs-next-runtime whether the drill needs a
// second runtime: yes or no. ESEAL_NODE names the binary, ESEAL_NEXT_RUNTIME that runtime.

import { parseArgs } from 'node:util';
import { DRILLS } from './catalogue.mjs';
import { enterOwnNamespaces } from './shared/namespaces.mjs';
import { Run } from './shared/run.mjs';
import { Skipped } from './shared/skipped.mjs';

const BROKEN = 1;
const WRONG_USAGE = 2;
const SKIPPED = 3;

/** What was typed makes no sense. */
class WrongUsage extends Error {}

/**
 * The number that an option gives, within the option's bounds.
 *
 * @param {string} name
 * @param {import('./catalogue.mjs').Option} option
 * @param {string} [text]  what was typed
 */
function readNumber(name, { standard = 0, least = -Infinity, most = Infinity, whole }, text) {
	const number = text === undefined ? standard : Number(text);
	if (!(text?.trim() !== '' && number >= least && number <= most && (!whole || Number.isInteger(number)))) {
		throw new WrongUsage(`--${name} must be ${whole ? 'a whole number' : 'a number'} from ${least} to ${most}`);
	}
	return number;
}

/**
 * @param {string[]} args
 * @returns {{ drill: import('./catalogue.mjs').Drill, keep: boolean, options: Record<string, number | boolean> }}
 */
function read(args) {
	const known = DRILLS.flatMap(({ options }) => Object.entries(options));
	let parsed;
	try {
		parsed = parseArgs({
			args,
			allowPositionals: true,
			options: {
				keep: { type: 'boolean', default: false },
				...Object.fromEntries(known.map(([name, { flag }]) => [name, { type: flag ? 'boolean' : 'string' }])),
			},
		});
	} catch (error) {
		throw new WrongUsage(error.message);
	}
	const {
		positionals: [name, ...more],
		values: { keep, ...rest },
	} = parsed;
	/** @type {Record<string, unknown>} */
	const given = rest;
	if (name === undefined) {
		throw new WrongUsage('the name of a drill is missing');
	}
	if (more.length > 0) {
		throw new WrongUsage(`one drill at a time: ${name} or ${more[0]}`);
	}
	const drill = DRILLS.find((one) => one.name === name);
	if (drill === undefined) {
		throw new WrongUsage(`there is no drill ${name}; there are ${DRILLS.map((one) => one.name).join(', ')}`);
	}
	const foreign = Object.keys(given).find((option) => !Object.hasOwn(drill.options, option));
	if (foreign !== undefined) {
		throw new WrongUsage(`the drill ${name} has no option --${foreign}`);
	}
	const options = Object.fromEntries(
		Object.entries(drill.options).map(([option, wanted]) => {
			const typed = given[option];
			return [
				option,
				wanted.flag ? typed === true : readNumber(option, wanted, typeof typed === 'string' ? typed : undefined),
			];
		}),
	);
	return { drill, keep: keep === true, options };
}

/** The list of drills in --help. */
function describe() {
	for (const { name, summary, options } of DRILLS) {
		console.log(`  ${name.padEnd(18)} ${summary}`);
		for (const [option, { what, flag, standard }] of Object.entries(options)) {
			console.log(`  ${''.padEnd(18)}   --${option}${flag ? '' : ' N'}: ${what}${flag ? '' : `; default ${standard}`}`);
		}
	}
}

/**
 * Plays one drill, cleans up, and prints the table.
 *
 * @param {ReturnType<typeof read>} typed
 * @returns {Promise<number>} the exit status
 */
async function play({ drill, keep, options }) {
	if (drill.ownNamespaces) {
		const status = await enterOwnNamespaces();
		if (status !== undefined) {
			return status;
		}
	}
	const run = new Run({ name: drill.name, binary: process.env.ESEAL_NODE ?? '', keep });
	run.cleanUpOnSignals();
	let failure;
	try {
		const { play: playIt } = await import(`./${drill.name}.mjs`);
		await playIt(run, options);
	} catch (error) {
		failure = error;
	}
	await run.cleanUp();
	if (run.interrupted) {
		// Whoever interrupted it waits for no table.
		return run.interrupted;
	}
	if (run.table.isEmpty && failure instanceof Skipped) {
		throw failure;
	}
	run.table.print();
	if (failure) {
		console.error(`error: ${failure.message.replaceAll('\n', '\n       ')}`);
		return BROKEN;
	}
	return run.table.holds ? 0 : BROKEN;
}

try {
	const args = process.argv.slice(2);
	if (args[0] === '--list') {
		DRILLS.forEach(({ name }) => console.log(name));
	} else if (args[0] === '--describe') {
		describe();
	} else if (args[0] === '--arguments-only') {
		read(args.slice(1));
	} else if (args[0] === '--needs-next-runtime') {
		console.log(read(args.slice(1)).drill.nextRuntime ? 'yes' : 'no');
	} else {
		// polkadot.js keeps timers of its own.
		process.exit(await play(read(args)));
	}
} catch (error) {
	if (error instanceof WrongUsage) {
		console.error(`error: ${error.message}\n       Type: ./scripts/drill --help`);
		process.exit(WRONG_USAGE);
	}
	if (error instanceof Skipped) {
		console.log(`skipped: ${error.message}`);
		process.exit(SKIPPED);
	}
	console.error(error);
	process.exit(BROKEN);
}
