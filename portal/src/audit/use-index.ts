// What components ask the index: one answer, or a list page by page.

import { type Signal, useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { config } from '../state.ts';
import { ask, IndexError, type Page } from './ask.ts';

/** How a question stands. */
export type Asked<T> =
	/** For the first time, or again with something else, as for another page. */
	| { readonly is: 'asking'; readonly isFirst: boolean }
	| { readonly is: 'answered'; readonly data: T }
	| { readonly is: 'failed'; readonly error: IndexError };

const failed = (error: unknown): Asked<never> => ({
	is: 'failed',
	error: error instanceof IndexError ? error : new IndexError('unreadable', String(error)),
});

export interface Question<T> {
	readonly asked: Signal<Asked<T>>;
	again(): void;
}

/**
 * Asks a question, and asks anew when it changes. An answer that comes after a later question was asked is dropped.
 *
 * @param everyMs asks again so long after each answer, as long as the page is seen; what was answered stays meanwhile
 */
export function useQuestion<T>(
	query: string,
	variables: Readonly<Record<string, unknown>> = {},
	everyMs: number | undefined = undefined,
): Question<T> {
	const asked = useSignal<Asked<T>>({ is: 'asking', isFirst: true });
	const turn = useSignal(0);
	const answered = useRef('');
	const key = JSON.stringify(variables);
	const index = config.value.index;
	useEffect(() => {
		let isOver = false;
		let timer: ReturnType<typeof setTimeout> | undefined;
		// What was answered to the same question stays until there is a newer answer.
		if (answered.current !== `${query}${key}`) {
			asked.value = { is: 'asking', isFirst: asked.value.is === 'asking' && asked.value.isFirst };
		}
		const once = async () => {
			let answer: Asked<T>;
			try {
				answer = { is: 'answered', data: await ask<T>(index, query, JSON.parse(key)) };
			} catch (error) {
				answer = failed(error);
			}
			if (isOver) {
				return;
			}
			asked.value = answer;
			answered.current = answer.is === 'answered' ? `${query}${key}` : '';
			if (everyMs !== undefined) {
				timer = setTimeout(whenSeen, everyMs);
			}
		};
		const whenSeen = () => {
			if (document.hidden) {
				timer = setTimeout(whenSeen, everyMs);
			} else {
				once();
			}
		};
		once();
		return () => {
			isOver = true;
			clearTimeout(timer);
		};
	}, [query, key, index, everyMs, turn.value]);
	return {
		asked,
		again: () => {
			turn.value += 1;
		},
	};
}

/** A list that is shown page by page. Each page begins where the one before ended, so that all cost the same. */
export interface Pages<T> extends Question<Page<T>> {
	/** The number of the page that is shown, from 1. */
	readonly number: Signal<number>;
	readonly hasBefore: Signal<boolean>;
	readonly hasAfter: Signal<boolean>;
	forward(): void;
	back(): void;
	begin(): void;
}

/**
 * @param pick takes the list out of the answer; nothing if what it is a part of is not there
 */
export function usePages<D, T>(
	query: string,
	variables: Readonly<Record<string, unknown>>,
	pick: (data: D) => Page<T> | undefined | null,
): Pages<T> {
	// Where the pages begin that were left behind: lists go on from the last item, and know nothing of the one before.
	const begins = useSignal<readonly (string | null)[]>([null]);
	const key = JSON.stringify(variables);
	const shown = useSignal(key);
	if (shown.value !== key) {
		shown.value = key;
		begins.value = [null];
	}
	const question = useQuestion<D>(query, { ...variables, after: begins.value.at(-1) ?? null });
	const asked = useComputed<Asked<Page<T>>>(() => {
		const now = question.asked.value;
		return now.is === 'answered' ? { is: 'answered', data: pick(now.data) ?? { items: [], next: null } } : now;
	});
	const next = () => (asked.value.is === 'answered' ? asked.value.data.next : null);
	return {
		asked,
		again: question.again,
		number: useComputed(() => begins.value.length),
		hasBefore: useComputed(() => begins.value.length > 1),
		hasAfter: useComputed(() => next() !== null),
		forward: () => {
			const to = next();
			if (to !== null) {
				begins.value = [...begins.value, to];
			}
		},
		back: () => {
			begins.value = begins.value.length > 1 ? begins.value.slice(0, -1) : begins.value;
		},
		begin: () => {
			begins.value = [null];
		},
	};
}
