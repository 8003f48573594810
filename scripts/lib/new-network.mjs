// The work behind ./scripts/new-network, whose --help describes the commands:
//
//     node new-network.mjs [--arguments-only] keys | assemble | check …
//
// With --arguments-only it only says whether it understands the rest. ESEAL_NODE names the binary.

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AGENCIES } from '../../tests/network/agencies.mjs';
import { isTransport, MOST_VALIDATORS, readAgency } from './new-network/agency-file.mjs';
import { EsealNode } from './new-network/binary.mjs';
import { checkKeystores, makeKeys } from './new-network/keys.mjs';
import { Refusal } from './new-network/refusal.mjs';
import { publicKeyOf } from './new-network/ss58.mjs';
import { assemble, checkNames, checkSpec, PLAIN, RAW, sha256 } from './new-network/spec.mjs';

const SEATS = AGENCIES.map(({ seat }) => seat);
const HELP = 'Type: ./scripts/new-network --help';

/** Fails for what was typed. */
function need(holds, what) {
	if (!holds) {
		throw new Refusal(what, HELP);
	}
}

/**
 * @param {string[]} args
 * @param {import('node:util').ParseArgsConfig['options']} options
 */
function parse(args, options) {
	try {
		return parseArgs({ args, options, allowPositionals: true });
	} catch (error) {
		throw new Refusal(error.message, HELP);
	}
}

const titleOf = (seat) => AGENCIES.find((agency) => agency.seat === seat).title;

const line = (what, value) => console.log(`    ${what.padEnd(22)} ${value}`);

/** Prints what the agencies compare. */
function printHashes({ plain, raw, runtime, genesis }) {
	line(PLAIN, sha256(plain));
	line(RAW, sha256(raw));
	line('runtime code', runtime);
	line('genesis block', genesis);
}

/** One command: reads its arguments, and returns the work. */
const COMMANDS = {
	keys(args) {
		const { values, positionals } = parse(args, {
			seat: { type: 'string' },
			dir: { type: 'string' },
			validators: { type: 'string', default: '1' },
			address: { type: 'string', multiple: true, default: [] },
			account: { type: 'string' },
			officer: { type: 'string', multiple: true, default: [] },
		});
		const validators = Number(values.validators);
		need(positionals.length === 0, `unknown argument: ${positionals[0]}`);
		need(SEATS.includes(values.seat), `--seat must be one of ${SEATS.join(', ')}`);
		need(values.dir, '--dir must name the directory for the keys');
		need(
			Number.isInteger(validators) && validators >= 1 && validators <= MOST_VALIDATORS,
			`--validators must be 1 to ${MOST_VALIDATORS}`,
		);
		need(values.address.length <= validators, 'there are more addresses than validators: give --address once for each');
		for (const address of values.address) {
			need(isTransport(address), `--address must be like /dns4/node.example/tcp/30333, not ${address}`);
		}
		for (const account of [values.account, ...values.officer].filter((one) => one !== undefined)) {
			need(publicKeyOf(account), `not an address of this chain: ${account}`);
		}
		return (node) => {
			const { agency, file } = makeKeys({
				node,
				seat: values.seat,
				directory: values.dir,
				validators,
				transports: values.address,
				account: values.account,
				officers: values.officer,
			});
			const { digest } = readAgency(file);
			console.log(`==> Made the keys of ${titleOf(agency.seat)} in ${values.dir}: secret, except for one file`);
			line('pass on only', file);
			line('its SHA-256', digest);
			console.log('    Tell the other agencies the SHA-256 by another way than the file.');
			console.log('    Keep a copy of the rest offline: nobody else can make these keys again.');
		};
	},

	assemble(args) {
		const { values, positionals } = parse(args, {
			name: { type: 'string' },
			id: { type: 'string' },
			out: { type: 'string' },
		});
		need(values.name !== undefined, "--name must give the network's name, for people");
		need(values.id !== undefined, "--id must give the network's id, such as eseal_hangzhou");
		need(values.out, '--out must name the directory for the specification');
		need(positionals.length > 0, "the agencies' public files are missing");
		checkNames(values);
		return (node) => {
			const out = resolve(values.out);
			if (existsSync(out)) {
				throw new Refusal(`${values.out} exists already`, 'Name a directory that does not exist.');
			}
			if (!existsSync(dirname(out))) {
				throw new Refusal(`there is no directory ${dirname(out)}`, 'Make it, or name another place.');
			}
			const files = positionals.map((path) => ({ path, ...readAgency(path) }));
			const agencies = files.map(({ agency }) => agency);
			const made = assemble({ node, name: values.name, id: values.id, agencies });
			const draft = mkdtempSync(join(dirname(out), `.${basename(out)}-`));
			try {
				const contents = join(draft, 'spec');
				mkdirSync(contents);
				writeFileSync(join(contents, PLAIN), made.plain);
				writeFileSync(join(contents, RAW), made.raw);
				renameSync(contents, out);
			} finally {
				rmSync(draft, { recursive: true, force: true });
			}
			console.log(`==> Assembled ${values.name} (${values.id}) in ${values.out}, from`);
			for (const { seat } of AGENCIES) {
				const { agency, digest } = files.find((file) => file.agency.seat === seat);
				line(titleOf(seat), `${digest}  ${agency.validators.length} validator(s), ${agency.officers.length} officer(s)`);
			}
			console.log('==> SHA-256 to compare: the three agencies must have the same');
			printHashes(made);
			console.log(`    Each then checks it: ./scripts/new-network check ${values.out} FILE --keys DIR`);
		};
	},

	check(args) {
		const { values, positionals } = parse(args, { keys: { type: 'string' } });
		const [directory, ...paths] = positionals;
		need(directory !== undefined, 'the directory of the specification is missing');
		need(paths.length > 0, "the agency's public file is missing");
		need(values.keys === undefined || paths.length === 1, '--keys goes with one public file: your own');
		return (node) => {
			const own = paths.map((path) => readAgency(path).agency);
			const made = checkSpec({ node, directory, own });
			if (values.keys !== undefined) {
				checkKeystores(values.keys, own[0]);
			}
			console.log(`==> ${directory} is in order`);
			console.log('    It is what this eseal-node makes of the keys in it, to the byte, and no key is a development key.');
			for (const { seat } of own) {
				console.log(`    It has the keys and accounts of ${titleOf(seat)} as in the file given.`);
			}
			if (values.keys !== undefined) {
				console.log(`    ${values.keys} holds the secrets of the session keys.`);
			}
			console.log('==> SHA-256 to compare: the three agencies must have the same');
			printHashes(made);
		};
	},
};

try {
	const args = process.argv.slice(2);
	const argumentsOnly = args[0] === '--arguments-only';
	const [command, ...rest] = argumentsOnly ? args.slice(1) : args;
	need(Object.hasOwn(COMMANDS, command ?? ''), command === undefined ? 'a command is missing' : `unknown command: ${command}`);
	const work = COMMANDS[command](rest);
	if (!argumentsOnly) {
		work(new EsealNode(process.env.ESEAL_NODE));
	}
} catch (error) {
	if (!(error instanceof Refusal)) {
		throw error;
	}
	console.error([`error: ${error.message}`, ...error.next.map((text) => `       ${text}`)].join('\n'));
	process.exitCode = 1;
}
