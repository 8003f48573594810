//! The client against a node in memory, which misbehaves as nodes do.

use eseal_client::{
	calls::{self, Call},
	follow::Followed,
	submit::{Outcome, Signer, Status},
	AccountId, Client, ConnectError, NodeError, NotFound, ReadError, SubmitError,
};
use eseal_primitives::{Refusal, SealId, Seat, Uscc, UsccCheck};
use eseal_testnode::{
	cast::{account, MARKET_SUPERVISION, OWNER, USCC},
	pair, Cast, TestNode,
};
use sp_core::{ed25519, sr25519, Pair};
use sp_runtime::MultiSignature;
use std::{future::Future, time::Duration};
use tokio::runtime::Runtime;

/// Long enough for a node in memory, short enough for a test that waits for it to pass.
const SHORT: Duration = Duration::from_millis(700);
const LONG: Duration = Duration::from_secs(30);

/// A key with its account.
struct Key<P>(P, AccountId);

impl<P: Pair> Signer for Key<P>
where
	P::Signature: Into<MultiSignature>,
{
	fn account(&self) -> AccountId {
		self.1.clone()
	}

	fn sign(&self, payload: &[u8]) -> Option<MultiSignature> {
		Some(self.0.sign(payload).into())
	}
}

fn key(uri: &str) -> Key<sr25519::Pair> {
	Key(pair(uri), account(uri))
}

/// A node, and a runtime for the client.
struct Stage {
	node: TestNode,
	runtime: Runtime,
}

impl Stage {
	fn set() -> Self {
		Self {
			node: TestNode::start(),
			runtime: Runtime::new().unwrap(),
		}
	}

	fn run<T>(&self, what: impl Future<Output = T>) -> T {
		self.runtime.block_on(what)
	}

	fn client(&self, timeout: Duration) -> Client {
		self.run(Client::connect(&self.node.url(), timeout)).unwrap()
	}
}

fn uscc(code: &str) -> Uscc {
	Uscc::parse(code.as_bytes(), UsccCheck::Enforced).unwrap()
}

fn register(code: &str) -> Call {
	calls::register_enterprise(&uscc(code), "某某", &account(OWNER), UsccCheck::Enforced)
}

#[test]
fn what_the_chain_has_is_read_by_names() {
	let stage = Stage::set();
	Cast::issue(&stage.node);
	let client = stage.client(LONG);
	stage.run(async {
		let block = client.finalized().await.unwrap();
		assert_eq!(block.number(), 4);
		assert_eq!(block.value("System", "Number", ()).await.unwrap(), Some(4u32));
		let officers: u32 = block
			.value("Agencies", "OfficerCount", (Seat::DataResources,))
			.await
			.unwrap()
			.unwrap();
		assert_eq!(officers, 2);
		let counts: Vec<(Seat, u32)> = block.entries("Agencies", "OfficerCount", ()).await.unwrap();
		let seats: Vec<Seat> = counts.iter().map(|(seat, _)| *seat).collect();
		assert_eq!(counts.len(), 3);
		assert!(Seat::AGENCIES.iter().all(|seat| seats.contains(seat)));
		assert_eq!(block.constant::<u64>("UsageLog", "MaxClockAhead").unwrap(), 60_000);
		assert_eq!(block.mortality().unwrap(), 256);

		let enterprise = block.enterprise(&uscc(USCC)).await.unwrap();
		assert_eq!(enterprise.enterprise.owner, account(OWNER));
		assert!(block.seal(SealId(0)).await.unwrap().usable);
		assert_eq!(block.history(SealId(0)).await.unwrap().len(), 2);
		assert_eq!(
			block.seal(SealId(1)).await.unwrap_err(),
			ReadError::NotFound(NotFound::Seal(SealId(1)))
		);
		assert!(matches!(
			block.value::<u32>("System", "Nothing", ()).await,
			Err(ReadError::Unknown(_))
		));

		let first = client.at_number(1).await.unwrap();
		let events = first.events().await.unwrap();
		let registered = events
			.iter()
			.find(|event| event.is("ESeal", "EnterpriseRegistered"))
			.unwrap();
		assert_eq!(registered.get("uscc").unwrap().as_str(), Some(USCC));
		let extrinsics = first.extrinsics().await.unwrap();
		let sent = extrinsics[registered.extrinsic.unwrap() as usize].as_ref().unwrap();
		assert_eq!(
			(sent.pallet.as_str(), sent.call.as_str()),
			("ESeal", "register_enterprise")
		);
		assert_eq!(sent.signer, Some(account(MARKET_SUPERVISION)));
		let arguments = first.arguments(sent).unwrap();
		assert_eq!(arguments[0].0, "uscc");
		assert_eq!(arguments[0].1.as_str(), Some(USCC));
		assert!(matches!(
			client.at_number(5).await,
			Err(ReadError::NotFound(NotFound::Block(5)))
		));
	});
}

#[test]
fn a_call_is_told_of_until_it_is_final() {
	let stage = Stage::set();
	let client = stage.client(LONG);
	stage.run(async {
		let mut seen = Vec::new();
		let submission = client.submit(&register(USCC), &key(MARKET_SUPERVISION)).await.unwrap();
		let outcome = submission.wait(LONG, |status| seen.push(status.clone())).await.unwrap();
		let Outcome::Final(recorded) = outcome else {
			panic!("{outcome:?}")
		};
		assert_eq!(recorded.failure(), None);
		assert_eq!(recorded.number, 1);
		assert!(recorded
			.events
			.iter()
			.any(|event| event.is("ESeal", "EnterpriseRegistered")));
		assert!(matches!(seen.first(), Some(Status::Waiting)));
		assert!(matches!(seen.last(), Some(Status::Final(_))));

		// The same again is refused in a block.
		let submission = client.submit(&register(USCC), &key(MARKET_SUPERVISION)).await.unwrap();
		let Outcome::Final(recorded) = submission.wait(LONG, |_| ()).await.unwrap() else {
			panic!("it is final")
		};
		assert!(
			recorded.failure().unwrap().is("ESeal", "EnterpriseAlreadyRegistered"),
			"{recorded:?}"
		);
	});
}

#[test]
fn a_frame_signs_as_its_block_does() {
	let stage = Stage::set();
	for _ in 0..3 {
		stage.node.chain().author();
	}
	let client = stage.client(LONG);
	// Signs the same each time, unlike an Sr25519 key.
	let pair = ed25519::Pair::from_seed(&[7; 32]);
	let account = AccountId::new(pair.public().0);
	let signer = Key(pair, account);
	stage.run(async {
		let block = client.best().await.unwrap();
		let frame = block.frame().unwrap();
		// What is long is signed by its digest.
		let long = Call::new("System", "remark", (vec![1u8; 300],));
		for call in [register(USCC), long] {
			for index in [0, 63, 64, 1_000_000] {
				assert_eq!(
					frame.sign(&call, &signer, index).unwrap(),
					block.sign(&call, &signer, index).unwrap()
				);
			}
		}
		let unknown = Call::new("System", "nothing", ());
		assert!(matches!(
			frame.sign(&unknown, &signer, 0),
			Err(SubmitError::Read(ReadError::Unknown(_)))
		));
	});
}

#[test]
fn what_is_offered_is_taken_or_refused_at_once() {
	let stage = Stage::set();
	stage.node.chain().authors = false;
	let client = stage.client(LONG);
	stage.run(async {
		let frame = client.best().await.unwrap().frame().unwrap();
		let signed = |uri| frame.sign(&register(USCC), &key(uri), 0).unwrap();
		client.offer(&signed(MARKET_SUPERVISION)).await.unwrap();
		assert_eq!(client.next_index(&account(MARKET_SUPERVISION)).await.unwrap(), 1);
		assert_eq!(
			client.offer(&signed("//Nobody")).await,
			Err(SubmitError::NotTaken {
				account: account("//Nobody"),
				refusal: Refusal::NoRole
			})
		);
		stage.node.chain().author();
		let first = client.at_number(1).await.unwrap();
		assert_eq!(
			first.enterprise(&uscc(USCC)).await.unwrap().enterprise.owner,
			account(OWNER)
		);
	});
}

#[test]
fn an_account_without_a_role_is_told_so() {
	let stage = Stage::set();
	let client = stage.client(LONG);
	let refused = stage.run(client.submit(&register(USCC), &key("//Nobody")));
	assert_eq!(
		refused.err(),
		Some(SubmitError::NotTaken {
			account: account("//Nobody"),
			refusal: Refusal::NoRole
		})
	);
}

#[test]
fn calls_of_one_account_at_the_same_time_are_all_recorded() {
	let stage = Stage::set();
	stage.node.chain().authors = false;
	let codes = [
		"91330100799655058B",
		"91440300708461136T",
		"91110000802100433B",
		"91330106MA2KXYA720",
		"91330100123456788G",
	];
	let sending: Vec<_> = codes
		.into_iter()
		.map(|code| {
			// Each over its own connection, as programs of their own would.
			let url = stage.node.url();
			stage.runtime.spawn(async move {
				let client = Client::connect(&url, LONG).await.unwrap();
				let submission = client.submit(&register(code), &key(MARKET_SUPERVISION)).await.unwrap();
				submission.wait(LONG, |_| ()).await.unwrap()
			})
		})
		.collect();
	stage.run(async { tokio::time::sleep(Duration::from_secs(4)).await });
	stage.node.chain().author();
	for sent in sending {
		let outcome = stage.run(sent).unwrap();
		assert!(
			matches!(&outcome, Outcome::Final(recorded) if recorded.failure().is_none()),
			"{outcome:?}"
		);
	}
}

/// An account with a key that signs the same bytes alike each time: on top of one block it cannot try twice.
#[test]
fn a_call_over_budget_is_signed_anew_until_the_budget_suffices() {
	let stage = Stage::set();
	let client = stage.client(LONG);
	let pair = ed25519::Pair::from_string("//Owner", None).unwrap();
	let owner = Key(pair, AccountId::from(pair.public()));
	let remark = |byte: u8| Call::new("System", "remark", (vec![byte; 1_000],));
	stage.run(async {
		let register = calls::register_enterprise(&uscc(USCC), "某某", &owner.1, UsccCheck::Enforced);
		let submission = client.submit(&register, &key(MARKET_SUPERVISION)).await.unwrap();
		assert!(matches!(submission.wait(LONG, |_| ()).await, Ok(Outcome::Final(_))));
		stage.node.chain().authors = false;
		// As many as the budget allows wait for a block.
		let mut waiting = 0;
		loop {
			let index = client.next_index(&owner.1).await.unwrap();
			let signed = client.best().await.unwrap().sign(&remark(1), &owner, index).unwrap();
			match client.send(&signed).await {
				Ok(_) => waiting += 1,
				Err(error) if error.is_held_up() => break,
				Err(error) => panic!("{error}"),
			}
		}
		assert!((5..50).contains(&waiting), "{waiting} wait");
		let blocks = async {
			for _ in 0..4 {
				tokio::time::sleep(Duration::from_millis(1_200)).await;
				stage.node.chain().author();
			}
		};
		let call = remark(2);
		let (submission, ()) = tokio::join!(client.submit(&call, &owner), blocks);
		assert!(submission.is_ok(), "{:?}", submission.err());
	});
}

#[test]
fn a_node_that_is_silent_after_a_call_leaves_open_whether_it_is_recorded() {
	let stage = Stage::set();
	let client = stage.client(SHORT);
	stage.node.silence("author_submitAndWatchExtrinsic");
	let sent = stage.run(client.submit(&register(USCC), &key(MARKET_SUPERVISION)));
	let Err(SubmitError::Unconfirmed { cause, recorded, .. }) = sent else {
		panic!("it is not known")
	};
	assert_eq!((cause, recorded), (NodeError::TimedOut(SHORT), None));
}

#[test]
fn waiting_ends_in_time_whatever_the_node_says() {
	let stage = Stage::set();
	let client = stage.client(SHORT);
	let signer = key(MARKET_SUPERVISION);
	let wait = || {
		stage.run(async {
			let submission = client.submit(&register(USCC), &signer).await.unwrap();
			submission.wait(SHORT, |_| ()).await.unwrap()
		})
	};
	stage.node.chain().authors = false;
	assert_eq!(wait(), Outcome::Pending);
	stage.node.chain().finalizes = false;
	stage.node.chain().authors = true;
	assert!(matches!(wait(), Outcome::AwaitingFinality(_)));
	// A node that says what it puts into which block, and no more.
	stage.node.silence("chain_getBlock");
	assert_eq!(wait(), Outcome::Pending);
}

#[test]
fn a_connection_that_breaks_after_a_call_leaves_open_whether_it_is_recorded() {
	let mut stage = Stage::set();
	stage.node.chain().authors = false;
	let client = stage.client(LONG);
	let submission = stage
		.run(client.submit(&register(USCC), &key(MARKET_SUPERVISION)))
		.unwrap();
	stage.node.stop();
	let waited = stage.run(submission.wait(LONG, |_| ()));
	assert!(
		matches!(
			waited,
			Err(SubmitError::Unconfirmed {
				cause: NodeError::Disconnected(_),
				..
			})
		),
		"{waited:?}"
	);
}

/// An extrinsic of a runtime before, which took any bytes for a text.
#[test]
fn an_extrinsic_that_cannot_be_read_hides_no_other() {
	let stage = Stage::set();
	Cast::issue(&stage.node);
	let client = stage.client(LONG);
	{
		let mut chain = stage.node.chain();
		// The first block registers the enterprise.
		let body = &mut chain.blocks[1].body;
		let mut no_text = body[1].clone();
		let name = no_text
			.windows(12)
			.position(|bytes| bytes == "某某科技".as_bytes())
			.unwrap();
		no_text[name..name + 4].copy_from_slice(&[0xff, 0xfe, 0x80, 0x41]);
		let whole = body[1].clone();
		body.extend([no_text, vec![0x84, 0xff], whole]);
	}
	stage.run(async {
		let block = client.at_number(1).await.unwrap();
		let extrinsics = block.extrinsics().await.unwrap();
		assert_eq!(extrinsics.len(), 5);
		let first = extrinsics[1].as_ref().unwrap();
		assert_eq!(first.call, "register_enterprise");
		assert!(block.arguments(first).is_ok());
		// What it calls is known; its name is not.
		let no_text = extrinsics[2].as_ref().unwrap();
		assert_eq!(no_text.call, "register_enterprise");
		assert!(matches!(
			block.arguments(no_text),
			Err(ReadError::Unreadable { block: 1, .. })
		));
		assert!(matches!(extrinsics[3], Err(ReadError::Unreadable { block: 1, .. })));
		assert_eq!(extrinsics[4].as_ref().unwrap().call_bytes, first.call_bytes);
	});
}

#[test]
fn a_follower_leaves_no_block_out() {
	let mut stage = Stage::set();
	let client = stage.client(LONG);
	for _ in 0..6 {
		stage.node.chain().author();
	}
	let mut follower = stage.run(client.follow_finalized(Some(1))).unwrap();
	let number = |followed: &Followed| match followed {
		Followed::Block { block, .. } => Some(block.number()),
		_ => None,
	};
	// Blocks that cannot be read are told of, and passed over.
	stage.node.chain().garbled.insert(2);
	stage.node.chain().blocks[3].state = None;
	assert_eq!(number(&stage.run(follower.next()).unwrap()), Some(1));
	for passed in [2, 3] {
		let followed = stage.run(follower.next()).unwrap();
		assert!(
			matches!(followed, Followed::Unreadable { number, .. } if number == passed),
			"{followed:?}"
		);
	}
	assert_eq!(number(&stage.run(follower.next()).unwrap()), Some(4));

	// A connection that breaks is made again.
	stage.node.stop();
	let lost = stage.run(follower.next()).unwrap();
	assert!(matches!(lost, Followed::Lost { .. }), "{lost:?}");
	let lost = stage.run(follower.next()).unwrap();
	assert!(matches!(lost, Followed::Lost { .. }), "nobody answers yet: {lost:?}");
	stage.node.resume();
	assert_eq!(number(&stage.run(follower.next()).unwrap()), Some(5));
	assert_eq!(number(&stage.run(follower.next()).unwrap()), Some(6));
	stage.node.chain().author();
	assert_eq!(number(&stage.run(follower.next()).unwrap()), Some(7));
}

#[test]
fn a_node_that_is_not_there_or_silent_is_told() {
	let stage = Stage::set();
	stage.node.silence("chain_getFinalizedHead");
	let silent = stage.run(Client::connect(&stage.node.url(), SHORT));
	assert!(
		matches!(
			silent,
			Err(ConnectError::Read(ReadError::Node(NodeError::TimedOut(SHORT))))
		),
		"{silent:?}"
	);
	let url = stage.node.url();
	drop(stage);
	let gone = Runtime::new().unwrap().block_on(Client::connect(&url, SHORT));
	assert!(matches!(gone, Err(ConnectError::Unreachable { .. })), "{gone:?}");
}
