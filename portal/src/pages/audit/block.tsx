// A block: its header, read from its bytes, and what stands in it.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Page } from '../../audit/ask.ts';
import { type DigestItem, headerOf, SLOT_MS } from '../../audit/header.ts';
import { auditLink, wholeIn } from '../../audit/links.ts';
import { type Confirmed, confirm } from '../../audit/standing.ts';
import { usePages, useQuestion } from '../../audit/use-index.ts';
import { nodes } from '../../state.ts';
import { Fact } from '../check/finding.tsx';
import { EXTRINSIC, type ExtrinsicRow, ExtrinsicTable } from './account.tsx';
import { EVENT, EventList, type EventRow } from './events.tsx';
import { count, when, words } from './i18n/index.ts';
import { REFUSAL, type RefusalRow, RefusalTable } from './lists.tsx';
import type { AuditPageProps } from './pages.tsx';
import { Account, Answered, List, Moment, NotFound } from './parts.tsx';
import { RECORD, type RecordRow, Records } from './uses.tsx';

interface Block {
	readonly number: number;
	readonly hash: string;
	readonly time: number;
	readonly spec: number;
	readonly author: string | null;
	readonly header: string;
	readonly recordCount: number;
	readonly useCount: number;
	readonly refusedCount: number;
}

const BLOCK = `query ($number: Int, $hash: String) {
	block(number: $number, hash: $hash) { number hash time spec author header recordCount useCount refusedCount }
}`;

export function BlockPage({ named }: AuditPageProps) {
	const w = words();
	const hash = named.get('hash');
	const number = wholeIn(named.get('number'));
	const question = useQuestion<{ block: Block | null }>(BLOCK, hash === null ? { number: number ?? 0 } : { hash });
	const now = question.asked.value;
	const known = now.is === 'answered' ? now.data.block : undefined;
	return (
		<>
			<h1>{w.block.title(known ? count(known.number) : (hash ?? String(number ?? '')))}</h1>
			<Answered question={question}>
				{({ block }) => (block === null ? <NotFound /> : <Whole block={block} />)}
			</Answered>
		</>
	);
}

function Whole({ block }: { block: Block }) {
	const w = words();
	const { number, hash, time, spec, author, header } = block;
	const read = headerOf(header, hash);
	const said = useConfirmed(number, hash);
	return (
		<>
			<p class="row">
				{number > 0 && <a href={auditLink('block', { number: number - 1 })}>{w.block.parentLink}</a>}
				<a href={auditLink('block', { number: number + 1 })}>{w.block.nextLink}</a>
			</p>
			<dl class="facts">
				<Fact name={w.block.hash}>
					<code>{hash}</code>
				</Fact>
				<Fact name={w.block.time}>
					<Moment ms={time} />
				</Fact>
				<Fact name={w.block.author}>
					<Account id={author} />
				</Fact>
				<Fact name={w.block.spec}>{spec}</Fact>
				<Fact name={w.block.counts}>
					{w.seal.usesIn(count(block.useCount), count(block.recordCount))} · {w.now.refused} {count(block.refusedCount)}
				</Fact>
			</dl>
			{(said === undefined || said.is === 'same') && (
				<p class="hint">{said === undefined ? w.loading : w.block.agrees(said.node)}</p>
			)}
			{said?.is === 'other' && (
				<p class="box bad" role="alert">
					{w.block.differs(said.node)}
				</p>
			)}
			<section>
				<h2>{w.block.header}</h2>
				{read === undefined ? (
					<p class="box bad" role="alert">
						{w.block.headerBad}
					</p>
				) : (
					<>
						<p class="hint">{w.block.headerGood}</p>
						<dl class="facts">
							<Fact name={w.block.parent}>
								<a href={auditLink('block', { hash: read.parent })}>
									<code>{read.parent}</code>
								</a>
							</Fact>
							<Fact name={w.block.stateRoot}>
								<code>{read.stateRoot}</code>
							</Fact>
							<Fact name={w.block.extrinsicsRoot}>
								<code>{read.extrinsicsRoot}</code>
							</Fact>
							<Fact name={w.block.digest}>
								<ul class="plain">
									{read.items.map((item, i) => (
										// Items have no names, and their order does not change.
										<li key={i}>
											<Item item={item} />
										</li>
									))}
								</ul>
							</Fact>
						</dl>
					</>
				)}
			</section>
			<Contents number={number} />
		</>
	);
}

/** What a node says of the block. */
function useConfirmed(number: number, hash: string): Confirmed | undefined {
	const said = useSignal<Confirmed | undefined>(undefined);
	const urls = nodes.value;
	useEffect(() => {
		let isOver = false;
		confirm(urls, number, hash).then((answer) => {
			if (!isOver) {
				said.value = answer;
			}
		});
		return () => {
			isOver = true;
		};
	}, [number, hash, urls]);
	return said.value;
}

function Item({ item }: { item: DigestItem }) {
	const w = words();
	switch (item.is) {
		case 'slot':
			return <>{w.block.item.slot(String(item.slot), when(Number(item.slot) * SLOT_MS))}</>;
		case 'uses':
			return (
				<>
					{w.block.item.uses(count(item.count))} <code>{item.root}</code>
				</>
			);
		case 'authorities':
			return (
				<>
					{w.block.item.authorities}
					<ul>
						{item.keys.map(({ key, weight }) => (
							<li key={key}>
								<code>{key}</code> ({w.block.weight(String(weight))})
							</li>
						))}
					</ul>
				</>
			);
		case 'signature':
			return (
				<>
					{w.block.item.signature}: <code>{item.signature}</code>
				</>
			);
		case 'runtime':
			return <>{w.block.item.runtime}</>;
		case 'other':
			return (
				<>
					{w.block.item.other(item.engine)}: <code>{item.bytes}</code>
				</>
			);
	}
}

interface In {
	readonly extrinsics: Page<ExtrinsicRow>;
	readonly events: Page<EventRow>;
	readonly records: Page<RecordRow>;
	readonly refusals: Page<RefusalRow>;
}

/** Each list of what stands in a block, by its field. */
const LISTS = {
	extrinsics: EXTRINSIC,
	events: EVENT,
	records: RECORD,
	refusals: REFUSAL,
} as const;

/** A list of what stands in a block. */
function useIn<K extends keyof In>(field: K, number: number) {
	type Item = In[K]['items'][number];
	return usePages<{ block: In | null }, Item>(
		`query ($number: Int!, $after: String) {
			block(number: $number) { ${field}(first: 20, after: $after) { items { ${LISTS[field]} } next } }
		}`,
		{ number },
		({ block }) => block?.[field] as Page<Item> | undefined,
	);
}

function Contents({ number }: { number: number }) {
	const w = words();
	const [extrinsics, events] = [useIn('extrinsics', number), useIn('events', number)];
	const [records, refusals] = [useIn('records', number), useIn('refusals', number)];
	return (
		<>
			<section>
				<h2>{w.block.extrinsics}</h2>
				<List pages={extrinsics} empty={w.block.no}>
					{(items) => <ExtrinsicTable extrinsics={items} />}
				</List>
			</section>
			<section>
				<h2>{w.block.events}</h2>
				<List pages={events} empty={w.block.no}>
					{(items) => <EventList events={items} />}
				</List>
			</section>
			<section>
				<h2>{w.block.records}</h2>
				<List pages={records} empty={w.block.no}>
					{(items) => <Records records={items} isOfMany />}
				</List>
			</section>
			<section>
				<h2>{w.block.refusals}</h2>
				<List pages={refusals} empty={w.block.no}>
					{(items) => <RefusalTable refusals={items} />}
				</List>
			</section>
		</>
	);
}
