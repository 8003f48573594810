// An answer in the language that is chosen.

import type { Headline } from '../../check/headline.ts';
import { moment } from '../../i18n/format.ts';
import { language, messages, separator, wordFor } from '../../i18n/index.ts';
import type { Obstacle } from '../../verifier/types.ts';

/** What stands in the way, in the verifier's words. */
export const obstacleWords = (obstacles: readonly Obstacle[]) =>
	obstacles.map((obstacle) => wordFor('obstacles', obstacle)).join(separator());

const toolsFor = (headline: Headline) => ({
	obstacles: 'obstacles' in headline ? obstacleWords(headline.obstacles) : '',
	moment: (ms: number) => moment(ms, language.value),
});

/** The first line. */
export function firstLine(headline: Headline): string {
	// Each kind has words for its own fields: that cannot be said of all kinds at once.
	const words = messages().headline[headline.kind] as (headline: Headline, tools: object) => string;
	return words(headline, toolsFor(headline));
}

/** What it means, and what to do. */
export function secondLine(headline: Headline): string {
	const words = messages().next[headline.kind] as (headline: Headline, tools: object) => string;
	return words(headline, toolsFor(headline));
}

export const when = (ms: number) => moment(ms, language.value);
