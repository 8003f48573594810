// Whom and what an event names, by the types that the runtime's metadata gives to its fields. So what an event names that is new to
// the chain is found, too.

import { TypeKind } from '@subsquid/scale-codec';
import type { Runtime } from '@subsquid/substrate-runtime';
import type { Event } from './processor.js';

/** What events name, by the names of the chain's types. */
const KINDS = {
	AccountId32: 'account',
	Uscc: 'uscc',
	SealCode: 'code',
	SealId: 'seal',
	GrantId: 'grant',
	FlagId: 'flag',
	CorrectionId: 'correction',
	ActId: 'act',
} as const;

export type MentionKind = (typeof KINDS)[keyof typeof KINDS];

export interface Mention {
	kind: MentionKind;
	/** Accounts in hexadecimal, codes, numbers in digits. */
	key: string;
	/** The outermost field. */
	field: string;
}

/** Values of the chain are not deeper than this. */
const DEEPEST = 12;

/** A type's fields, as Subsquid describes them. */
interface Field {
	name?: string;
	type: number;
	typeName?: string;
}

/** What a type is called: by itself, or, of texts, by the field that has it. */
function kindOf(path: string[] | undefined, typeName: string | undefined): MentionKind | undefined {
	const named = path?.at(-1) ?? /^(?:Option<|Vec<|Box<)*([A-Za-z0-9]+)>*$/.exec(typeName ?? '')?.[1];
	return KINDS[named as keyof typeof KINDS];
}

/** What an event names, each thing once. */
export function mentionsOf(runtime: Runtime, { name, args }: Pick<Event, 'name' | 'args'>): Mention[] {
	const definition = runtime.events.definitions[name];
	const fields = (definition as { fields?: Field[] } | undefined)?.fields ?? [];
	const found = new Map<string, Mention>();
	for (const field of fields) {
		const own = field.name ?? '';
		const value = field.name === undefined ? args : args?.[field.name];
		visit(runtime, field, value, DEEPEST, (kind, key) => {
			if (!found.has(`${kind} ${key}`)) {
				found.set(`${kind} ${key}`, { kind, key, field: own });
			}
		});
	}
	return [...found.values()];
}

/** Visits a value of a type, and gives what it names. */
function visit(
	runtime: Runtime,
	{ type: index, typeName }: Field,
	value: unknown,
	deep: number,
	give: (kind: MentionKind, key: string) => void,
): void {
	const type = runtime.description.types[index];
	if (type === undefined || value === null || value === undefined || deep === 0) {
		return;
	}
	const go = (field: Field, inner: unknown) => visit(runtime, field, inner, deep - 1, give);
	if (typeof value !== 'object') {
		const kind = kindOf(type.path?.length ? type.path : undefined, typeName);
		if (kind !== undefined && !(type.kind === TypeKind.Variant)) {
			give(kind, String(value));
		} else if (type.kind === TypeKind.Option || type.kind === TypeKind.Compact) {
			go({ type: type.type, ...(typeName ? { typeName } : {}) }, value);
		}
		return;
	}
	const within = value as Record<string, unknown>;
	switch (type.kind) {
		case TypeKind.Option:
			go({ type: type.type, ...(typeName ? { typeName } : {}) }, value);
			break;
		case TypeKind.Sequence:
		case TypeKind.Array:
			if (Array.isArray(value)) {
				for (const inner of value) {
					go({ type: type.type, ...(typeName ? { typeName } : {}) }, inner);
				}
			}
			break;
		case TypeKind.Tuple:
			type.tuple.forEach((inner, place) => {
				go({ type: inner }, Array.isArray(value) ? value[place] : undefined);
			});
			break;
		case TypeKind.Composite:
			for (const field of type.fields as Field[]) {
				go(field, field.name === undefined ? value : within[field.name]);
			}
			break;
		case TypeKind.Variant: {
			const variant = type.variants.find(({ name }) => name === within.__kind);
			const fields = (variant?.fields ?? []) as Field[];
			fields.forEach((field, place) => {
				const unnamed = fields.length === 1 || !Array.isArray(within.value) ? within.value : within.value[place];
				go(field, field.name === undefined ? unnamed : within[field.name]);
			});
			break;
		}
	}
}
