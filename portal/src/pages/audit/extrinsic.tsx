// An extrinsic: who sent it, what became of it, and what it brought about.

import type { Page } from '../../audit/ask.ts';
import { auditLink, wholeIn } from '../../audit/links.ts';
import { useQuestion } from '../../audit/use-index.ts';
import { Fact } from '../check/finding.tsx';
import { EXTRINSIC, type ExtrinsicRow } from './account.tsx';
import { EVENT, EventList, type EventRow } from './events.tsx';
import { count, words } from './i18n/index.ts';
import { REFUSAL, type RefusalRow, RefusalTable } from './lists.tsx';
import type { AuditPageProps } from './pages.tsx';
import { Account, Answered, Moment, NotFound } from './parts.tsx';
import { RECORD, type RecordRow, Records } from './uses.tsx';

interface Extrinsic extends ExtrinsicRow {
	readonly block: { readonly number: number; readonly time: number };
	readonly events: Page<EventRow>;
	readonly records: Page<RecordRow>;
	readonly refusals: Page<RefusalRow>;
}

const WHOLE = `${EXTRINSIC.replace('block { number }', 'block { number time }')}
	events(first: 50) { items { ${EVENT} } next }
	records(first: 64) { items { ${RECORD} } next }
	refusals(first: 64) { items { ${REFUSAL} } next }`;

const BY_PLACE = `query ($block: Int!, $index: Int!) { extrinsic: extrinsicAt(block: $block, index: $index) { ${WHOLE} } }`;

const BY_HASH = `query ($hash: String!) { extrinsic(hash: $hash) { ${WHOLE} } }`;

export function ExtrinsicPage({ named }: AuditPageProps) {
	const w = words();
	const hash = named.get('hash');
	const [block, index] = [wholeIn(named.get('block')) ?? 0, wholeIn(named.get('index')) ?? 0];
	const question = useQuestion<{ extrinsic: Extrinsic | null }>(
		hash === null ? BY_PLACE : BY_HASH,
		hash === null ? { block, index } : { hash },
	);
	const now = question.asked.value;
	const known = now.is === 'answered' ? now.data.extrinsic : undefined;
	return (
		<>
			<h1>{w.extrinsic.title(String(known?.block.number ?? block), String(known?.index ?? index))}</h1>
			<Answered question={question}>
				{({ extrinsic }) => (extrinsic === null ? <NotFound /> : <Whole extrinsic={extrinsic} />)}
			</Answered>
		</>
	);
}

function Whole({ extrinsic }: { extrinsic: Extrinsic }) {
	const w = words();
	const { hash, call, signer, success, error, block, events, records, refusals } = extrinsic;
	return (
		<>
			<dl class="facts">
				<Fact name={w.extrinsic.hash}>
					<code>{hash}</code>
				</Fact>
				<Fact name={w.extrinsic.call}>
					<code>{call}</code>
				</Fact>
				<Fact name={w.extrinsic.signer}>{signer === null ? w.extrinsic.inherent : <Account id={signer} />}</Fact>
				<Fact name={w.extrinsic.outcome}>{success ? w.extrinsic.success : w.extrinsic.failed(error ?? '')}</Fact>
				<Fact name={w.extrinsic.block}>
					<a href={auditLink('block', { number: block.number })}>{count(block.number)}</a> · <Moment ms={block.time} />
				</Fact>
			</dl>
			<p class="hint">{w.extrinsic.args}</p>
			{(events.items.length > 0 || records.items.length === 0) && (
				<section>
					<h2>{w.block.events}</h2>
					{events.items.length === 0 ? <p class="hint">{w.block.no}</p> : <EventList events={events.items} />}
				</section>
			)}
			{records.items.length > 0 && (
				<section>
					<h2>{w.block.records}</h2>
					<Records records={records.items} isOfMany />
				</section>
			)}
			{refusals.items.length > 0 && (
				<section>
					<h2>{w.block.refusals}</h2>
					<RefusalTable refusals={refusals.items} />
				</section>
			)}
		</>
	);
}
