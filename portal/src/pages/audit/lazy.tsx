// The pages of supervisors and auditors are loaded when somebody opens one: those who check a seal need none of them.

import { signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { messages } from '../../i18n/index.ts';

const loaded = signal<FunctionComponent | 'failed' | undefined>(undefined);

async function load() {
	try {
		const { AuditPages } = await import('./pages.tsx');
		loaded.value = AuditPages;
	} catch {
		loaded.value = 'failed';
	}
}

export function AuditPage() {
	const m = messages();
	const Pages = loaded.value;
	useEffect(() => {
		if (loaded.value === undefined) {
			load();
		}
	}, []);
	if (Pages === 'failed') {
		return (
			<>
				<h1>{m.nav.audit}</h1>
				<p class="box bad" role="alert">
					{m.notLoaded}{' '}
					<button type="button" onClick={load}>
						{m.check.again}
					</button>
				</p>
			</>
		);
	}
	return Pages === undefined ? <p class="hint">…</p> : <Pages />;
}
