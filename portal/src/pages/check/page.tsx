// Check a seal: documents in, answers out.

import { useEffect, useRef } from 'preact/hooks';
import { parseAnchor } from '../../anchor.ts';
import { cases, checkAgain, follow, leftOver, removeAll, takeIn } from '../../check/cases.ts';
import { messages } from '../../i18n/index.ts';
import { readLink } from '../../link.ts';
import { address } from '../../router.ts';
import { anchor, loadFailure, verifier } from '../../state.ts';
import { CaseView } from './case.tsx';
import { DropZone } from './drop-zone.tsx';
import { Expected } from './expected.tsx';

export function CheckPage() {
	const m = messages();
	const results = useRef<HTMLHeadingElement>(null);
	const isReady = verifier.value !== undefined && anchor.value !== undefined;
	useLink(isReady);
	const take = async (files: File[]) => {
		await takeIn(files);
		// Where one is at its answer, one need not look for it.
		const [first] = document.querySelectorAll<HTMLElement>('.case h3');
		(cases.value.length === 1 ? first : results.current)?.focus();
	};
	return (
		<>
			<h1>{m.title}</h1>
			<p class="lead">{m.check.lead}</p>
			<Readiness />
			<DropZone isReady={isReady} take={take} />
			<Expected />
			<LeftOver />
			{cases.value.length > 0 && (
				<section class="results" aria-labelledby="results">
					<div class="row">
						<h2 id="results" tabIndex={-1} ref={results}>
							{m.check.results}
						</h2>
						<button type="button" class="quiet" onClick={() => checkAgain()}>
							{m.check.again}
						</button>
						<button type="button" class="quiet" onClick={removeAll}>
							{m.check.clear}
						</button>
					</div>
					{cases.value.map((one) => (
						<CaseView key={one.id} case={one} />
					))}
				</section>
			)}
		</>
	);
}

/** Why nothing can be checked yet, if so. */
function Readiness() {
	const m = messages();
	if (loadFailure.value !== undefined) {
		return (
			<p class="box bad" role="alert">
				{m.check.loadFailed(loadFailure.value)}
			</p>
		);
	}
	if (verifier.value === undefined) {
		return <p class="hint">{m.check.loading}</p>;
	}
	if (anchor.value === undefined) {
		return (
			<p class="box caution" role="alert">
				{m.check.noAnchor} <a href="#/sources">{m.check.noAnchorNext}</a>
			</p>
		);
	}
	return null;
}

/** What was dropped and is no document. */
function LeftOver() {
	const m = messages();
	const { anchors = [], logs = [], tooLarge = [], unreadable = [], isNoLink } = leftOver.value;
	const lines = [
		...anchors.filter(({ text }) => parseAnchor(text)).map(({ name }) => m.check.anchorOpened(name)),
		...logs.map(m.check.log),
		...tooLarge.map(m.check.tooLarge),
		...unreadable.map(m.check.unreadable),
		...(isNoLink ? [m.check.unlinked] : []),
	];
	return lines.length === 0 ? null : (
		<ul class="box caution" role="alert">
			{lines.map((line) => (
				<li key={line}>{line}</li>
			))}
		</ul>
	);
}

/** Follows the link that is in the address, once: when the page is ready, or when another one comes. */
function useLink(isReady: boolean) {
	const followed = useRef('');
	const href = address.value;
	useEffect(() => {
		if (!isReady || followed.current === href || !href.includes('#/check?')) {
			return;
		}
		followed.current = href;
		readLink(href).then((link) => {
			if (link === undefined) {
				leftOver.value = { isNoLink: true };
				return;
			}
			const { use, document } = link;
			const name = document ?? (use ? `${use.seal} / ${use.index}` : messages().evidence.receipt);
			return follow(link, name);
		});
	}, [isReady, href]);
}
