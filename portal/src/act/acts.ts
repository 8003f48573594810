// The calls that this page knows, and whose they are: as docs/governance.md has it.

import { Blake2256 } from '@polkadot-api/substrate-bindings';
import { concat, utf8 } from '../bytes.ts';
import { type Call, hexOf } from './chain.ts';

/** An agency's seat, by the chain's name. */
export type Seat = 'MarketSupervision' | 'PublicSecurity' | 'DataResources' | 'Witness';

/** Who makes a call. */
export type Office = Exclude<Seat, 'Witness'> | 'any-agency' | 'owner' | 'user';

/** A call by its pallet and its own name. */
export type CallName = keyof typeof OFFICES;

/** The acts of officers, by the chain's numbers. */
const ACTS: Readonly<Record<string, number>> = {
	'ESeal.register_enterprise': 0,
	'ESeal.rename_enterprise': 1,
	'ESeal.restrict_enterprise': 2,
	'ESeal.lift_restriction': 3,
	'ESeal.deregister_enterprise': 4,
	'ESeal.offer_ownership': 5,
	'ESeal.file_physical_seal': 6,
	'ESeal.report_physical_seal': 7,
	'ESeal.freeze': 8,
	'ESeal.unfreeze': 9,
	'ESeal.suspend': 10,
	'ESeal.resume': 11,
	'ESeal.approve': 12,
	'ESeal.reject': 13,
	'ESeal.revoke': 14,
	'UsageLog.flag_use': 15,
	'UsageLog.close_flag': 16,
	'Admission.widen_budget': 17,
	'ESeal.propose_correction': 18,
	'ESeal.agree_correction': 19,
	'ESeal.withdraw_correction': 20,
	'ESeal.withdraw_offer': 21,
	'ESeal.record_successor': 22,
	'ESeal.withdraw_rename': 30,
	'ESeal.name_liquidator': 31,
};

/** Whose each call is that this page can tell in words. What is not among them it does not let anybody sign. */
const OFFICES = {
	'ESeal.register_enterprise': 'MarketSupervision',
	'ESeal.rename_enterprise': 'MarketSupervision',
	'ESeal.restrict_enterprise': 'MarketSupervision',
	'ESeal.lift_restriction': 'MarketSupervision',
	'ESeal.deregister_enterprise': 'MarketSupervision',
	'ESeal.offer_ownership': 'MarketSupervision',
	'ESeal.withdraw_offer': 'MarketSupervision',
	'ESeal.record_successor': 'MarketSupervision',
	'ESeal.withdraw_rename': 'MarketSupervision',
	'ESeal.name_liquidator': 'MarketSupervision',
	'ESeal.file_physical_seal': 'PublicSecurity',
	'ESeal.report_physical_seal': 'PublicSecurity',
	'ESeal.freeze': 'PublicSecurity',
	'ESeal.unfreeze': 'PublicSecurity',
	'ESeal.suspend': 'DataResources',
	'ESeal.resume': 'DataResources',
	'ESeal.approve': 'DataResources',
	'ESeal.reject': 'DataResources',
	'ESeal.revoke': 'DataResources',
	'UsageLog.flag_use': 'any-agency',
	'ESeal.apply': 'owner',
	'UsageLog.grant': 'owner',
	'UsageLog.record_use': 'user',
} as const satisfies Record<string, Office>;

export const callName = ({ type, value }: Call) => `${type}.${value.type}`;

export const isKnown = (name: string): name is CallName => name in OFFICES;

export const officeOf = (name: CallName): Office => OFFICES[name];

/** Whether the officers of a seat make this call, alone or by two. */
export const isOfSeat = (name: CallName, seat: Seat | undefined) => {
	const office = officeOf(name);
	return seat !== undefined && (office === seat || office === 'any-agency');
};

/** The number of an act of officers; none of another call. */
export const actNumber = (name: string): number | undefined => ACTS[name];

/** The chain's name of an act of officers: that of its call, without the pallet, as enums are written. */
export const actName = (name: CallName) =>
	(name.split('.')[1] ?? '').replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The digest of an act of officers, which is named to turn it down: see docs/reference.md, "What a decision names". */
export function actDigest(name: string, call: Uint8Array): string | undefined {
	const number = actNumber(name);
	// In place of the numbers of pallet and call stands that of the act.
	return number === undefined
		? undefined
		: hexOf(Blake2256(concat(utf8('eseal:act:v1'), Uint8Array.of(number), call.subarray(2))));
}
