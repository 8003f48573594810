// The sign of an answer: its shape tells as much as its colour.

import type { Tone } from '../check/headline.ts';

const SHAPES: Readonly<Record<Tone, string>> = {
	good: 'M8 16.5 13.5 22 24 11',
	caution: 'M16 8v10M16 22.5v.5',
	bad: 'M10 10 22 22M22 10 10 22',
	unknown: 'M12 12.5a4 4 0 1 1 5.5 3.7c-1 .5-1.5 1.2-1.5 2.3M16 22.5v.5',
};

export function Sign({ tone, label }: { tone: Tone; label: string }) {
	return (
		<p class="sign">
			<svg viewBox="0 0 32 32" aria-hidden="true">
				<path d={SHAPES[tone]} />
			</svg>
			<span>{label}</span>
		</p>
	);
}
