// What a question may cost. It is told from its text alone, before the schema or the database have any work with it, and the count
// ends as soon as it is too much: fragments that name each other a thousand times cost no more than a plain question.

import {
	type DocumentNode,
	type FieldNode,
	type FragmentDefinitionNode,
	GraphQLError,
	type GraphQLSchema,
	isObjectType,
	Kind,
	type OperationDefinitionNode,
	parse,
	type SelectionSetNode,
	type ValueNode,
} from 'graphql';

export const LIMITS = {
	/** The length of the text of a question, in bytes, with its variables. */
	bytes: 20_000,
	tokens: 2_000,
	/** Levels of fields; of what the schema says about itself, whose types are told in many levels, more. */
	depth: 8,
	schemaDepth: 16,
	/** Fields, with those in pages counted as often as the page may have items. */
	cost: 5_000,
	/** Fields and fragments as they are written out, wherever they come from. */
	selections: 500,
};

/** Lists in what the schema says about itself: one in itself would grow without end. */
const SCHEMA_LISTS = new Set(['types', 'fields', 'inputFields', 'args', 'interfaces', 'possibleTypes', 'enumValues']);

const tooMuch = (text: string) => new GraphQLError(text, { extensions: { code: 'TOO_MUCH' } });

/** Reads a question, of at most so many words. */
export function readQuestion(text: string): DocumentNode {
	try {
		return parse(text, { maxTokens: LIMITS.tokens, noLocation: true });
	} catch (error) {
		if (error instanceof GraphQLError && /tokens/.test(error.message)) {
			throw tooMuch(`the question has more than ${LIMITS.tokens} words`);
		}
		throw error;
	}
}

/** How many items a page has unless its `first` says so, by the names of fields. */
function standardPages(schema: GraphQLSchema): Map<string, number> {
	const pages = new Map<string, number>();
	for (const type of Object.values(schema.getTypeMap())) {
		for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
			const first = field.args.find(({ name }) => name === 'first');
			if (first !== undefined) {
				pages.set(field.name, Math.max(Number(first.defaultValue ?? 1), pages.get(field.name) ?? 0));
			}
		}
	}
	return pages;
}

/** What holds a question to the limits. */
export function makeLimiter(schema: GraphQLSchema) {
	const pages = standardPages(schema);

	/**
	 * @returns what the question costs
	 * @throws if it is too much, or names what is not there
	 */
	return (question: DocumentNode, variables: Record<string, unknown>): number => {
		const fragments = new Map<string, FragmentDefinitionNode>();
		const operations: OperationDefinitionNode[] = [];
		for (const definition of question.definitions) {
			if (definition.kind === Kind.FRAGMENT_DEFINITION) {
				fragments.set(definition.name.value, definition);
			} else if (definition.kind === Kind.OPERATION_DEFINITION) {
				operations.push(definition);
			}
		}
		if (operations.length !== 1) {
			throw tooMuch('ask one question at a time: one operation');
		}
		const [operation] = operations as [OperationDefinitionNode];
		const standards = operation.variableDefinitions?.map(({ variable, defaultValue }) => [
			variable.name.value,
			defaultValue?.kind === Kind.INT ? defaultValue.value : undefined,
		]);
		const given: Record<string, unknown> = { ...Object.fromEntries(standards ?? []), ...variables };
		let [cost, selections] = [0, 0];

		const itemsOf = (field: FieldNode): number => {
			const standard = pages.get(field.name.value);
			if (standard === undefined) {
				return 1;
			}
			const first = field.arguments?.find(({ name }) => name.value === 'first')?.value;
			return first === undefined ? standard : whole(first, given, standard);
		};

		/** `schema` has the lists of what the schema says about itself that lead here; nothing elsewhere. */
		const visit = (
			{ selections: members }: SelectionSetNode,
			depth: number,
			times: number,
			open: string[],
			schema?: string[],
		): void => {
			const deepest = schema ? LIMITS.schemaDepth : LIMITS.depth;
			if (depth > deepest) {
				throw tooMuch(`the question is more than ${deepest} levels deep`);
			}
			for (const member of members) {
				selections += 1;
				if (selections > LIMITS.selections) {
					throw tooMuch(`the question has more than ${LIMITS.selections} fields, with those of its fragments`);
				}
				if (member.kind === Kind.FIELD) {
					cost += times;
					if (cost > LIMITS.cost) {
						throw tooMuch(`the question costs more than ${LIMITS.cost}: ask for fewer fields, or smaller pages`);
					}
					const name = member.name.value;
					const lists = name === '__schema' || name === '__type' ? [] : schema;
					if (lists && SCHEMA_LISTS.has(name) && lists.includes(name)) {
						throw tooMuch(`the question asks for ${name} within ${name}`);
					}
					if (member.selectionSet) {
						const within = lists && SCHEMA_LISTS.has(name) ? [...lists, name] : lists;
						visit(member.selectionSet, depth + 1, times * (lists ? 1 : itemsOf(member)), open, within);
					}
				} else if (member.kind === Kind.INLINE_FRAGMENT) {
					visit(member.selectionSet, depth, times, open, schema);
				} else {
					const name = member.name.value;
					const fragment = fragments.get(name);
					if (fragment !== undefined) {
						if (open.includes(name)) {
							throw tooMuch(`the fragment ${name} has itself in it`);
						}
						visit(fragment.selectionSet, depth, times, [...open, name], schema);
					}
				}
			}
		};

		visit(operation.selectionSet, 1, 1, []);
		return cost;
	};
}

/** A whole number in a question, or in its variables. */
function whole(value: ValueNode, variables: Record<string, unknown>, standard: number): number {
	const given =
		value.kind === Kind.INT ? value.value : value.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
	const read = given === undefined || given === null ? standard : Number(given);
	// What is no number at all the schema refuses.
	return Number.isFinite(read) ? Math.max(1, read) : 1;
}
