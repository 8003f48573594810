// What is happening now: what is final and what awaits finality, each seat's votes, the newest blocks, alarms and refusals.

import { useSignal } from '@preact/signals';
import type { Page } from '../../audit/ask.ts';
import { auditLink } from '../../audit/links.ts';
import { usePages, useQuestion } from '../../audit/use-index.ts';
import { tell } from '../../audit/value.ts';
import { Fact } from '../check/finding.tsx';
import { count, kindName, words } from './i18n/index.ts';
import { REFUSAL, type RefusalRow, RefusalTable } from './lists.tsx';
import {
	Account,
	Answered,
	AT,
	type At,
	Choice,
	Coded,
	Fields,
	List,
	Moment,
	Place,
	SealLink,
	Table,
} from './parts.tsx';

/** How often it is asked anew, in milliseconds: a block takes two seconds. */
const EVERY_MS = 3_000;

interface Now {
	readonly status: {
		readonly indexed: { readonly number: number; readonly time: number };
		readonly node: {
			readonly final: { readonly number: number };
			readonly best: { readonly number: number };
			readonly behind: number;
			readonly awaiting: number;
			readonly recordsAwaiting: number;
			readonly votes: readonly {
				readonly seat: string;
				readonly validators: number;
				readonly voted: number;
				readonly block: number;
			}[];
		} | null;
	};
	readonly blocks: Page<{
		readonly number: number;
		readonly time: number;
		readonly author: string | null;
		readonly useCount: number;
		readonly refusedCount: number;
	}>;
	readonly refusals: Page<RefusalRow>;
}

const NOW = `{
	status {
		indexed { number time }
		node { final { number } best { number } behind awaiting recordsAwaiting votes { seat validators voted block } }
	}
	blocks(first: 10) { items { number time author useCount refusedCount } next }
	refusals(newestFirst: true, first: 10) { items { ${REFUSAL} } next }
}`;

export function NowPage() {
	const w = words();
	const isLive = useSignal(true);
	const question = useQuestion<Now>(NOW, {}, isLive.value ? EVERY_MS : undefined);
	return (
		<>
			<h1>{w.now.title}</h1>
			<p class="lead">{w.now.lead}</p>
			<p>
				<button
					type="button"
					onClick={() => {
						isLive.value = !isLive.value;
					}}
				>
					{isLive.value ? w.now.pause : w.now.resume}
				</button>
			</p>
			<Answered question={question}>{(now) => <Live now={now} />}</Answered>
			<section>
				<h2>{w.now.alarms}</h2>
				<p>{w.now.alarmsLead}</p>
				<Alarms />
			</section>
			<Webhook />
		</>
	);
}

function Live({ now: { status, blocks, refusals } }: { now: Now }) {
	const w = words();
	const { node, indexed } = status;
	const votedFor = node?.votes[0]?.block;
	return (
		<>
			{node === null ? (
				<p class="box caution">{w.now.noNode}</p>
			) : (
				<div class="pair">
					<section class="box good" aria-labelledby="final">
						<h2 id="final">{w.now.final}</h2>
						<p>{w.now.finalLead}</p>
						<dl class="facts">
							<Fact name={w.now.block}>
								<span data-testid="final">{count(node.final.number)}</span>
							</Fact>
							<Fact name={w.now.indexed}>
								<a href={auditLink('block', { number: indexed.number })}>{count(indexed.number)}</a>
							</Fact>
						</dl>
					</section>
					<section class="box caution" aria-labelledby="awaiting">
						<h2 id="awaiting">{w.now.awaiting}</h2>
						<p>{w.now.awaitingLead}</p>
						<dl class="facts">
							<Fact name={w.now.best}>{count(node.best.number)}</Fact>
							<Fact name={w.now.awaiting}>
								<span data-testid="awaiting">{w.now.blocksAwaiting(count(node.awaiting))}</span>
								{'; '}
								{w.now.recordsAwaiting(count(node.recordsAwaiting))}
							</Fact>
						</dl>
					</section>
				</div>
			)}
			{node !== null && (
				<section>
					<h2>{w.now.seats}</h2>
					{votedFor === undefined ? (
						<p class="hint">{w.now.noVotes}</p>
					) : (
						<>
							<p>{w.now.seatsLead(count(votedFor))}</p>
							<ul class="seats">
								{node.votes.map(({ seat, validators, voted }) => (
									<li key={seat} class={voted > 0 ? 'good' : 'bad'} data-seat={seat}>
										<strong>{kindName(seat)}</strong>{' '}
										{voted > 0 ? w.now.voted(count(voted), count(validators)) : w.now.silent}
									</li>
								))}
							</ul>
						</>
					)}
				</section>
			)}
			<section>
				<h2>{w.now.blocks}</h2>
				<Table label={w.now.blocks} head={[w.now.block, w.now.time, w.now.author, w.now.uses, w.now.refused]}>
					{blocks.items.map(({ number, time, author, useCount, refusedCount }) => (
						<tr key={number}>
							<td>
								<a href={auditLink('block', { number })}>{count(number)}</a>
							</td>
							<td>
								<Moment ms={time} />
							</td>
							<td>
								<Account id={author} />
							</td>
							<td class="number">{count(useCount)}</td>
							<td class="number">{count(refusedCount)}</td>
						</tr>
					))}
				</Table>
			</section>
			<section>
				<h2>{w.now.refusals}</h2>
				{refusals.items.length === 0 ? (
					<p class="hint">{w.now.noRefusals}</p>
				) : (
					<RefusalTable refusals={refusals.items} />
				)}
			</section>
		</>
	);
}

interface AlarmRow {
	readonly id: string;
	readonly kind: string;
	readonly seal: { readonly id: string } | null;
	readonly account: string | null;
	readonly details: unknown;
	readonly at: At;
}

const ALARMS = `query ($kind: AlarmKind, $after: String) {
	alarms(kind: $kind, first: 20, after: $after) { items { id kind seal { id } account details ${AT} } next }
}`;

const KINDS = ['QuotaNearlyUsed', 'BurstOfUses', 'UseRefused', 'OutsideUsualHours'] as const;

function Alarms() {
	const w = words();
	const kind = useSignal('');
	const pages = usePages<{ alarms: Page<AlarmRow> }, AlarmRow>(
		ALARMS,
		{ kind: kind.value === '' ? null : kind.value },
		({ alarms }) => alarms,
	);
	return (
		<>
			<div class="row filter">
				<Choice
					label={w.now.kind}
					value={kind.value}
					set={(chosen) => {
						kind.value = chosen;
					}}
					choices={[['', w.now.any], ...KINDS.map((one) => [one, w.now.alarm[one] ?? one] as const)]}
				/>
				<button type="button" onClick={pages.again}>
					{w.retry}
				</button>
			</div>
			<List pages={pages} empty={w.now.noAlarms}>
				{(alarms) => (
					<ol class="events alarms">
						{alarms.map((alarm) => (
							<li key={alarm.id} data-kind={alarm.kind}>
								<p class="event-name">{w.now.alarm[alarm.kind] ?? alarm.kind}</p>
								<p class="event-facts">
									<Moment ms={alarm.at.time} />
									{alarm.seal && <SealLink id={alarm.seal.id} />}
									{alarm.account && <Account id={alarm.account} />}
									<Place at={alarm.at} />
								</p>
								<details>
									<summary>{w.now.details}</summary>
									<Fields told={tell(alarm.details)} />
								</details>
							</li>
						))}
					</ol>
				)}
			</List>
		</>
	);
}

/** How to be told of alarms without looking here. */
function Webhook() {
	const w = words();
	const example = [{ url: 'https://supervision.example/alarms', secret: '…', kinds: ['BurstOfUses'], seals: ['0'] }];
	return (
		<section>
			<h2>{w.now.webhook}</h2>
			<ol>
				{w.now.webhookSteps.map((step) => (
					<li key={step}>
						<Coded text={step} />
					</li>
				))}
			</ol>
			<p>{w.now.webhookExample}:</p>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard. */}
			<pre tabIndex={0}>{JSON.stringify(example, null, 2)}</pre>
		</section>
	);
}
