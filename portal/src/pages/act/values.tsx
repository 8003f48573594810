// Values of calls as people read them.

import type { ComponentChildren } from 'preact';
import type { Choice } from '../../act/chain.ts';
import { NO_SIGNATURE } from '../../act/explain.ts';
import { moment, number } from '../../i18n/format.ts';
import { language, separator } from '../../i18n/index.ts';
import { Fact } from '../check/finding.tsx';
import { words } from './i18n/index.ts';

/** The fields that are moments: the chain's milliseconds. */
const MOMENTS = new Set(['until', 'rotate_by', 'effective_at', 'valid_from', 'valid_until', 'signed_at', 'from']);

/** What makes digests and signatures, as it is written anywhere. */
const ALGORITHMS: Readonly<Record<string, string>> = { Sha256: 'SHA-256', Sm3: 'SM3', Blake2b256: 'BLAKE2b-256' };

/** A moment of the chain. */
export const when = (ms: bigint) => moment(Number(ms), language.value);

/** A value of a field, by the chain's name of the field. */
export function Value({ field, value }: { field: string; value: unknown }): ComponentChildren {
	const m = words();
	if (value === undefined || value === null) {
		return field === 'from' ? m.fromNow : m.nothing;
	}
	if (Array.isArray(value)) {
		return value.map((one) => textOf(one)).join(separator());
	}
	if (typeof value === 'bigint' && MOMENTS.has(field)) {
		return when(value);
	}
	if (isChoice(value)) {
		if (value.value === undefined) {
			return textOf(value);
		}
		if (value.value === NO_SIGNATURE) {
			return m.review.made;
		}
		if (typeof value.value === 'string') {
			return (
				<>
					{ALGORITHMS[value.type] ?? value.type} <code>{value.value}</code>
				</>
			);
		}
		return <Value field={field} value={value.value} />;
	}
	if (typeof value === 'object') {
		return <Fields fields={Object.entries(value)} />;
	}
	if (typeof value === 'number' && field === 'quota') {
		return number(value, language.value);
	}
	return typeof value === 'string' ? <code>{value}</code> : String(value);
}

interface FieldsProps {
	fields: readonly (readonly [string, unknown])[];
}

export const Fields = ({ fields }: FieldsProps) => (
	<dl class="facts">
		<FieldFacts fields={fields} />
	</dl>
);

/** The same within a list of facts. */
export function FieldFacts({ fields }: FieldsProps) {
	const m = words();
	return (
		<>
			{fields.map(([field, value]) => (
				<Fact key={field} name={m.fields[field] ?? field}>
					<Value field={field} value={value} />
				</Fact>
			))}
		</>
	);
}

const isChoice = (value: unknown): value is Choice =>
	typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

function textOf(value: unknown): string {
	return isChoice(value) ? (words().choices[value.type] ?? value.type) : String(value);
}
