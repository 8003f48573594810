// Chapter 1: three agencies finalize blocks, each with keys of its own.

import { must } from './cast.mjs';

const PATIENCE_MS = 120_000;

/**
 * Follows the chain until each agency has authored a block.
 *
 * @param {import('./cast.mjs').Cast} cast
 * @returns {Promise<{ seat: string, block: number }[]>} the blocks seen, with the seat of each one's author
 */
async function followAuthors({ nodes }) {
	const [{ api }] = nodes;
	/** @type {{ seat: string, block: number }[]} */
	const seen = [];
	/** @type {(() => void) | undefined} */
	let stop;
	let timer;
	try {
		await new Promise((/** @type {(done?: undefined) => void} */ resolve, reject) => {
			timer = setTimeout(
				() => reject(new Error(`not every agency authored a block within ${PATIENCE_MS / 1000} s`)),
				PATIENCE_MS,
			);
			/** @param {import('@polkadot/api-derive/types').HeaderExtended} header */
			const heard = async (header) => {
				must(header.author !== undefined, `polkadot.js does not name the author of block ${header.number}`);
				const seat = await api.query.agencies.validators(header.author);
				must(seat.isSome, `${header.author}, the author of block ${header.number}, is no agency's validator`);
				seen.push({ seat: seat.unwrap().type, block: header.number.toNumber() });
				if (new Set(seen.map((entry) => entry.seat)).size === nodes.length) {
					resolve();
				}
			};
			api.derive.chain.subscribeNewHeads((header) => heard(header).catch(reject)).then((end) => (stop = end), reject);
		});
	} finally {
		clearTimeout(timer);
		stop?.();
	}
	return seen;
}

/** @param {import('./cast.mjs').Cast} cast */
export async function agenciesFinalize(cast) {
	const { narrator, nodes } = cast;
	narrator.chapter(1, 'Three agencies finalize blocks, one every two seconds');

	const authored = await followAuthors(cast);
	const finals = [];
	for (const { agency, url, api } of nodes) {
		const final = await api.rpc.chain.getHeader(await api.rpc.chain.getFinalizedHead());
		const best = await api.rpc.chain.getHeader();
		finals.push(final.number.toNumber());
		narrator.note(`${agency.title.padEnd(18)} ${url}   block ${best.number}, final up to ${final.number}`);
	}
	must(
		finals.every((number) => number > 0),
		'no block is final yet',
	);

	const [{ api }] = nodes;
	const sessionKeys = (await api.query.session.queuedKeys()).map(([validator, keys]) => ({
		validator: validator.toString(),
		keys: keys.toHex(),
	}));
	must(new Set(sessionKeys.map(({ keys }) => keys)).size === nodes.length, 'two agencies share their session keys');
	for (const { seat, block } of authored) {
		narrator.note(`block ${block} was authored by ${seat}`);
	}
	narrator.note('Each agency signs with keys from its own keystore; none is shared.');
	return { authored, finals, sessionKeys };
}
