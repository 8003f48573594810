// An e-seal: how it stands, its life, its grants, its uses, what was refused and flagged, its figures, its export.

import type { Page } from '../../audit/ask.ts';
import { usePages, useQuestion } from '../../audit/use-index.ts';
import { Fact } from '../check/finding.tsx';
import { DaysChart, HoursChart } from './charts.tsx';
import { ExportSection } from './export.tsx';
import { count, holdName, kindName, listed, when, words } from './i18n/index.ts';
import { Flags, Grants, Refusals } from './lists.tsx';
import type { AuditPageProps } from './pages.tsx';
import { AllOf, Answered, EnterpriseLink, List, Moment, NotFound, PhysicalLink, SealLink, Section } from './parts.tsx';
import { CHANGE, type Change, Timeline } from './timeline.tsx';
import { Uses } from './uses.tsx';

/** In which time a hold counts: until a moment, or from one on. */
interface Term {
	readonly __kind: string;
	readonly value: string | number;
}

interface Seal {
	readonly id: string;
	readonly status: string;
	readonly holds: readonly string[];
	readonly rotateBy: number | null;
	readonly uses: number;
	readonly records: number;
	readonly hours: readonly number[];
	readonly value: {
		readonly validFrom?: string | number;
		readonly validUntil?: string | number;
		readonly supersedes?: string | number | null;
		/** The terms of holds that have one. */
		readonly terms?: readonly (readonly [{ readonly __kind: string }, Term])[];
	};
	readonly enterprise: {
		readonly uscc: string;
		readonly name: string;
		readonly instead: { readonly uscc: string; readonly name: string } | null;
		readonly seals: {
			readonly items: readonly {
				readonly id: string;
				readonly status: string;
				readonly value: { readonly supersedes?: string | number | null };
			}[];
		};
	} | null;
	readonly physicalSeal: {
		readonly code: string;
		readonly status: string | null;
		readonly enterprise: { readonly uscc: string; readonly name: string } | null;
	} | null;
	readonly days: readonly {
		readonly day: string;
		readonly uses: number;
		readonly records: number;
		readonly refused: number;
	}[];
}

const SEAL = `query ($id: ID!) {
	seal(id: $id) {
		id status holds rotateBy uses records hours value
		enterprise { uscc name instead { uscc name } seals(first: 50) { items { id status value } } }
		physicalSeal { code status enterprise { uscc name } }
		days(first: 31) { day uses records refused }
	}
	status { utcOffset }
}`;

export function SealPage({ named }: AuditPageProps) {
	const w = words();
	const id = named.get('id') ?? '';
	const question = useQuestion<{ seal: Seal | null; status: { utcOffset: number } }>(SEAL, { id });
	return (
		<>
			<h1>{w.seal.title(id)}</h1>
			<Answered question={question}>
				{({ seal, status }) => (seal === null ? <NotFound /> : <Whole seal={seal} utcOffset={status.utcOffset} />)}
			</Answered>
		</>
	);
}

/** A hold, with its term if it has one. */
function holdIn(hold: string, terms: Seal['value']['terms']): string {
	const w = words();
	const term = terms?.find(([{ __kind: kind }]) => kind === hold)?.[1];
	if (term === undefined) {
		return holdName(hold);
	}
	const moment = when(Number(term.value));
	return `${holdName(hold)} (${term.__kind === 'From' ? w.seal.from(moment) : w.seal.until(moment)})`;
}

/** What applications come to that never replace anything. */
const NEVER_ISSUED = ['Rejected', 'Withdrawn'];

function Whole({ seal, utcOffset }: { seal: Seal; utcOffset: number }) {
	const w = words();
	const { id, status, holds, rotateBy, uses, records, value, enterprise, physicalSeal } = seal;
	const [from, until] = [Number(value.validFrom ?? 0), Number(value.validUntil ?? 0)];
	const successors = (enterprise?.seals.items ?? []).filter(
		(other) => String(other.value.supersedes ?? '') === id && !NEVER_ISSUED.includes(other.status),
	);
	const offset = `${utcOffset < 0 ? '−' : '+'}${Math.abs(utcOffset)}`;
	return (
		<>
			<dl class="facts">
				<Fact name={w.seal.status}>{kindName(status)}</Fact>
				<Fact name={w.seal.holds}>
					{holds.length > 0 ? listed(holds.map((hold) => holdIn(hold, value.terms))) : w.seal.noHolds}
				</Fact>
				<Fact name={w.seal.enterprise}>
					{enterprise && <EnterpriseLink uscc={enterprise.uscc} name={enterprise.name} />}
				</Fact>
				{enterprise?.instead && (
					<Fact name={w.enterprise.instead}>
						<EnterpriseLink {...enterprise.instead} />
					</Fact>
				)}
				<Fact name={w.seal.physical}>
					{physicalSeal && (
						<>
							<PhysicalLink code={physicalSeal.code} /> ({kindName(physicalSeal.status ?? '')})
							{physicalSeal.enterprise && physicalSeal.enterprise.uscc !== enterprise?.uscc && (
								<>
									{' '}
									{w.seal.fileOf} <EnterpriseLink {...physicalSeal.enterprise} />
								</>
							)}
						</>
					)}
				</Fact>
				{until > 0 && (
					<Fact name={w.seal.validity}>
						<Moment ms={from} /> – <Moment ms={until} />
					</Fact>
				)}
				{rotateBy !== null && (
					<Fact name={w.seal.rotateBy}>
						<Moment ms={rotateBy} />
					</Fact>
				)}
				{value.supersedes !== undefined && value.supersedes !== null && (
					<Fact name={w.seal.supersedes}>
						<SealLink id={String(value.supersedes)} />
					</Fact>
				)}
				{successors.length > 0 && (
					<Fact name={w.seal.replacedBy}>
						{successors.map((other) => (
							<span key={other.id} class="item">
								<SealLink id={other.id} /> ({kindName(other.status)})
							</span>
						))}
					</Fact>
				)}
				<Fact name={w.seal.uses}>{w.seal.usesIn(count(uses), count(records))}</Fact>
			</dl>
			<AllOf title={w.seal.value} value={value} />
			<Section id="life" title={w.seal.life} lead={w.seal.lifeLead}>
				<Life id={id} />
			</Section>
			<Section id="export" title={w.seal.export}>
				<ExportSection seal={id} />
			</Section>
			<Section id="log" title={w.seal.log} lead={w.seal.logLead}>
				<Uses seal={id} count={uses} />
			</Section>
			<Section id="days" title={w.seal.days} lead={w.seal.daysLead}>
				{seal.days.length === 0 ? <p class="hint">{w.seal.no.days}</p> : <DaysChart days={seal.days} />}
			</Section>
			{records > 0 && (
				<Section id="hours" title={w.seal.hours} lead={w.seal.hoursLead(offset)}>
					<HoursChart hours={seal.hours} />
				</Section>
			)}
			<Section id="grants" title={w.seal.grants}>
				<Grants seal={id} />
			</Section>
			<Section id="flags" title={w.seal.flags}>
				<Flags seal={id} />
			</Section>
			<Section id="refused" title={w.seal.refused}>
				<Refusals filter={{ seal: id }} empty={w.seal.no.refused} />
			</Section>
		</>
	);
}

const LIFE = `query ($id: ID!, $after: String) {
	seal(id: $id) {
		history(first: 50, after: $after) {
			items { detail ${CHANGE} } next
		}
	}
}`;

function Life({ id }: { id: string }) {
	const pages = usePages<{ seal: { history: Page<Change> } | null }, Change>(LIFE, { id }, ({ seal }) => seal?.history);
	return (
		<List pages={pages} empty={words().none}>
			{(changes) => <Timeline changes={changes} />}
		</List>
	);
}
