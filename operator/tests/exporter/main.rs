//! `eseal-operator exporter`, from outside, beside a node in memory. tests/e2e/ does the same with real nodes.

mod support;

use eseal_primitives::{flag::FlagOutcome, DocumentDigest, Documents, FlagId, SealId, SignedUse};
use eseal_runtime::RuntimeCall;
use eseal_testnode::{
	cast::{DATA_RESOURCES, OWNER, SEAL},
	pair, Cast, TestNode,
};
use sp_core::sr25519;
use std::net::TcpListener;
use support::{free_port, run, Exporter, Metrics};

const SEATS: [&str; 3] = ["MarketSupervision", "PublicSecurity", "DataResources"];

/// So many blocks must lie on one before it counts.
const SETTLED_DEPTH: usize = 3;

fn author(node: &TestNode, blocks: usize) {
	for _ in 0..blocks {
		node.chain().author();
	}
}

fn document(number: u8) -> DocumentDigest {
	DocumentDigest::Sha256([number; 32].into())
}

/// Records the owner's first use of e-seal 0; with another key than the seal's, the chain refuses it.
fn record_use(node: &TestNode, key: &sr25519::Pair) -> usize {
	let SignedUse { statement, signature } = Cast::signed_use(node, key, 0, Documents::One(document(7)));
	node.execute(
		&pair(OWNER),
		RuntimeCall::UsageLog(pallet_usage_log::Call::record_use {
			seal: SealId(0),
			statement,
			signature,
		}),
	)
}

/// The slots that brought a block: as many as blocks were counted.
fn built(metrics: &Metrics) -> f64 {
	let of = |name: &str, seat: &str| metrics.get(&format!("{name}{{seat=\"{seat}\"}}")).unwrap_or_default();
	SEATS
		.iter()
		.map(|seat| of("eseal_slots_total", seat) - of("eseal_slots_missed_total", seat))
		.sum()
}

#[test]
fn what_blocks_do_is_counted_and_one_that_cannot_be_read_is_passed_over() {
	let node = TestNode::start();
	Cast::issue(&node);
	let begun = node.chain().blocks.len() - 1 - SETTLED_DEPTH;
	let exporter = Exporter::start(&node.url());
	let first = exporter.until("it counts", |metrics| metrics.get("eseal_exporter_up") == Some(1.0));
	// All series are there before anything happens.
	assert_eq!(first.get("eseal_uses_recorded_total"), Some(0.0));
	assert_eq!(first.get("eseal_blocks_unreadable_total"), Some(0.0));
	let refused = |error: &str| format!("eseal_uses_refused_total{{error=\"usageLog.{error}\"}}");
	assert_eq!(first.get(&refused("SignatureInvalid")), Some(0.0));

	record_use(&node, &pair("//A thief"));
	record_use(&node, &pair(SEAL));
	{
		let mut chain = node.chain();
		let next = chain.blocks.len();
		chain.garbled.insert(next);
	}
	author(&node, 1 + SETTLED_DEPTH);
	let metrics = exporter.until("the block that cannot be read", |metrics| {
		metrics.get("eseal_blocks_unreadable_total") == Some(1.0)
	});
	assert_eq!(metrics.get(&refused("SignatureInvalid")), Some(1.0));
	assert_eq!(metrics.get(&refused("SealNotFound")), Some(0.0));
	assert_eq!(metrics.get("eseal_uses_recorded_total"), Some(1.0));
	let settled = node.chain().blocks.len() - 1 - SETTLED_DEPTH;
	assert_eq!(
		built(&metrics),
		(settled - begun) as f64,
		"each block has one slot, the unreadable one too"
	);
	assert!(
		exporter.said().contains(&format!("block {settled} is skipped")),
		"{}",
		exporter.said()
	);

	// And it goes on.
	author(&node, 2);
	exporter.until("later blocks", |metrics| built(metrics) == (settled + 2 - begun) as f64);
}

/// A batch is as many uses as it has documents; of those that are sent with others, each is refused by itself.
#[test]
fn uses_are_counted_however_they_are_recorded() {
	use pallet_usage_log::Call;
	let node = TestNode::start();
	Cast::issue(&node);
	let exporter = Exporter::start(&node.url());
	exporter.until("it counts", |metrics| metrics.get("eseal_exporter_up") == Some(1.0));
	let (seal, owner) = (pair(SEAL), pair(OWNER));
	let send = |call: Call<eseal_runtime::Runtime>| node.execute(&owner, RuntimeCall::UsageLog(call));

	// Three that are listed, and the same again: the whole call is refused.
	let listed: Vec<_> = (0..3).map(document).collect();
	let batch = eseal_crypto::batch::batch(&listed).unwrap();
	for _ in 0..2 {
		let SignedUse { statement, signature } = Cast::signed_use(&node, &seal, 0, batch);
		send(Call::record_uses {
			seal: SealId(0),
			statement,
			documents: listed.clone().try_into().unwrap(),
			signature,
		});
	}
	// A thousand of which the chain has the root.
	let root = Default::default();
	let SignedUse { statement, signature } = Cast::signed_use(&node, &seal, 3, Documents::Batch { count: 1_000, root });
	send(Call::anchor_batch {
		seal: SealId(0),
		statement,
		signature,
	});
	// Two that are recorded, and two of a thief's between them.
	let thief = pair("//A thief");
	let single = |key: &sr25519::Pair, nonce| Cast::signed_use(&node, key, nonce, Documents::One(document(9)));
	let uses = vec![
		single(&seal, 1_003),
		single(&thief, 1_004),
		single(&thief, 1_004),
		single(&seal, 1_004),
	];
	send(Call::record_for_many {
		uses: uses.try_into().unwrap(),
	});

	author(&node, SETTLED_DEPTH);
	let refused = |metrics: &Metrics, error: &str| {
		metrics.get(&format!("eseal_uses_refused_total{{error=\"usageLog.{error}\"}}"))
	};
	let metrics = exporter.until("all uses", |metrics| {
		metrics.get("eseal_uses_recorded_total") == Some(1_005.0) && refused(metrics, "SignatureInvalid") == Some(2.0)
	});
	assert_eq!(refused(&metrics, "WrongNonce"), Some(1.0));
}

/// What a runtime before this took: a call with a text that is none, in a block with a use that was refused.
#[test]
fn an_extrinsic_that_cannot_be_read_hides_no_refused_use() {
	let node = TestNode::start();
	Cast::issue(&node);
	let exporter = Exporter::start(&node.url());
	exporter.until("it counts", |metrics| metrics.get("eseal_exporter_up") == Some(1.0));
	// Both calls fail, in one block; then the second becomes one that nobody can read.
	let block = {
		let mut chain = node.chain();
		chain.authors = false;
		let no_such_flag = pallet_usage_log::Call::close_flag {
			flag: FlagId(9),
			digest: Default::default(),
			outcome: FlagOutcome::Unfounded,
		};
		let second = chain.sign(&pair(DATA_RESOURCES), RuntimeCall::UsageLog(no_such_flag));
		drop(chain.submit(second.clone()).expect("the pool takes it"));
		drop(chain);
		let block = record_use(&node, &pair("//A thief"));
		let mut chain = node.chain();
		let body = &mut chain.blocks[block].body;
		assert_eq!(body.len(), 3);
		let place = body.iter().position(|extrinsic| *extrinsic == second).unwrap();
		body[place] = vec![0x84, 0xff];
		block
	};
	author(&node, SETTLED_DEPTH);
	let metrics = exporter.until("the block that cannot be read", |metrics| {
		metrics.get("eseal_blocks_unreadable_total") == Some(1.0)
	});
	let refused = "eseal_uses_refused_total{error=\"usageLog.SignatureInvalid\"}";
	assert_eq!(metrics.get(refused), Some(1.0));
	let said = exporter.said();
	assert!(said.contains(&format!("block {block} is skipped in part")), "{said}");
}

#[test]
fn how_things_stand_is_told() {
	let node = TestNode::start();
	author(&node, 6);
	let exporter = Exporter::start(&node.url());
	let exact = |metrics: &Metrics| metrics.with_prefix("eseal_session_key_age_exact{");
	let metrics = exporter.until("the ages of keys", |metrics| exact(metrics).len() == SEATS.len());
	for seat in SEATS {
		assert_eq!(metrics.get(&format!("eseal_officers{{seat=\"{seat}\"}}")), Some(2.0));
		assert_eq!(
			metrics.get(&format!("eseal_equivocations_total{{seat=\"{seat}\"}}")),
			Some(0.0)
		);
	}
	assert_eq!(metrics.get("eseal_open_motions"), Some(0.0));
	assert_eq!(metrics.get("eseal_paused_calls"), Some(0.0));
	assert_eq!(exact(&metrics), [1.0; 3]);
	let ages = metrics.with_prefix("eseal_session_key_age_seconds{");
	assert_eq!(ages.len(), SEATS.len());
	assert!(ages.iter().all(|age| (0.0..600.0).contains(age)), "{ages:?}");
}

#[test]
fn where_a_node_has_forgotten_the_past_keys_are_at_least_that_old() {
	let node = TestNode::start();
	author(&node, 20);
	for block in &mut node.chain().blocks[..10] {
		block.state = None;
	}
	let exporter = Exporter::start(&node.url());
	let exact = "eseal_session_key_age_exact{";
	let metrics = exporter.until("the ages of keys", |metrics| {
		metrics.with_prefix(exact).len() == SEATS.len()
	});
	assert_eq!(metrics.with_prefix(exact), [0.0; 3]);
	assert_eq!(metrics.with_prefix("eseal_session_key_age_seconds{").len(), SEATS.len());
}

#[test]
fn it_says_when_its_node_is_away_and_goes_on_when_it_is_back() {
	let mut node = TestNode::start();
	author(&node, 5);
	let exporter = Exporter::start(&node.url());
	let up = |metrics: &Metrics| metrics.get("eseal_exporter_up");
	exporter.until("how things stand", |metrics| {
		metrics.get("eseal_open_motions") == Some(0.0)
	});
	node.stop();
	let away = exporter.until("the node away", |metrics| up(metrics) == Some(0.0));
	assert_eq!(away.get("eseal_open_motions"), None, "what is not known is not told");
	assert_eq!(away.with_prefix("eseal_session_key_age_seconds{").len(), 0);
	let said = exporter.said();
	assert!(said.contains(&format!("cannot follow {}: ", node.url())), "{said}");
	assert!(said.contains("Trying again"), "{said}");
	// What it missed counts when the node is back.
	author(&node, 10);
	node.resume();
	exporter.until("what it missed", |metrics| {
		up(metrics) == Some(1.0) && built(metrics) == 10.0
	});
}

#[test]
fn a_node_that_is_not_there_is_no_failure() {
	let exporter = Exporter::start(&format!("ws://127.0.0.1:{}", free_port()));
	let metrics = exporter.until("metrics", |metrics| metrics.get("eseal_exporter_up").is_some());
	assert_eq!(metrics.get("eseal_exporter_up"), Some(0.0));
}

#[test]
fn it_serves_metrics_and_nothing_else() {
	let node = TestNode::start();
	let exporter = Exporter::start(&node.url());
	exporter.until("metrics", |_| true);
	let metrics = exporter.request("GET /metrics?x=y");
	assert!(metrics.starts_with("HTTP/1.1 200 OK\r\n"), "{metrics}");
	assert!(metrics.contains("content-type: text/plain; version=0.0.4"), "{metrics}");
	assert!(exporter.request("HEAD /metrics").starts_with("HTTP/1.1 200 OK\r\n"));
	let other = exporter.request("GET /");
	assert!(other.starts_with("HTTP/1.1 404 Not Found\r\n"), "{other}");
	assert!(other.ends_with("The metrics are at /metrics.\n"), "{other}");
	let post = exporter.request("POST /metrics");
	assert!(post.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"), "{post}");
	assert!(post.contains("allow: GET, HEAD\r\n"), "{post}");
}

#[test]
fn a_signal_ends_it_at_once() {
	let node = TestNode::start();
	let mut exporter = Exporter::start(&node.url());
	exporter.until("metrics", |_| true);
	assert_eq!(exporter.end().code(), Some(0));
}

#[test]
fn a_port_that_is_taken_is_named() {
	let taken = TcpListener::bind("127.0.0.1:0").unwrap();
	let address = taken.local_addr().unwrap().to_string();
	let (status, said) = run(&["--listen", &address]);
	assert_eq!(status, Some(1));
	assert!(said.contains("another program has that port"), "{said}");
	assert!(said.contains("--listen HOST:PORT"), "{said}");
}

#[test]
fn wrong_usage_is_explained() {
	for (args, words) in [
		(
			&["--node", "http://127.0.0.1:9944"][..],
			"it must be like ws://127.0.0.1:9944",
		),
		(&["--node"], "a value is required"),
		(&["--listen", "9620"], "it must be like 127.0.0.1:9620"),
		(&["--listen", "127.0.0.1:70000"], "it must be like 127.0.0.1:9620"),
		(&["--rpc", "ws://127.0.0.1:9944"], "--rpc"),
		(&["up"], "up"),
	] {
		let (status, said) = run(args);
		assert_eq!(status, Some(64), "{said}");
		assert!(said.contains(words), "{said}");
	}
	let (status, help) = run(&["--help"]);
	assert_eq!(status, Some(0));
	assert!(help.contains("eseal_exporter_up 0"), "{help}");
	assert!(help.contains("Example: eseal-operator exporter"), "{help}");
}
