// What a member sends who wants to keep the others from working: each attack that was ever seen to do so.

import { useBytes } from '../../lib/bytes-to-sign.mjs';
import { sha256 } from '../../lib/digests.mjs';
import { batchOf } from '../../lib/merkle.mjs';
import { SealKey } from '../../lib/seal-key.mjs';
import { rightOf } from '../../lib/use-right.mjs';
import { accountFor, application } from './enterprises.mjs';
import { ANY_NUMBER, anyBytes, encoded, listing, numbered } from './extrinsics.mjs';

/** @import { ApiPromise } from '@polkadot/api' */
/** @import { ApiDecoration } from '@polkadot/api/types' */
/** @import { Enterprise } from './enterprises.mjs' */
/** @import { Attack, Attacker, Stand } from './hose.mjs' */

/** As many accounts attack at the same time. */
export const ATTACKERS = 10;
const MONTH_MS = 30 * 24 * 60 * 60 * 1_000;
/** Statements live twice as long. */
const FRESH_MS = 5 * 60 * 1_000;
/** The most that a block of this chain could be asked to reserve for a motion. */
const BIGGEST_WEIGHT = { refTime: 1_200_000_000_000, proofSize: 0 };
const LONG_REMARK = 3_900_000;
const SHORT_REMARK = 1_024;
/** The most documents that a batch lists, and the most e-seals that a call acts for. */
const MOST_LISTED = 1_024;
const MOST_IN_ONE = 64;
/** Numbers of what there is not: far above those of what there is. */
const MISSING = 1_000_000_000;
/** A digest of nothing. */
const NO_DIGEST = `0x${'00'.repeat(32)}`;

/**
 * Who there is to attack.
 *
 * @typedef {object} Members
 * @property {ApiPromise} api
 * @property {() => Enterprise[]} fresh  enterprises whose owners and operators attacked nobody yet, `ATTACKERS` of them
 * @property {Enterprise} victim  an honest one, whose e-seal has a use
 * @property {Attacker} governor  of the hostile agency
 * @property {Attacker[]} officers  of the hostile agency; none in the short form
 * @property {Attacker | undefined} validator  of the hostile agency
 * @property {{ keys: string, proof: string }[]} keys  of that validator's node
 */

/**
 * An attack; whether nothing of it may be in a block, or what the budgets allow; and what a hostile officer does before it.
 *
 * @typedef {Attack & { inBlocks: 'nothing' | 'budget', prepare?: 'widen' }} Planned
 */

/** @param {Enterprise[]} enterprises @returns {Attacker[]} */
const owners = (enterprises) => enterprises.map((enterprise) => ({ signer: enterprise.owner, enterprise }));

/** @param {Enterprise[]} enterprises @returns {Attacker[]} */
const operators = (enterprises) => enterprises.map((enterprise) => ({ signer: enterprise.operator, enterprise }));

/** The attacker's enterprise. @param {Pick<Stand, 'attacker'>} stand */
function own({ attacker: { enterprise } }) {
	if (enterprise === undefined) {
		throw new Error('the attacker has no enterprise');
	}
	return enterprise;
}

/** How many of its extrinsics are on the way before the next one. @param {Stand} stand */
const ahead = ({ nonce, recorded }) => nonce - recorded;

/**
 * Makes each thing once.
 *
 * @template T
 * @param {(enterprise: Enterprise, number: number) => T} make
 */
function remembering(make) {
	/** @type {Map<string, T>} */
	const made = new Map();
	return (/** @type {Enterprise} */ enterprise, /** @type {number} */ number) => {
		const name = `${enterprise.uscc}/${number}`;
		const known = made.get(name) ?? make(enterprise, number);
		made.set(name, known);
		return known;
	};
}

/**
 * The attacks of the short form: one that nothing must come of, one within the budgets, one by an agency.
 *
 * @param {Members} members
 * @returns {Planned[]}
 */
export function shortAttacks(members) {
	const enterprises = members.fresh();
	return [
		closeNoMotion(members, operators(enterprises)),
		suspendAndResume(members, owners(enterprises)),
		junkMotions(members),
	];
}

/**
 * All attacks.
 *
 * @param {Members} members
 * @returns {Planned[]}
 */
export function allAttacks(members) {
	const { fresh } = members;
	const [first, second, third, fourth, fifth, sixth] = Array.from({ length: 6 }, fresh);
	const suspending = suspendAndResume(members, owners(fourth));
	return [
		closeNoMotion(members, operators(first)),
		callsOfOthers(members, operators(second)),
		longRemarks(members, operators(third)),
		failingCalls(members, owners(first)),
		failingApprovals(members),
		shortRemarks(members, owners(second)),
		applyAndWithdraw(members, owners(third)),
		suspending,
		{ ...suspending, name: `${suspending.name}; a hostile officer widened the budgets 64 times`, prepare: 'widen' },
		grantAndRevoke(members, owners(fifth)),
		flagUses(members),
		recordUses(members, operators(fifth)),
		recordBatches(members, operators(fourth)),
		recordInVain(members, operators(sixth)),
		junkMotions(members),
		setKeys(members),
	];
}

/**
 * `council.close` of no motion: what it declares to weigh is charged to the room of motions.
 *
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function closeNoMotion({ api, governor }, attackers) {
	const call = numbered(encoded(api.tx.council.close(anyBytes(32), 0, BIGGEST_WEIGHT, 0)));
	return {
		name: 'council.close of no motion, with the biggest weight bound, by operators and a governing account',
		attackers: [...attackers, governor],
		call: ({ turn }) => call(turn),
		inBlocks: 'nothing',
	};
}

/**
 * Calls that an operator can never make.
 *
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function callsOfOthers({ api }, attackers) {
	const calls = [
		numbered(encoded(api.tx.system.applyAuthorizedUpgrade(anyBytes(64)))),
		numbered(encoded(api.tx.eSeal.approve(ANY_NUMBER, NO_DIGEST))),
		() => encoded(api.tx.agencies.removeSeat('MarketSupervision')),
	];
	return {
		name: 'agencies.removeSeat, eSeal.approve, system.applyAuthorizedUpgrade, by operators',
		attackers,
		call: ({ turn }) => calls[turn % calls.length](turn),
		inBlocks: 'nothing',
	};
}

/**
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function longRemarks({ api }, attackers) {
	const call = encoded(api.tx.system.remark(`0x${'00'.repeat(LONG_REMARK)}`));
	return {
		name: 'system.remark of 3.9 MB, by operators',
		attackers,
		call: () => call,
		inBlocks: 'nothing',
		// Each takes tens of milliseconds to put together, in the process that also measures.
		...{ inFlight: 1, rate: 4 },
	};
}

/**
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function shortRemarks({ api }, attackers) {
	const call = numbered(encoded(api.tx.system.remark(anyBytes(SHORT_REMARK))));
	return {
		name: 'system.remark of 1 KiB, by owners',
		attackers,
		call: ({ turn }) => call(turn),
		inBlocks: 'budget',
	};
}

/**
 * Calls about what there is not: they fail, and keep their whole weight.
 *
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function failingCalls({ api }, attackers) {
	const calls = [
		numbered(encoded(api.tx.eSeal.revoke(ANY_NUMBER, NO_DIGEST, 'KeyCompromised', null))),
		numbered(encoded(api.tx.usageLog.revokeGrant(ANY_NUMBER))),
	];
	return {
		name: 'eSeal.revoke and usageLog.revokeGrant of what there is not, by owners',
		attackers,
		call: ({ turn }) => calls[turn % calls.length](MISSING + turn),
		inBlocks: 'budget',
	};
}

/**
 * @param {Members} members
 * @returns {Planned}
 */
function failingApprovals({ api, officers }) {
	const call = numbered(encoded(api.tx.eSeal.approve(ANY_NUMBER, NO_DIGEST)));
	return {
		name: 'eSeal.approve of what there is not, by officers of one agency',
		attackers: officers,
		call: ({ turn }) => call(MISSING + turn),
		inBlocks: 'budget',
	};
}

/**
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function applyAndWithdraw({ api }, attackers) {
	const now = Date.now();
	const apply = remembering((enterprise) => encoded(application(api, enterprise, new SealKey('Ed25519'), now)));
	const withdraw = numbered(encoded(api.tx.eSeal.withdraw(ANY_NUMBER)));
	return {
		name: 'eSeal.apply and eSeal.withdraw, by owners',
		attackers,
		look: async (at, { enterprise }) => {
			const [pending, next] = await Promise.all([
				enterprise && at.query.eSeal.pendingApplication(enterprise.uscc),
				at.query.eSeal.nextSealId(),
			]);
			return { pending: pending?.isSome ?? false, seal: (pending?.isSome ? pending.unwrap() : next).toNumber() };
		},
		call: (stand) => {
			const { pending, seal } = stand.known;
			const withdraws = (ahead(stand) % 2 === 0) === pending;
			return withdraws ? withdraw(seal) : apply(own(stand), stand.nonce);
		},
		inBlocks: 'budget',
	};
}

/**
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function suspendAndResume({ api }, attackers) {
	const calls = remembering(({ seal, digest }, number) =>
		encoded(number === 0 ? api.tx.eSeal.suspend(seal, digest) : api.tx.eSeal.resume(seal, digest)),
	);
	return {
		name: 'eSeal.suspend and eSeal.resume, by owners',
		attackers,
		call: (stand) => calls(own(stand), stand.nonce % 2),
		inBlocks: 'budget',
	};
}

/**
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function grantAndRevoke({ api }, attackers) {
	/** @param {Enterprise} enterprise */
	const grantee = ({ uscc }) => accountFor(`grantee of ${uscc}`).address;
	const until = Date.now() + MONTH_MS;
	const grant = remembering((enterprise) =>
		encoded(api.tx.usageLog.grant(enterprise.seal, grantee(enterprise), ['Contract'], until, 1)),
	);
	const revoke = numbered(encoded(api.tx.usageLog.revokeGrant(ANY_NUMBER)));
	return {
		name: 'usageLog.grant and usageLog.revokeGrant, by owners',
		attackers,
		look: async (at, { enterprise }) => {
			const [open, next] = await Promise.all([
				enterprise && at.query.usageLog.openGrants(enterprise.seal, grantee(enterprise)),
				at.query.usageLog.nextGrantId(),
			]);
			return { open: open?.isSome ?? false, grant: (open?.isSome ? open.unwrap() : next).toNumber() };
		},
		call: (stand) => {
			const { open, grant: number } = stand.known;
			const revokes = (ahead(stand) % 2 === 0) === open;
			return revokes ? revoke(number) : grant(own(stand), 0);
		},
		inBlocks: 'budget',
	};
}

/**
 * @param {Members} members
 * @returns {Planned}
 */
function flagUses({ api, officers, victim }) {
	const { seal } = victim;
	const note = { Sha256: anyBytes(32) };
	return {
		name: 'usageLog.flagUse of an honest use, by officers of one agency',
		attackers: officers,
		look: async (at) => {
			const digest = (await at.call.usageLogApi.useDigest(seal, 0)).unwrap();
			return numbered(encoded(api.tx.usageLog.flagUse(seal, 0, 0, digest, 'Disputed', note)));
		},
		call: ({ known, turn }) => known(turn),
		inBlocks: 'budget',
	};
}

/**
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function recordUses({ api }, attackers) {
	const use = remembering(({ seal, grant, key, operator: { address } }, nonce) => {
		const documents = { One: sha256(`use ${nonce} of ${address}`) };
		const statement = { ...{ seal, grant, nonce, documents }, purpose: 'Contract', signedAt: Date.now() };
		const signature = key.sign(useBytes(api.genesisHash.toHex(), address, statement));
		return encoded(api.tx.usageLog.recordUse(seal, statement, signature));
	});
	return {
		name: 'usageLog.recordUse, by operators',
		attackers,
		look: nextNonce,
		call: (stand) => use(own(stand), stand.known + ahead(stand)),
		inBlocks: 'budget',
	};
}

/**
 * The nonce of an operator's next statement.
 *
 * @param {ApiDecoration<'promise'>} at
 * @param {Attacker} attacker
 */
async function nextNonce(at, attacker) {
	const { seal, operator } = own({ attacker });
	return (await rightOf(at, seal, operator.address)).nonce;
}

/**
 * Batches of as many documents as a call lists: each is recorded, and each of its documents takes a place in the state.
 *
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function recordBatches({ api }, attackers) {
	const batch = remembering(({ seal, grant, key, operator: { address } }, nonce) => {
		const listed = Array.from({ length: MOST_LISTED }, (_, n) => sha256(`use ${nonce + n} of ${address}`));
		const documents = batchOf(listed);
		const statement = { ...{ seal, grant, nonce, documents }, purpose: 'Contract', signedAt: Date.now() };
		const signature = key.sign(useBytes(api.genesisHash.toHex(), address, statement));
		return listing(encoded(api.tx.usageLog.recordUses(seal, statement, [], signature)), listed);
	});
	return {
		name: 'usageLog.recordUses of 1,024 documents, by operators',
		attackers,
		look: nextNonce,
		call: (stand) => batch(own(stand), stand.known + MOST_LISTED * ahead(stand)),
		inBlocks: 'budget',
		// Each takes some milliseconds to put together, in the process that also measures.
		...{ inFlight: 1, rate: 40 },
	};
}

/**
 * Calls that act for as many e-seals as a call can, and succeed, though nothing in them is recorded: each statement is in
 * order but for its signature, which is looked at last.
 *
 * @param {Members} members
 * @param {Attacker[]} attackers
 * @returns {Planned}
 */
function recordInVain({ api }, attackers) {
	const another = new SealKey('Ed25519');
	const uses = remembering(({ seal, grant, operator: { address } }, period) => {
		const documents = { One: sha256(`use in vain, ${period}`) };
		const statement = { ...{ seal, grant, nonce: 0, documents }, purpose: 'Contract', signedAt: Date.now() };
		const signature = another.sign(useBytes(api.genesisHash.toHex(), address, statement));
		return encoded(api.tx.usageLog.recordForMany(Array(MOST_IN_ONE).fill({ statement, signature })));
	});
	return {
		name: 'usageLog.recordForMany of 64 uses, each refused for its signature, by operators',
		attackers,
		call: (stand) => uses(own(stand), Math.floor(Date.now() / FRESH_MS)),
		inBlocks: 'budget',
	};
}

/**
 * One seat proposes whatever comes to its mind, to leave the others no room for motions.
 *
 * @param {Members} members
 * @returns {Planned}
 */
function junkMotions({ api, governor }) {
	const { method } = api.tx.system.remark(anyBytes(SHORT_REMARK));
	const call = numbered(encoded(api.tx.council.propose(2, method, method.encodedLength)));
	return {
		name: 'council.propose of junk, by one governing account',
		attackers: [governor],
		call: ({ turn }) => call(turn),
		inBlocks: 'budget',
	};
}

/**
 * A validator goes back and forth between two sets of session keys, each change a hand-off in every later receipt.
 *
 * @param {Members} members
 * @returns {Planned}
 */
function setKeys({ api, validator, keys }) {
	if (validator === undefined) {
		throw new Error('there is no hostile validator');
	}
	const calls = keys.map((own) => encoded(api.tx.session.setKeys(own.keys, own.proof)));
	return {
		name: 'session.setKeys, by one validator',
		attackers: [validator],
		call: ({ nonce }) => calls[nonce % calls.length],
		inBlocks: 'budget',
	};
}
