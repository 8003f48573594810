// The pages of supervisors and auditors: which one is shown.

import type { FunctionComponent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type AuditPageName, auditLink, readAuditLink } from '../../audit/links.ts';
import { messages } from '../../i18n/index.ts';
import { address } from '../../router.ts';
import { config } from '../../state.ts';
import '../../styles/audit.css';
import { AccountPage } from './account.tsx';
import { BlockPage } from './block.tsx';
import { DocumentPage } from './document.tsx';
import { EnterprisePage } from './enterprise.tsx';
import { EventPage } from './event.tsx';
import { ExtrinsicPage } from './extrinsic.tsx';
import { words } from './i18n/index.ts';
import { NowPage } from './now.tsx';
import { OfficerPage } from './officer.tsx';
import { PhysicalPage } from './physical.tsx';
import { SealPage } from './seal.tsx';
import { SearchPage } from './search.tsx';
import { Standing } from './standing.tsx';

export interface AuditPageProps {
	/** What the address names. */
	named: URLSearchParams;
}

const PAGES: Readonly<Record<AuditPageName, FunctionComponent<AuditPageProps>>> = {
	'': SearchPage,
	enterprise: EnterprisePage,
	physical: PhysicalPage,
	seal: SealPage,
	officer: OfficerPage,
	account: AccountPage,
	document: DocumentPage,
	now: NowPage,
	block: BlockPage,
	extrinsic: ExtrinsicPage,
	event: EventPage,
};

export function AuditPages() {
	const w = words();
	const { name, words: named } = readAuditLink(address.value);
	const shown = useRef(address.value);
	useEffect(() => {
		// From one e-seal to another the page stays the same one, and begins anew all the same.
		if (shown.current !== address.value) {
			shown.current = address.value;
			document.getElementById('main')?.focus();
			scrollTo(0, 0);
		}
	}, [address.value]);
	if (config.value.index === undefined) {
		return (
			<>
				<h1>{w.title}</h1>
				<p class="box caution">{w.failure('none')}</p>
			</>
		);
	}
	const Page = Object.hasOwn(PAGES, name) ? PAGES[name as AuditPageName] : undefined;
	return (
		<div class="audit">
			<nav class="audit-nav" aria-label={w.pages}>
				<ul>
					{(
						[
							['', w.nav.search],
							['now', w.nav.now],
							['officer', w.nav.officer],
						] as const
					).map(([page, word]) => (
						<li key={page}>
							<a href={auditLink(page)} aria-current={page === name ? 'page' : undefined}>
								{word}
							</a>
						</li>
					))}
				</ul>
			</nav>
			<Standing />
			{Page ? <Page key={`${name}?${named}`} named={named} /> : <h1>{messages().notFound}</h1>}
		</div>
	);
}
