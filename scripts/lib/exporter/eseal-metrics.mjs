// The metrics of the e-seal chain that a node's own metrics do not have.

import { Metric } from './metrics.mjs';

const counter = (name, help) => new Metric({ name, type: 'counter', help });
const gauge = (name, help) => new Metric({ name, type: 'gauge', help });

/** All metrics of one exporter. */
export class EsealMetrics {
	up = gauge('eseal_exporter_up', 'Whether the node answers and has caught up with the network: 1, or 0.');

	slots = counter('eseal_slots_total', "Slots that were a seat's turn to build a block.");
	slotsMissed = counter('eseal_slots_missed_total', "Slots that were a seat's turn and brought no block.");

	usesRecorded = counter('eseal_uses_recorded_total', 'Uses of e-seals that the chain recorded.');
	usesRefused = counter(
		'eseal_uses_refused_total',
		'Uses of e-seals that the chain refused, by the error: extrinsics usageLog.recordUse that failed in a block.',
	);

	equivocations = counter(
		'eseal_equivocations_total',
		'Reports that prove that a validator of a seat signed two things of which it may sign one.',
	);

	officers = gauge('eseal_officers', 'Officers of a seat.');
	openMotions = gauge('eseal_open_motions', 'Motions that the seats vote on.');
	pausedCalls = gauge('eseal_paused_calls', 'Calls that a motion has paused.');
	keyAge = gauge(
		'eseal_session_key_age_seconds',
		'How long ago a validator set the session keys that it has, or when the chain began with them.',
	);
	keyAgeExact = gauge(
		'eseal_session_key_age_exact',
		'Whether eseal_session_key_age_seconds is exact: 1. If it is 0, the keys are at least that old; the node has no older state.',
	);

	/** Forgets what is only known while a node answers. Counters stay. */
	clearState() {
		[this.officers, this.openMotions, this.pausedCalls, this.keyAge, this.keyAgeExact].forEach((one) => one.clear());
	}

	/** What /metrics answers. */
	render() {
		return Object.values(this)
			.map((metric) => metric.render())
			.join('');
	}
}
