// One connection with a node, and the questions that the exporter asks. Its types are those of the metadata at the block
// that is asked about, so a runtime upgrade changes nothing here.

// The packages of this repository are installed in tests/.
import { ApiPromise, WsProvider } from '../../../tests/node_modules/@polkadot/api/index.js';
import { describeDispatchError } from '../../../tests/lib/errors.mjs';
import { THEN } from './since.mjs';
import { slotOf, UNKNOWN_SEAT } from './slots.mjs';

/** A node that takes longer than this is away. */
const ANSWERS_WITHIN_MS = 15_000;

/** How a node that prunes, and polkadot.js, say that a block or its state is not there any more. */
const DROPPED = /already discarded|UnknownBlock|unknown block|Unable to retrieve header/i;

/** The node has dropped the block, or its state, that it was asked for. */
export class Dropped extends Error {}

/**
 * A block's place in the chain.
 *
 * @typedef {object} Place
 * @property {number} number
 * @property {string} hash
 * @property {string} parent
 * @property {number} slot
 */

/**
 * What a block did, and who builds after it.
 *
 * @typedef {object} Content
 * @property {string[]} turns  the seat of each Aura authority, in order, for the slots after this block
 * @property {number} recorded  uses that it recorded
 * @property {string[]} refused  the error of each use that it refused
 * @property {string[]} equivocations  the seat of each validator that it reports
 */

/**
 * What an agency has at a block.
 *
 * @typedef {object} SeatState
 * @property {string} seat
 * @property {string[]} validators
 * @property {number} officers
 */

/** A node that answers. */
export class EsealNode {
	#api;
	#provider;
	/** The seat of each validator ever seen: one that is retired builds until the second session from then begins. */
	#seats;

	/**
	 * Connects.
	 *
	 * @param {string} url
	 * @param {Map<string, string>} seats  what earlier connections learned of validators' seats
	 */
	static async connect(url, seats) {
		muteLibrary();
		// It must not connect again by itself: a new connection reads new metadata.
		const provider = new WsProvider(url, false, {}, ANSWERS_WITHIN_MS);
		let api;
		try {
			await within(
				new Promise((resolve, reject) => {
					provider.on('connected', resolve);
					provider.on('error', (event) => reject(new Error(event.message ?? 'the connection failed')));
					provider.on('disconnected', () => reject(new Error('it closed the connection')));
					provider.connect().catch(reject);
				}),
			);
			api = new ApiPromise({ provider, noInitWarn: true });
			await within(api.isReadyOrError);
		} catch (error) {
			await (api ?? provider).disconnect().catch(() => {});
			throw error;
		}
		return new EsealNode(api, provider, seats);
	}

	constructor(api, provider, seats) {
		this.#api = api;
		this.#provider = provider;
		this.#seats = seats;
	}

	async disconnect() {
		await this.#api.disconnect().catch(() => {});
	}

	/** Identifies the chain. */
	get genesis() {
		return this.#api.genesisHash.toHex();
	}

	/** Whether it is a chain of e-seals. */
	get hasSeals() {
		const { agencies, usageLog } = this.#api.query;
		return agencies !== undefined && usageLog !== undefined;
	}

	/** The errors of uses, as the metadata names them. */
	get useErrors() {
		return Object.keys(this.#api.errors.usageLog).map((name) => `usageLog.${name}`);
	}

	/** Whether it is still fetching blocks that the others have. */
	async isSyncing() {
		const { isSyncing } = await this.#provider.send('system_health', []);
		return isSyncing;
	}

	/**
	 * @param {string} [hash]  of a block; without it, the best one
	 * @returns {Promise<Place>}
	 * @throws {Dropped}
	 */
	async place(hash) {
		const raw = await this.#provider.send('chain_getHeader', hash ? [hash] : []);
		if (raw === null) {
			throw new Dropped(`the node does not have block ${hash}`);
		}
		const header = this.#api.registry.createType('Header', raw);
		return {
			number: header.number.toNumber(),
			hash: header.hash.toHex(),
			parent: header.parentHash.toHex(),
			slot: slotOf(header),
		};
	}

	/**
	 * The place of the block with this number in the best chain.
	 *
	 * @param {number} number
	 */
	async placeAt(number) {
		const hash = await this.#hashAt(number);
		if (hash === null) {
			throw new Error(`it has no block ${number}`);
		}
		return this.place(hash);
	}

	/** @returns {Promise<string | null>} */
	#hashAt(number) {
		return this.#provider.send('chain_getBlockHash', [number]);
	}

	/**
	 * Reads a block.
	 *
	 * @param {Place} place
	 * @returns {Promise<Content>}
	 * @throws {Dropped}
	 */
	async content({ hash }) {
		try {
			const at = await this.#api.at(hash);
			const [turns, records] = await Promise.all([this.#turns(at), at.query.system.events()]);
			const named = (section, method) =>
				records.map(({ event }) => event).filter((event) => event.section === section && event.method === method);
			return {
				turns,
				recorded: named('usageLog', 'UseRecorded').length,
				refused: await this.#refused(at, hash, records),
				equivocations: named('agencies', 'EquivocationReported').map(({ data }) => data.seat.type),
			};
		} catch (error) {
			throw DROPPED.test(error.message) ? new Dropped(error.message, { cause: error }) : error;
		}
	}

	/** The session's validators are in the order of Aura's authorities: that is how the runtime names a block's author. */
	async #turns({ query }) {
		const [authorities, validators] = await Promise.all([query.aura.authorities(), query.session.validators()]);
		const seats = await query.agencies.validators.multi(validators);
		validators.forEach((validator, index) => {
			if (seats[index].isSome) {
				this.#seats.set(validator.toString(), seats[index].unwrap().type);
			}
		});
		return authorities.map((_, index) => this.#seats.get(String(validators[index])) ?? UNKNOWN_SEAT);
	}

	/** The errors of the uses that a block refused. */
	async #refused(at, hash, records) {
		const failures = records.filter(
			({ phase, event }) => phase.isApplyExtrinsic && event.section === 'system' && event.method === 'ExtrinsicFailed',
		);
		if (failures.length === 0) {
			return [];
		}
		const { extrinsics } = (await this.#api.rpc.chain.getBlock(hash)).block;
		return failures
			.filter(({ phase }) => {
				const { section, method } = extrinsics[phase.asApplyExtrinsic.toNumber()].method;
				return section === 'usageLog' && method === 'recordUse';
			})
			.map(({ event }) => {
				const { section, name } = describeDispatchError(at, event.data[0]);
				return `${section}.${name}`;
			});
	}

	/**
	 * How things stand at a block. Motions and paused calls: nothing if the chain's runtime has none yet.
	 *
	 * @param {Place} place
	 * @returns {Promise<{ seats: SeatState[], openMotions?: number, pausedCalls?: number }>}
	 */
	async state({ hash }) {
		const { query } = await this.#api.at(hash);
		const [seats, officers, motions, paused] = await Promise.all([
			query.agencies.seats.entries(),
			query.agencies.officerCount.entries(),
			query.council?.proposals(),
			query.txPause?.pausedCalls.keys(),
		]);
		const officersOf = new Map(officers.map(([key, count]) => [key.args[0].type, count.toNumber()]));
		return {
			seats: seats.map(([key, info]) => {
				const seat = key.args[0].type;
				const validators = info.unwrap().validators.map(String);
				return { seat, validators, officers: officersOf.get(seat) ?? 0 };
			}),
			openMotions: motions?.length,
			pausedCalls: paused?.length,
		};
	}

	/**
	 * The session keys that a validator has set, as they lie in storage.
	 *
	 * @param {string} validator
	 * @param {Place} place
	 * @returns {Promise<string | null>}
	 */
	sessionKeys(validator, { hash }) {
		return this.#provider.send('state_getStorage', [this.#api.query.session.nextKeys.key(validator), hash]);
	}

	/**
	 * Whether a validator had these session keys at a block of the best chain.
	 *
	 * @param {string} validator
	 * @param {string} keys
	 * @param {number} number
	 * @returns {Promise<string>} one of `THEN`
	 */
	async hadSessionKeys(validator, keys, number) {
		const hash = await this.#hashAt(number);
		if (hash === null) {
			return THEN.notKnown;
		}
		try {
			return (await this.sessionKeys(validator, { hash })) === keys ? THEN.same : THEN.other;
		} catch (error) {
			if (DROPPED.test(error.message)) {
				return THEN.notKnown;
			}
			throw error;
		}
	}

	/**
	 * A block's time, in milliseconds since the Unix epoch. The first block has none and takes that of the next.
	 *
	 * @param {number} number
	 */
	async time(number) {
		const hash = await this.#hashAt(Math.max(number, 1));
		const raw = await this.#provider.send('state_getStorage', [this.#api.query.timestamp.now.key(), hash]);
		return Number(Buffer.from(raw.slice(2), 'hex').readBigUInt64LE());
	}
}

/** Fails if something takes longer than a node may. */
async function within(promise) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`no answer within ${ANSWERS_WITHIN_MS / 1000} s`)), ANSWERS_WITHIN_MS);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

let muted = false;

/** polkadot.js logs what it also throws. Whoever catches it tells the person, once. */
function muteLibrary() {
	if (muted) {
		return;
	}
	muted = true;
	for (const level of ['error', 'warn', 'log']) {
		const print = console[level];
		console[level] = (...parts) => {
			if (!parts.some((part) => /RPC-CORE|API-WS|API\/INIT/.test(String(part)))) {
				print(...parts);
			}
		};
	}
}
