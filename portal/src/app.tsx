// The frame of every page, and which page is shown.

import type { FunctionComponent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { choose, language, messages } from './i18n/index.ts';
import { LANGUAGES } from './i18n/language.ts';
import { pageOf } from './link.ts';
import { AboutPage } from './pages/about.tsx';
import { Certificate } from './pages/check/certificate.tsx';
import { CheckPage } from './pages/check/page.tsx';
import { SourcesPage } from './pages/sources.tsx';
import { address } from './router.ts';
import { config } from './state.ts';
import { later } from './ui/later.tsx';
import { LiveRegion } from './ui/live.tsx';

type PageName = 'check' | 'act' | 'audit' | 'sources' | 'about';

/** Every page by its name in the address, in the order of the navigation. */
const PAGES: Readonly<Record<PageName, FunctionComponent>> = {
	check: CheckPage,
	act: later('act', async () => (await import('./pages/act/page.tsx')).Act),
	audit: later('audit', async () => (await import('./pages/audit/pages.tsx')).AuditPages),
	sources: SourcesPage,
	about: AboutPage,
};

/** The pages in the navigation: that of auditors where there is an index. */
const navigable = () =>
	(Object.keys(PAGES) as PageName[]).filter((page) => page !== 'audit' || config.value.index !== undefined);

export function App() {
	const m = messages();
	const path = pageOf(address.value);
	const [name = ''] = path.split('/');
	const Page = name in PAGES ? PAGES[name as PageName] : NotFound;
	const main = useRef<HTMLElement>(null);
	const shown = useRef(path);
	useEffect(() => {
		// Whoever follows a link with a keyboard or a screen reader goes on where the new page begins.
		if (shown.current !== path) {
			shown.current = path;
			main.current?.focus();
			scrollTo(0, 0);
		}
	}, [path]);
	return (
		<>
			<div class="screen" data-page={name}>
				<button type="button" class="skip" onClick={() => main.current?.focus()}>
					{m.skip}
				</button>
				<header class="top">
					<a class="brand" href="#/">
						<Mark />
						<span>{m.site}</span>
					</a>
					<nav aria-label={m.pages}>
						<ul>
							{navigable().map((page) => (
								<li key={page}>
									<a href={page === 'check' ? '#/' : `#/${page}`} aria-current={page === name ? 'page' : undefined}>
										{m.nav[page]}
									</a>
								</li>
							))}
						</ul>
					</nav>
					<LanguageSwitch />
				</header>
				<main id="main" tabIndex={-1} ref={main}>
					<Page />
				</main>
				<LiveRegion />
			</div>
			<Certificate />
		</>
	);
}

function NotFound() {
	const m = messages();
	return (
		<>
			<h1>{m.notFound}</h1>
			<p>
				<a href="#/">{m.toCheck}</a>
			</p>
		</>
	);
}

function LanguageSwitch() {
	const other = LANGUAGES.find((one) => one !== language.value) ?? 'en';
	return (
		<button type="button" class="quiet" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => choose(other)}>
			{messages().otherLanguage}
		</button>
	);
}

function Mark() {
	return (
		<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
			<circle cx="16" cy="16" r="13" />
			<path d="m10 16 4.5 4.5L22.5 12" />
		</svg>
	);
}
