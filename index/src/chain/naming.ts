// The name of an enterprise at a moment. A name that was recorded ahead counts by time alone: nothing happens on chain at its moment, and
// what lies in storage has it beside the old one until something else of the enterprise is recorded.

/** A name that was recorded ahead. */
export interface NextName {
	name: string;
	/** The moment from which on the enterprise has it. */
	from: string | number;
	recordedAt: string | number;
}

/** What the chain has of an enterprise, as far as it decides its name. */
export interface EnterpriseValue {
	name: string;
	status: { __kind: string };
	nextName?: NextName | null;
}

/** Of an enterprise that is no more in the register, no name comes to count. */
const isRegistered = ({ status }: EnterpriseValue): boolean =>
	status.__kind === 'Active' || status.__kind === 'Restricted';

/** The name that an enterprise has at a moment, by what is on record now. */
export function nameAt(enterprise: EnterpriseValue, moment: number): string {
	const { name, nextName: next } = enterprise;
	return next && isRegistered(enterprise) && Number(next.from) <= moment ? next.name : name;
}

/** The name that counts from a later moment on; nothing if there is none. */
export function awaitedName(enterprise: EnterpriseValue, moment: number): NextName | undefined {
	const { nextName: next } = enterprise;
	return next && isRegistered(enterprise) && Number(next.from) > moment ? next : undefined;
}
