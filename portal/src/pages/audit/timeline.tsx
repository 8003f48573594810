// A history as a timeline: what changed, since when it counts, who made it and who confirmed it, whether it was corrected; of an e-seal
// also how it stood then.

import type { ComponentChildren } from 'preact';
import type { Page } from '../../audit/ask.ts';
import { usePages } from '../../audit/use-index.ts';
import { tell } from '../../audit/value.ts';
import { changeName, holdName, kindName, listed, words } from './i18n/index.ts';
import { Account, AT, type At, Fields, List, Moment, Place } from './parts.tsx';

type Kinded = { readonly __kind?: string };

interface By extends Kinded {
	readonly account?: string;
	readonly proposed?: { readonly seat?: Kinded; readonly account?: string };
	readonly agreed?: { readonly seat?: Kinded; readonly account?: string };
}

export interface Change {
	readonly index: number;
	readonly change: string;
	/** Of an e-seal's hold which one, of its end why. */
	readonly detail?: string | null;
	readonly seat: string | null;
	readonly account: string | null;
	readonly confirmedBy: string | null;
	readonly effectiveAt: number;
	readonly recordedAt: number;
	/** The entry that corrects this one. */
	readonly correctedBy: number | null;
	readonly value: {
		readonly by?: By;
		readonly change?: unknown;
		readonly after?: { readonly status?: Kinded; readonly holds?: readonly Kinded[] };
	};
	readonly at: At;
}

/** The fields of `Change`, for questions: of an e-seal also its `detail`. */
export const CHANGE = `index change seat account confirmedBy effectiveAt recordedAt correctedBy value ${AT}`;

/** What a change does: its mark's colour and shape. */
const TONES: Readonly<Record<string, 'good' | 'caution' | 'bad'>> = {
	Activated: 'good',
	HoldLifted: 'good',
	RevocationReversed: 'good',
	LossReversed: 'good',
	HoldPlaced: 'caution',
	Restricted: 'caution',
	RestrictionLifted: 'good',
	Frozen: 'caution',
	Unfrozen: 'good',
	DeregistrationReversed: 'good',
	ReportReversed: 'good',
	Reported: 'bad',
	Voided: 'bad',
	Opened: 'good',
	Misfiled: 'bad',
	Moved: 'good',
	Filed: 'good',
	LiquidatorNamed: 'caution',
	Deregistered: 'bad',
	Rejected: 'bad',
	Revoked: 'bad',
};

export function Timeline({ changes }: { changes: readonly Change[] }) {
	const w = words();
	return (
		<ol class="timeline">
			{changes.map(({ index, change, detail, effectiveAt, recordedAt, correctedBy, value, at, ...by }) => {
				const holds = (value.after?.holds ?? []).map((hold) => holdName(hold.__kind ?? ''));
				const status = value.after?.status?.__kind;
				return (
					<li key={index} class={TONES[change] ?? 'neutral'} data-change={change}>
						<h3>
							{changeName(change)}
							{detail && `: ${kindName(detail)}`}
						</h3>
						<dl class="facts">
							<Row name={w.change.recorded}>
								<Moment ms={recordedAt} />
							</Row>
							{effectiveAt !== recordedAt && (
								<Row name={w.change.effective}>
									<Moment ms={effectiveAt} />
								</Row>
							)}
							<Who by={value.by} {...by} />
							{correctedBy !== null && <Row name={w.change.corrected}>{w.change.neverRecorded}</Row>}
							{status && (
								<Row name={w.change.after}>
									{holds.length > 0 ? w.with(kindName(status), listed(holds)) : kindName(status)}
								</Row>
							)}
							<Row name={w.where}>
								<Place at={at} />
							</Row>
						</dl>
						<details>
							<summary>{w.more}</summary>
							<Fields told={tell(value.change)} />
						</details>
					</li>
				);
			})}
		</ol>
	);
}

/** Whose history it is: an enterprise's or a physical seal's. */
const SUBJECTS = { enterprise: ['enterprise', 'uscc'], physicalSeal: ['physicalSeal', 'code'] } as const;

/** What was recorded of an enterprise after its registration, or of a physical seal after it was filed. */
export function RegisterHistory({ of, id }: { of: keyof typeof SUBJECTS; id: string }) {
	const [subject, key] = SUBJECTS[of];
	const question = `query ($id: String!, $after: String) {
		subject: ${subject}(${key}: $id) { history(first: 50, after: $after) { items { ${CHANGE} } next } }
	}`;
	const pages = usePages<{ subject: { history: Page<Change> } | null }, Change>(
		question,
		{ id },
		(data) => data.subject?.history,
	);
	return (
		<List pages={pages} empty={words().enterprise.no.changes}>
			{(changes) => <Timeline changes={changes} />}
		</List>
	);
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

/** Who made a change: an officer alone, a maker and a checker, two agencies, the owner, or a motion. */
function Who({
	by,
	seat,
	account,
	confirmedBy,
}: { by: By | undefined } & Pick<Change, 'seat' | 'account' | 'confirmedBy'>) {
	const w = words();
	if (by?.__kind === 'Agencies') {
		return (
			<>
				<Row name={w.change.proposedBy}>
					<Officer {...by.proposed} />
				</Row>
				<Row name={w.change.agreedBy}>
					<Officer {...by.agreed} />
				</Row>
			</>
		);
	}
	if (by?.__kind === 'Motion') {
		return <Row name={w.change.by}>{w.change.motion}</Row>;
	}
	const actor = (
		<>
			{seat ? kindName(seat) : w.change.owner} <Account id={account} />
		</>
	);
	if (confirmedBy === null) {
		return <Row name={w.change.by}>{actor}</Row>;
	}
	return (
		<>
			<Row name={w.change.preparedBy}>{actor}</Row>
			<Row name={w.change.confirmedBy}>
				{seat && kindName(seat)} <Account id={confirmedBy} />
			</Row>
		</>
	);
}

function Officer({ seat, account }: { seat?: Kinded; account?: string }) {
	const told = tell(account ?? null, 'account');
	return (
		<>
			{kindName(seat?.__kind ?? '')} {told.is === 'account' && <Account id={told.address} />}
		</>
	);
}
