// What a screen reader says when something has happened that is not where the person is.

import { signal } from '@preact/signals';

const said = signal('');

export function announce(text: string) {
	said.value = text;
}

export function LiveRegion() {
	return (
		<p class="aside" role="status" aria-live="polite">
			{said}
		</p>
	);
}
