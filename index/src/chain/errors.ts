// What a call failed with, in the words of the runtime's metadata.

import type { Runtime } from '@subsquid/substrate-runtime';

export interface Failure {
	/** For instance `UsageLog.WrongNonce`. */
	name: string;
	/** What the metadata says of it; empty if that says nothing. */
	explanation: string;
}

interface DispatchError {
	__kind: string;
	value?: { index?: number; error?: string; __kind?: string };
}

interface Pallet {
	name: string;
	index: number;
	errors?: { type: number };
}

/** Names a dispatch error, as Subsquid decodes one. */
export function describeError(runtime: Runtime, error: unknown): Failure {
	const { __kind: kind, value } = (error ?? { __kind: 'Unknown' }) as DispatchError;
	if (kind === 'Module' && value?.error !== undefined) {
		const { pallets } = (runtime.metadata as unknown as { value: { pallets: Pallet[] } }).value;
		const pallet = pallets.find(({ index }) => index === value.index);
		const type = pallet?.errors && runtime.description.types[pallet.errors.type];
		const number = Number.parseInt(value.error.slice(2, 4), 16);
		const variants = type && 'variants' in type ? type.variants : [];
		const variant = variants.find(({ index }) => index === number);
		return {
			name: `${pallet?.name ?? value.index}.${variant?.name ?? number}`,
			explanation: variant?.docs?.join(' ').trim() ?? '',
		};
	}
	return { name: value?.__kind ? `${kind}.${value.__kind}` : kind, explanation: '' };
}
