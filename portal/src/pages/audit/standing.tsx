// What the pages of auditors rest on, on each of them: how new the index is, whether it found itself wrong, whether a node agrees.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Confirmed, confirm, judge, STATUS, type Status } from '../../audit/standing.ts';
import { useQuestion } from '../../audit/use-index.ts';
import { anchor, nodes } from '../../state.ts';
import { count, when, words } from './i18n/index.ts';
import { Asking, Failure } from './parts.tsx';

/** How often it is asked anew, in milliseconds. */
const EVERY_MS = 15_000;

export function Standing() {
	const w = words();
	const question = useQuestion<Status>(STATUS, {}, EVERY_MS);
	const now = question.asked.value;
	const confirmed = useSignal<Confirmed | undefined>(undefined);
	const indexed = now.is === 'answered' ? now.data.status.indexed : undefined;
	const urls = nodes.value;
	useEffect(() => {
		let isOver = false;
		if (indexed !== undefined) {
			confirm(urls, indexed.number, indexed.hash).then((said) => {
				if (!isOver) {
					confirmed.value = said;
				}
			});
		}
		return () => {
			isOver = true;
		};
	}, [indexed?.hash, urls]);
	if (now.is === 'asking') {
		return <Asking isFirst={now.isFirst} />;
	}
	if (now.is === 'failed') {
		return <Failure error={now.error} again={question.again} />;
	}
	const { status, check } = now.data;
	const said = confirmed.value;
	const { tone, reasons } = judge(now.data, said, anchor.value?.anchor.genesis, Date.now());
	const lines = reasons.map((reason) => {
		switch (reason) {
			case 'other-chain':
				return w.standing.otherChain;
			case 'differs':
				return said && 'node' in said ? w.standing.differs(said.node) : '';
			case 'check':
				return check ? w.standing.check.bad(count(check.found), count(check.block), when(check.at)) : '';
			case 'behind':
				return w.standing.behind(count(status.node?.behind ?? 0));
			case 'old':
				return w.standing.old(when(status.indexed.time));
			case 'node-silent':
				return w.standing.indexNodeSilent;
			case 'unchecked':
				return w.standing.check.none;
			case 'unconfirmed':
				return said?.is === 'silent' ? w.standing.nodeSilent(said.node) : w.standing.noNode;
			default:
				return reason satisfies never;
		}
	});
	const asOf = w.standing.asOf(count(status.indexed.number), when(status.indexed.time));
	// Words of like length, so that nothing below moves when the node has answered.
	const agreement =
		said === undefined ? urls[0] && w.standing.asking(urls[0]) : said.is === 'same' && w.standing.agrees(said.node);
	return (
		<section
			class={`standing box ${tone}`}
			aria-label={w.standing.title}
			data-tone={tone}
			data-reasons={reasons.join(' ')}
		>
			<p>
				{asOf} {agreement}
			</p>
			{lines.length > 0 && (
				// Doubts are said; that all is well need not be.
				<ul role={tone === 'bad' ? 'alert' : undefined}>
					{lines.map((line) => (
						<li key={line}>{line}</li>
					))}
				</ul>
			)}
			<details>
				<summary>{w.standing.title}</summary>
				<p>{w.standing.lead}</p>
				{check && check.found === 0 && <p>{w.standing.check.good(count(check.block), when(check.at))}</p>}
				{check && check.found > 0 && (
					<>
						<p>{w.standing.check.differences}</p>
						<ul>
							{check.differences.slice(0, 20).map(({ table, row, what }) => (
								<li key={`${table} ${row} ${what}`}>{w.standing.check.where(table, row, what)}</li>
							))}
						</ul>
					</>
				)}
			</details>
		</section>
	);
}
