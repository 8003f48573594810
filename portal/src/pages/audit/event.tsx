// An event: its fields as what they are. Of a record of uses, the record.

import type { Page } from '../../audit/ask.ts';
import { wholeIn } from '../../audit/links.ts';
import { useQuestion } from '../../audit/use-index.ts';
import { tell } from '../../audit/value.ts';
import { Fact } from '../check/finding.tsx';
import { Actor, EVENT, type EventRow } from './events.tsx';
import { count, eventName, holdName, kindName, listed, words } from './i18n/index.ts';
import type { AuditPageProps } from './pages.tsx';
import { Answered, Digest, Fields, Moment, Place } from './parts.tsx';
import { RECORD, type RecordRow, Records } from './uses.tsx';

interface Standing {
	readonly status: string | null;
	readonly holds: readonly string[];
	readonly usable: boolean;
}

interface Record extends RecordRow {
	readonly head: string;
	readonly root: string | null;
	readonly signedAt: number;
	readonly standing: { readonly recorded: Standing; readonly known: Standing } | null;
	readonly documents: Page<{ readonly index: number; readonly document: string }>;
}

const EVENT_AT = `query ($block: Int!, $index: Int!) {
	event(block: $block, index: $index) { ${EVENT} }
	recordAt(block: $block, event: $index) {
		${RECORD} head root signedAt standing { recorded { status holds usable } known { status holds usable } }
		documents(first: 100) { items { index document } next }
	}
}`;

export function EventPage({ named }: AuditPageProps) {
	const w = words();
	const [block, index] = [wholeIn(named.get('block')) ?? 0, wholeIn(named.get('index')) ?? 0];
	const question = useQuestion<{ event: EventRow | null; recordAt: Record | null }>(EVENT_AT, { block, index });
	return (
		<>
			<h1>{w.event.title(count(block), String(index))}</h1>
			<Answered question={question}>
				{({ event, recordAt }) => {
					if (event !== null) {
						return <One event={event} />;
					}
					if (recordAt !== null) {
						return <OfRecord record={recordAt} />;
					}
					return (
						<>
							<p class="box caution">{w.event.elsewhere}</p>
							<p>
								<Place at={{ block, extrinsic: null, event: null }} />
							</p>
						</>
					);
				}}
			</Answered>
		</>
	);
}

function One({ event }: { event: EventRow }) {
	const w = words();
	return (
		<>
			<dl class="facts">
				<Fact name={w.event.name}>
					{eventName(event.name)} <code>{event.name}</code>
				</Fact>
				<Fact name={w.when}>
					<Moment ms={event.at.time} />
				</Fact>
				<Fact name={w.who}>
					<Actor {...event} />
				</Fact>
				<Fact name={w.where}>
					<Place at={event.at} />
				</Fact>
			</dl>
			<h2>{w.event.fields}</h2>
			<Fields told={tell(event.args)} />
		</>
	);
}

/** How an e-seal stood, in words. */
function stood({ status, holds, usable }: Standing): string {
	const w = words();
	const told = [kindName(status ?? ''), ...holds.map(holdName)].filter((word) => word !== '');
	return w.with(usable ? w.event.usable : w.event.notUsable, listed(told));
}

function OfRecord({ record }: { record: Record }) {
	const w = words();
	return (
		<>
			<h2>{w.event.record}</h2>
			<Records records={[record]} isOfMany />
			<dl class="facts">
				<Fact name={w.event.signed}>
					<Moment ms={record.signedAt} />
				</Fact>
				{record.standing && (
					<>
						<Fact name={w.event.stoodOnRecord}>{stood(record.standing.recorded)}</Fact>
						<Fact name={w.event.stoodAsKnown}>{stood(record.standing.known)}</Fact>
					</>
				)}
				<Fact name={w.event.head}>
					<code>{record.head}</code>
				</Fact>
				{record.root !== null && (
					<Fact name={w.event.root}>
						<code>{record.root}</code>
					</Fact>
				)}
			</dl>
			{record.documents.items.length > 0 && record.batch && (
				<>
					<h2>{w.event.documents}</h2>
					<ul class="plain">
						{record.documents.items.map(({ index, document }) => (
							<li key={index}>
								{count(index)}: <Digest digest={document} />
							</li>
						))}
					</ul>
				</>
			)}
		</>
	);
}
