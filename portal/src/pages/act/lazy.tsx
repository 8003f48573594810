// Acting is loaded when somebody opens its page: those who check a seal need none of it.

import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { messages } from '../../i18n/index.ts';

const loaded = signal<FunctionComponent | 'failed' | undefined>(undefined);

async function load() {
	try {
		const { Act } = await import('./page.tsx');
		loaded.value = Act;
	} catch {
		loaded.value = 'failed';
	}
}

export function ActPage() {
	const m = messages();
	const Page = loaded.value;
	useEffect(() => {
		if (loaded.value === undefined) {
			load();
		}
	}, []);
	if (Page === 'failed') {
		return (
			<>
				<h1>{m.nav.act}</h1>
				<p class="box bad" role="alert">
					{m.notLoaded}{' '}
					<button type="button" onClick={load}>
						{m.check.again}
					</button>
				</p>
			</>
		);
	}
	return Page === undefined ? <p class="hint">…</p> : <Page />;
}
