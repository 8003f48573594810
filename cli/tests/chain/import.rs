//! `eseal enterprise import`, `eseal physical import` and `eseal seal approve --all`: what they record, what they leave behind
//! when they are broken off, and what they refuse.

use super::*;
use codec::{DecodeAll, Encode};
use eseal_primitives::{answers::EnterpriseInfo, RawText, Uscc, UsccCheck};
use eseal_testnode::pair;
use std::{
	process::{Command, Stdio},
	time::{Duration, Instant},
};

/// How long to wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

const MS: &str = "//MarketSupervision//officer";
const SECOND: &str = "//MarketSupervision//second";
const PS: &str = "//PublicSecurity//officer";
const DR: &str = "//DataResources//officer";

/// The code of enterprise `n`, of which the check character is right.
fn code(n: u32) -> String {
	let begin = format!("91330106MA{n:07}");
	"0123456789ABCDEFGHJKLMNPQRTUWXY"
		.chars()
		.map(|check| format!("{begin}{check}"))
		.find(|code| Uscc::parse(code.as_bytes(), UsccCheck::Enforced).is_ok())
		.unwrap()
}

/// Lines of enterprises, with a header.
fn enterprises(numbers: impl IntoIterator<Item = u32>) -> String {
	let owner = cast::account(cast::OWNER);
	let lines = numbers
		.into_iter()
		.map(|n| format!("{},\"杭州,某某 {n} 号有限公司\",{owner}\n", code(n)));
	format!("uscc,name,owner\n{}", lines.collect::<String>())
}

/// Lines of official seals of these enterprises, with a header.
fn seals(numbers: impl IntoIterator<Item = u32>) -> String {
	let lines = numbers.into_iter().map(|n| {
		let digest = format!("sha256:0x{n:064x}");
		format!("330107{n:07},{},{digest},杭州刻章厂\n", code(n))
	});
	format!("code,uscc,imprint,maker\n{}", lines.collect::<String>())
}

/// The desk of Market Supervision's two officers, with a file.
fn desk(file: &str) -> Desk {
	let desk = Desk::new();
	desk.key("officer.key", MS);
	desk.key("second.key", SECOND);
	desk.write("city.csv", file);
	desk
}

const IMPORT: [&str; 3] = ["enterprise", "import", "city.csv"];

fn import(desk: &Desk, more: &[&str]) -> (Option<i32>, Json) {
	desk.sent("officer.key", IMPORT.into_iter().chain(more.iter().copied()))
}

/// `done`, `earlier`, `refused` and `open`.
fn counts(said: &Json) -> [u64; 4] {
	["done", "earlier", "refused", "open"].map(|name| said[name].as_u64().unwrap_or_else(|| panic!("{said}")))
}

/// The enterprise with this number, as of the latest block.
fn registered(desk: &Desk, n: u32) -> Option<EnterpriseInfo<eseal_runtime::AccountId>> {
	let chain = desk.node.chain();
	let uscc = RawText::try_from(&code(n)[..]).unwrap();
	let answer = chain.call(chain.best(), "ESealApi_enterprise", &uscc.encode());
	Option::decode_all(&mut &answer.unwrap()[..]).unwrap()
}

/// The lines of a report, without its header.
fn report(desk: &Desk, name: &str) -> Vec<String> {
	let text = fs::read_to_string(desk.path(name)).unwrap();
	text.lines().skip(1).map(str::to_owned).collect()
}

fn next_index(desk: &Desk, uri: &str) -> u32 {
	desk.node.chain().next_index(&cast::account(uri))
}

/// Waits until something is so.
fn wait_for(what: &str, is_so: impl Fn() -> bool) {
	let since = Instant::now();
	while !is_so() {
		assert!(since.elapsed() < PATIENCE, "{what}");
		std::thread::sleep(Duration::from_millis(20));
	}
}

#[test]
fn the_lines_of_a_file_are_registered_in_batches_and_each_is_reported() {
	let desk = desk(&enterprises(0..230));
	let (code_of, said) = while_blocks_are_made(&desk, || import(&desk, &[]));
	assert_eq!(code_of, Some(0), "{said}");
	assert_eq!(counts(&said), [230, 0, 0, 0]);
	assert_eq!(
		(&said["lines"], &said["report"]),
		(&230.into(), &"city.csv.report.csv".into())
	);
	for n in [0, 99, 100, 229] {
		let info = registered(&desk, n).unwrap();
		assert_eq!(info.enterprise.name.as_str(), format!("杭州,某某 {n} 号有限公司"));
	}
	// Three extrinsics for all.
	assert_eq!(next_index(&desk, MS), 3);
	let lines = report(&desk, "city.csv.report.csv");
	assert_eq!(lines.len(), 230);
	assert!(lines[0].starts_with(&format!("2,{},done,", code(0))), "{}", lines[0]);

	// The same again sends nothing.
	let (code_of, said) = import(&desk, &[]);
	assert_eq!((code_of, counts(&said)), (Some(0), [0, 230, 0, 0]), "{said}");
	assert_eq!(next_index(&desk, MS), 3);
	// And without the journal, by what the chain has.
	fs::remove_file(desk.path("city.csv.journal")).unwrap();
	let (code_of, said) = import(&desk, &["--report", "again.jsonl"]);
	assert_eq!((code_of, counts(&said)), (Some(0), [0, 230, 0, 0]), "{said}");
	assert_eq!(next_index(&desk, MS), 3);
	let again = fs::read_to_string(desk.path("again.jsonl")).unwrap();
	assert!(
		again.lines().all(|line| line.contains("\"outcome\":\"earlier\"")),
		"{again}"
	);
}

/// Three batches, of which the budget of a new officer has room for two in a block: the last one has fewer lines, and a node that
/// looks at it alone takes it.
#[test]
fn a_last_batch_that_is_smaller_waits_until_its_node_can_tell_whether_it_fits() {
	let desk = desk(&enterprises(0..230));
	desk.node.chain().authors = false;
	let (code_of, said) = std::thread::scope(|scope| {
		let running = scope.spawn(|| import(&desk, &[]));
		wait_for("two batches are sent", || next_index(&desk, MS) >= 2);
		// For a third one to follow, if it did.
		std::thread::sleep(Duration::from_secs(1));
		assert_eq!(next_index(&desk, MS), 2);
		desk.node.chain().author();
		while_blocks_are_made(&desk, || running.join().unwrap())
	});
	assert_eq!((code_of, counts(&said)), (Some(0), [230, 0, 0, 0]), "{said}");
	assert_eq!(next_index(&desk, MS), 3);
}

/// The node throws out what it had taken, and does not look at the same bytes again.
#[test]
fn a_batch_that_a_node_throws_out_is_signed_anew() {
	let desk = desk(&enterprises(0..130));
	desk.node.chain().authors = false;
	let (code_of, said) = std::thread::scope(|scope| {
		let running = scope.spawn(|| import(&desk, &[]));
		wait_for("a batch is sent", || next_index(&desk, MS) >= 1);
		desk.node.chain().throw_out_all();
		while_blocks_are_made(&desk, || running.join().unwrap())
	});
	assert_eq!((code_of, counts(&said)), (Some(0), [130, 0, 0, 0]), "{said}");
}

/// Runs while the chain makes a block every now and then, so that budgets refill.
fn while_blocks_are_made<T>(desk: &Desk, run: impl FnOnce() -> T) -> T {
	let is_over = std::sync::atomic::AtomicBool::new(false);
	std::thread::scope(|scope| {
		scope.spawn(|| {
			while !is_over.load(std::sync::atomic::Ordering::Relaxed) {
				desk.node.chain().author();
				std::thread::sleep(Duration::from_millis(100));
			}
		});
		let result = run();
		is_over.store(true, std::sync::atomic::Ordering::Relaxed);
		result
	})
}

/// The program is killed while batches are on their way: some are final, and others become so when it is gone. The file is more
/// than the officer's budget allows at once.
#[test]
fn after_a_break_it_goes_on_and_does_nothing_twice() {
	const LINES: u32 = 1_200;
	let desk = desk(&enterprises(0..LINES));
	desk.node.chain().authors = false;
	let program = assert_cmd::cargo::cargo_bin!("eseal");
	let mut running = Command::new(program)
		.current_dir(desk.path(""))
		.env_clear()
		.env("HOME", desk.path(""))
		.env("ESEAL_URL", desk.node.url())
		.args(IMPORT)
		.args(["--account", "officer.key", "--password-file", "password"])
		.stdout(Stdio::null())
		.stderr(Stdio::null())
		.spawn()
		.unwrap();
	wait_for("the first batches are sent", || next_index(&desk, MS) >= 2);
	desk.node.chain().author();
	let journal = desk.path("city.csv.journal");
	let entered = || fs::read_to_string(&journal).map_or(0, |text| text.lines().count());
	wait_for("what is final is in the journal", || entered() > 200);
	running.kill().unwrap();
	running.wait().unwrap();
	let before = entered() - 1;
	assert!(before < LINES as usize, "the break came too late: {before}");
	// What the program had sent by then.
	desk.node.chain().author();

	let (code_of, said) = while_blocks_are_made(&desk, || import(&desk, &[]));
	assert_eq!(code_of, Some(0), "{said}");
	let [done, earlier, refused, open] = counts(&said);
	assert_eq!((done + earlier, refused, open), (LINES.into(), 0, 0), "{said}");
	assert!(done > 0, "{said}");
	assert!(earlier >= before as u64, "{said}");
	assert!((0..LINES).step_by(97).all(|n| registered(&desk, n).is_some()));
	assert_eq!(report(&desk, "city.csv.report.csv").len(), LINES as usize);
}

#[test]
fn a_line_that_the_chain_refuses_keeps_no_other_back() {
	let desk = desk(&enterprises(0..20));
	desk.write("other.csv", enterprises([3, 7]).replace("杭州", "宁波"));
	let (code_of, said) = desk.sent("officer.key", ["enterprise", "import", "other.csv"]);
	assert_eq!(code_of, Some(0), "{said}");
	let (code_of, said) = import(&desk, &[]);
	assert_eq!((code_of, counts(&said)), (Some(1), [18, 0, 2, 0]), "{said}");
	assert_eq!(
		said["reasons"][0]["reason"],
		"the code is registered already, under another name"
	);
	assert_eq!(said["reasons"][0]["lines"], 2);
	let refused: Vec<_> = report(&desk, "city.csv.report.csv")
		.into_iter()
		.filter(|line| line.contains(",refused,"))
		.collect();
	assert_eq!(refused.len(), 2);
	assert!(
		refused[0].starts_with(&format!("5,{},refused,,", code(3))),
		"{refused:?}"
	);
	// It is tried again, and refused again.
	let (code_of, said) = import(&desk, &[]);
	assert_eq!((code_of, counts(&said)), (Some(1), [0, 18, 2, 0]), "{said}");
}

/// What fails in its block: another program was faster.
#[test]
fn what_somebody_else_did_meanwhile_is_told() {
	let desk = desk(&enterprises(0..3));
	desk.node.chain().authors = false;
	let node = &desk.node;
	let (code_of, said) = std::thread::scope(|scope| {
		let running = scope.spawn(|| import(&desk, &[]));
		wait_for("the batch is sent", || next_index(&desk, MS) == 1);
		// The other officer's comes into the same block, before or after it.
		let owner = cast::account(cast::OWNER);
		let uscc = |n| RawText::try_from(&code(n)[..]).unwrap();
		let other = pallet_e_seal::Call::register_enterprise {
			uscc: uscc(1),
			name: RawText::try_from("宁波").unwrap(),
			owner,
			check: UsccCheck::Enforced,
		};
		let bytes = node.chain().sign(&pair(SECOND), other.into());
		drop(node.chain().submit(bytes).unwrap());
		node.chain().author();
		node.chain().authors = true;
		running.join().unwrap()
	});
	let [done, earlier, refused, open] = counts(&said);
	assert_eq!((earlier, open), (0, 0), "{said}");
	assert_eq!(done + refused, 3, "{said}");
	assert_eq!(code_of, Some(i32::from(refused > 0)), "{said}");
}

#[test]
fn several_officers_share_a_file() {
	let desk = desk(&enterprises(0..350));
	let (code_of, said) = import(&desk, &["--with", "second.key"]);
	assert_eq!((code_of, counts(&said)), (Some(0), [350, 0, 0, 0]), "{said}");
	// Four batches, of which whoever can sends the last one, that has fewer lines.
	let sent = [next_index(&desk, MS), next_index(&desk, SECOND)];
	assert!([[3, 1], [2, 2], [1, 3]].contains(&sent), "{sent:?}");
	// Or each its own share, wherever it sits.
	let desk = self::desk(&enterprises(0..101));
	let (code_of, said) = import(&desk, &["--part", "1/2"]);
	assert_eq!((code_of, counts(&said)), (Some(0), [51, 0, 0, 0]), "{said}");
	assert!(registered(&desk, 0).is_some() && registered(&desk, 1).is_none());
	let second = IMPORT.into_iter().chain(["--part", "2/2"]);
	let (code_of, said) = desk.sent("second.key", second);
	assert_eq!((code_of, counts(&said)), (Some(0), [50, 0, 0, 0]), "{said}");
	assert_eq!(said["report"], "city.csv.2-of-2.report.csv");
	assert_eq!(report(&desk, "city.csv.2-of-2.report.csv").len(), 50);
	assert!((0..101).all(|n| registered(&desk, n).is_some()));
}

#[test]
fn a_file_with_wrong_lines_is_not_sent() {
	let mut text = enterprises(0..30);
	text.push_str(&format!("{},甲,nobody\n91330106MA00000XX,乙,x\n", code(40)));
	text.push_str(enterprises([5]).lines().last().unwrap());
	let desk = desk(&text);
	// No node is needed for that, and no account.
	let mut desk = desk;
	desk.node.stop();
	for more in [&["--json"][..], &["--json", "--dry-run"]] {
		let output = desk.eseal(IMPORT).args(more).output().unwrap();
		let (code_of, said) = told(&output);
		assert_eq!(code_of, Some(1), "{said}");
		assert_eq!((&said["lines"], &said["wrong"]), (&33.into(), &3.into()));
		assert_eq!(said["firstWrong"][0]["line"], 32);
		assert_eq!(
			said["firstWrong"][2]["reason"],
			format!("line 7 has {} already", code(5))
		);
		let lines = report(&desk, "city.csv.report.csv");
		assert_eq!(lines.len(), 3);
		assert!(
			lines[0].starts_with("32,,wrong,,\"the owner \"\"nobody\"\" is not"),
			"{}",
			lines[0]
		);
	}
	let text = desk.eseal(IMPORT).output().unwrap();
	let text = String::from_utf8(text.stdout).unwrap();
	assert!(text.contains("3 lines are wrong of 33. Nothing was sent."), "{text}");
	assert!(!desk.path("city.csv.journal").exists());
}

#[test]
fn a_dry_run_checks_without_a_node_and_tells_the_digest() {
	let mut desk = desk(&enterprises(0..30));
	desk.node.stop();
	let looked = |name: &str| {
		let output = desk
			.eseal(["enterprise", "import", name, "--dry-run", "--json"])
			.output()
			.unwrap();
		let (code_of, said) = told(&output);
		assert_eq!(
			(code_of, &said["lines"], &said["wrong"]),
			(Some(0), &30.into(), &0.into())
		);
		said["digest"].as_str().unwrap().to_owned()
	};
	desk.write("copy.csv", enterprises(0..30));
	desk.write("other.csv", enterprises(1..31));
	assert_eq!(looked("city.csv"), looked("copy.csv"));
	assert_ne!(looked("city.csv"), looked("other.csv"));
	assert!(!desk.path("city.csv.report.csv").exists() && !desk.path("city.csv.journal").exists());
}

#[test]
fn who_may_not_send_is_told_before_anything_is_sent() {
	let desk = desk(&enterprises(0..3));
	desk.key("ps.key", PS);
	desk.key("stranger.key", "//Stranger");
	for key in ["ps.key", "stranger.key"] {
		let (code_of, said) = desk.sent(key, IMPORT);
		assert_eq!(code_of, Some(1), "{said}");
		let message = said["error"]["message"].as_str().unwrap();
		assert!(message.ends_with("is no officer of Market Supervision"), "{message}");
		let (code_of, said) = import(&desk, &["--with", key]);
		assert_eq!(code_of, Some(1), "{said}");
	}
	let (code_of, said) = import(&desk, &["--with", "officer.key"]);
	assert_eq!(code_of, Some(64), "{said}");
	let message = said["error"]["message"].as_str().unwrap();
	assert_eq!(message, "officer.key is an account that sends already");
	let (code_of, said) = told(&desk.eseal(IMPORT).arg("--json").output().unwrap());
	assert_eq!((code_of, &said["error"]["kind"]), (Some(64), &"usage".into()), "{said}");
	assert_eq!(next_index(&desk, MS), 0);

	// Where the seat decided on two officers.
	desk.key("governor.key", "//MarketSupervision");
	let policy = ["act", "policy", "register-enterprise", "--officers", "two"];
	assert_eq!(desk.sent("governor.key", policy).0, Some(0));
	let (code_of, said) = import(&desk, &[]);
	assert_eq!(code_of, Some(1), "{said}");
	let message = said["error"]["message"].as_str().unwrap();
	assert!(
		message.starts_with("Market Supervision takes two officers for each of these enterprises"),
		"{message}"
	);
	let next = said["error"]["next"].as_str().unwrap();
	assert!(
		next.ends_with("`eseal act policy register-enterprise --officers one`."),
		"{next}"
	);
	assert_eq!(next_index(&desk, MS), 0);
}

#[test]
fn the_journal_of_another_file_is_told() {
	let desk = desk(&enterprises(0..3));
	assert_eq!(import(&desk, &[]).0, Some(0));
	desk.write("city.csv", enterprises(0..4));
	let (code_of, said) = import(&desk, &[]);
	assert_eq!(code_of, Some(1), "{said}");
	let message = said["error"]["message"].as_str().unwrap();
	assert!(
		message.starts_with("city.csv.journal is the journal of another file"),
		"{message}"
	);
	fs::remove_file(desk.path("city.csv.journal")).unwrap();
	let (code_of, said) = import(&desk, &[]);
	assert_eq!((code_of, counts(&said)), (Some(0), [1, 3, 0, 0]), "{said}");
	// Nothing else loses its place to a report.
	desk.write("letter.csv", "dear all");
	let (code_of, said) = import(&desk, &["--report", "letter.csv"]);
	assert_eq!(code_of, Some(1), "{said}");
	assert_eq!(fs::read_to_string(desk.path("letter.csv")).unwrap(), "dear all");
}

#[test]
fn physical_seals_are_filed_and_applications_approved_from_a_file() {
	let desk = desk(&enterprises(0..120));
	desk.key("ps.key", PS);
	desk.key("dr.key", DR);
	desk.write("seals.csv", seals(0..125));
	assert_eq!(import(&desk, &[]).0, Some(0));
	let (code_of, said) = desk.sent("ps.key", ["physical", "import", "seals.csv"]);
	assert_eq!((code_of, counts(&said)), (Some(1), [120, 0, 5, 0]), "{said}");
	let reason = said["reasons"][0]["reason"].as_str().unwrap();
	assert!(reason.starts_with("ESeal.EnterpriseNotFound: "), "{reason}");
	// When what stood in the way is gone, the same command does the rest.
	desk.write("rest.csv", enterprises(120..125));
	let (code_of, said) = desk.sent("officer.key", ["enterprise", "import", "rest.csv"]);
	assert_eq!(code_of, Some(0), "{said}");
	let (code_of, said) = desk.sent("ps.key", ["physical", "import", "seals.csv"]);
	assert_eq!((code_of, counts(&said)), (Some(0), [5, 120, 0, 0]), "{said}");

	Cast::apply(&desk.node);
	let shown = told(&desk.eseal(["seal", "show", "0", "--json"]).output().unwrap()).1;
	let digest = shown["applicationDigest"].as_str().unwrap_or_else(|| panic!("{shown}"));
	let other = format!("0x{}", "ab".repeat(32));
	desk.write(
		"reviewed.jsonl",
		format!("{{\"application\":0,\"digest\":\"{other}\"}}\n"),
	);
	let approve = ["seal", "approve", "--all", "reviewed.jsonl"];
	let (code_of, said) = desk.sent("dr.key", approve);
	assert_eq!((code_of, counts(&said)), (Some(1), [0, 0, 1, 0]), "{said}");
	desk.write("reviewed.csv", format!("application,digest\n0,{digest}\n7,{digest}\n"));
	let approve = ["seal", "approve", "--all", "reviewed.csv"];
	let (code_of, said) = desk.sent("dr.key", approve);
	assert_eq!((code_of, counts(&said)), (Some(1), [1, 0, 1, 0]), "{said}");
	let shown = told(&desk.eseal(["seal", "show", "0", "--json"]).output().unwrap()).1;
	assert_eq!(shown["status"], "Active");
	// One by its number takes none of what goes with a file.
	let (code_of, said) = desk.sent("dr.key", ["seal", "approve", "0", "--dry-run"]);
	assert_eq!(code_of, Some(64), "{said}");
}

/// Finality pauses: what is sent is not final, and it is said so.
#[test]
fn while_finality_pauses_it_waits_and_then_says_so() {
	let desk = desk(&enterprises(0..3));
	desk.node.chain().finalizes = false;
	let (code_of, said) = import(&desk, &["--timeout", "1"]);
	assert_eq!((code_of, counts(&said)), (Some(2), [0, 0, 0, 3]), "{said}");
	assert_eq!(said["error"]["kind"], "awaiting-finality");
	let lines = report(&desk, "city.csv.report.csv");
	assert!(lines.iter().all(|line| line.contains(",open,")), "{lines:?}");
	let mut chain = desk.node.chain();
	chain.finalizes = true;
	chain.finalize();
	drop(chain);
	let (code_of, said) = import(&desk, &[]);
	assert_eq!((code_of, counts(&said)), (Some(0), [0, 3, 0, 0]), "{said}");
	assert_eq!(next_index(&desk, MS), 1);
}
