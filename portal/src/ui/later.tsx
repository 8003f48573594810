// A page that is loaded when somebody opens it: those who check a seal need none of it.

import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Messages } from '../i18n/en.ts';
import { messages } from '../i18n/index.ts';

/**
 * Makes a page that is loaded when it is shown for the first time.
 *
 * @param name in the navigation, for the title if it cannot be loaded
 * @param load fetches the page
 */
export function later(name: keyof Messages['nav'], load: () => Promise<FunctionComponent>): FunctionComponent {
	const loaded = signal<FunctionComponent | 'failed' | undefined>(undefined);
	const fetchIt = async () => {
		try {
			const page = await load();
			loaded.value = page;
		} catch {
			loaded.value = 'failed';
		}
	};
	return function Later() {
		const m = messages();
		const Page = loaded.value;
		useEffect(() => {
			if (loaded.value === undefined) {
				fetchIt();
			}
		}, []);
		if (Page === 'failed') {
			return (
				<>
					<h1>{m.nav[name]}</h1>
					<p class="box bad" role="alert">
						{m.notLoaded}{' '}
						<button type="button" onClick={fetchIt}>
							{m.check.again}
						</button>
					</p>
				</>
			);
		}
		return Page === undefined ? <p class="hint">…</p> : <Page />;
	};
}
