//! `network assemble`: what the three agencies' files make, and what must not get into it.

use crate::support::{address, key, read, write, Home, ID, IN_DEVELOPMENT_CHAIN, SEATS};
use serde_json::{json, Value};
use sp_core::{crypto::Pair, ed25519, sr25519};
use std::{fs, path::Path};

#[test]
fn in_any_order_the_bytes_are_the_same() {
	let home = Home::with_keys();
	let [first, second, third] = home.files();
	let printed = home
		.assemble("spec", &[first.clone(), second.clone(), third.clone()])
		.succeeds();
	let again = home.assemble("again", &[third, first, second]).succeeds();
	for name in ["eseal-plain.json", "eseal-raw.json"] {
		assert_eq!(
			fs::read(home.at("spec").join(name)).unwrap(),
			fs::read(home.at("again").join(name)).unwrap()
		);
	}
	let digests = |text: &str| text.split("==> SHA-256").nth(1).unwrap().to_owned();
	assert_eq!(digests(&printed), digests(&again));
	let plain = read(&home.at("spec/eseal-plain.json"));
	assert_eq!(plain["chainType"], "Live");
	assert_eq!(plain["id"], ID);
	assert_eq!(plain["genesis"]["runtimeGenesis"]["code"], "0x00C0DE");
	let seats = plain["genesis"]["runtimeGenesis"]["patch"]["agencies"]["seats"]
		.as_array()
		.unwrap();
	assert_eq!(
		seats.iter().map(|seat| seat[0].as_str().unwrap()).collect::<Vec<_>>(),
		SEATS
	);
}

#[test]
fn a_seat_missing_or_twice_is_refused() {
	let home = Home::with_keys();
	let [first, second, _] = home.files();
	home.assemble("spec", &[first.clone(), second.clone()])
		.is_refused("no file is of Data Resources");
	home.assemble("spec", &[first, second.clone(), second])
		.is_refused("2 files are of Public Security");
	assert!(!home.at("spec").exists());
}

#[test]
fn nothing_is_overwritten() {
	let home = Home::with_spec();
	let before = fs::read(home.at("spec/eseal-raw.json")).unwrap();
	home.assemble("spec", &home.files()).is_refused("spec already exists");
	assert_eq!(fs::read(home.at("spec/eseal-raw.json")).unwrap(), before);
}

#[test]
fn a_file_with_more_or_less_in_it_is_refused() {
	let home = Home::with_keys();
	let unchanged = "unchanged, and for its SHA-256";
	home.assemble("spec", &home.files_with(|json| json["phrase"] = json!("x")))
		.is_refused("unknown field `phrase`");
	home.assemble("spec", &home.files_with(|json| json["officers"] = json!([])))
		.is_refused("it has 0 officer(s)");
	let first_alone = |json: &mut serde_json::Value| json["officers"] = json!([json["officers"][0]]);
	home.assemble("spec", &home.files_with(first_alone))
		.is_refused("an agency begins with 2 or more");
	home.assemble("spec", &home.files_with(|json| json["account"] = json!("5x")))
		.is_refused("`5x` is not an address");
	home.assemble(
		"spec",
		&home.files_with(|json| json["format"] = json!("eseal-agency/1")),
	)
	.is_refused("its format is `eseal-agency/1`; this program reads `eseal-agency/2`");
	home.assemble("spec", &home.files_with(|json| json["validators"] = json!([])))
		.is_refused("a seat has 1 to 4");
	let nameless = "/ip4/10.0.0.1/tcp/30333/wss/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
	home.assemble("spec", &home.files_with(|json| json["bootnodes"] = json!([nameless])))
		.is_refused("is not a node's address");

	// What JSON readers take for the same, and is not what was written.
	let [first, second, third] = home.files();
	let text = fs::read_to_string(&second).unwrap();
	let changed = home.at("changed.json");
	let seat = "\"seat\": \"PublicSecurity\",";
	for other in [
		text.replace('\t', "  "),
		text.replace(seat, &format!("{seat}\n\t{seat}")),
		format!("{text}\n"),
		as_list(&read(&second)),
	] {
		assert_ne!(other, text);
		fs::write(&changed, other).unwrap();
		home.assemble("spec", &[first.clone(), changed.clone(), third.clone()])
			.is_refused(unchanged);
	}
	fs::write(&changed, " ".repeat(70_000)).unwrap();
	home.assemble("spec", &[first.clone(), changed, third.clone()])
		.is_refused("larger than");
	home.assemble("spec", &[first, home.at("nothing.json"), third])
		.is_refused("cannot be read");
}

/// A validator as a list of its fields' values, which some readers take for an object.
fn as_list(json: &Value) -> String {
	let mut json = json.clone();
	let validator = &json["validators"][0];
	let fields = ["account", "aura", "aura_proof", "grandpa", "grandpa_proof"];
	json["validators"][0] = fields.iter().map(|field| validator[field].clone()).collect();
	String::from_utf8(write(&json)).unwrap()
}

#[test]
fn what_a_file_says_cannot_command_the_terminal() {
	let home = Home::with_keys();
	let done = home.assemble("spec", &home.files_with(|json| json["\u{1b}[2J"] = json!(1)));
	assert!(!done.stderr.contains('\u{1b}'), "{done:?}");
	done.is_refused("\\u{1b}[2J");
}

#[test]
fn keys_of_another_network_are_refused() {
	let home = Home::with_keys();
	home.run(&[
		"keys",
		"--id",
		"eseal_rehearsal",
		"--seat",
		SEATS[1],
		"--dir",
		"rehearsal",
	])
	.succeeds();
	let [first, _, third] = home.files();
	let rehearsed = home.at("rehearsal/public-security.json");
	let files = [first.clone(), rehearsed.clone(), third.clone()];
	home.assemble("spec", &files)
		.is_refused("its keys were made for the network eseal_rehearsal, not for eseal_under_test");

	// Nor does it help to write another name into the file: the keys themselves signed which network it is.
	let renamed = home.at("renamed.json");
	let text = fs::read_to_string(rehearsed).unwrap().replace("eseal_rehearsal", ID);
	fs::write(&renamed, text).unwrap();
	home.assemble("spec", &[first, renamed, third])
		.is_refused("has no proof that it was made for the network eseal_under_test");
}

#[test]
fn keys_that_another_agency_holds_are_refused() {
	let home = Home::with_keys();
	let [_, _, third] = home.files();
	// Another agency's key, with its proof: the proof names the seat.
	let theirs = read(&third)["validators"][0].clone();
	let stolen = home.files_with(|json| json["validators"][0] = theirs);
	home.assemble("spec", &stolen).is_refused("has no proof");
	let theirs = read(&third)["account"].clone();
	let shared = home.files_with(|json| json["officers"][0] = theirs);
	home.assemble("spec", &shared).is_refused("one key has two uses");
}

#[test]
fn keys_that_everyone_has_are_refused_with_their_proofs() {
	let home = Home::with_keys();
	let aura = |suri: &str| sr25519::Pair::from_string(suri, None).unwrap();
	let grandpa = |suri: &str| ed25519::Pair::from_string(suri, None).unwrap();
	// Everyone can prove what everyone has.
	let prove = |json: &Value| {
		let account = json["validators"][0]["account"].as_str().unwrap().to_owned();
		format!("eseal-agency/2 network={ID} seat=PublicSecurity validator={account}")
	};
	let with_aura = |pair: sr25519::Pair| {
		home.files_with(|json| {
			json["validators"][0]["aura_proof"] = json!(hex::encode(pair.sign(prove(json).as_bytes())));
			json["validators"][0]["aura"] = json!(address(pair.public().0));
		})
	};
	let with_grandpa = |pair: ed25519::Pair| {
		home.files_with(|json| {
			json["validators"][0]["grandpa_proof"] = json!(hex::encode(pair.sign(prove(json).as_bytes())));
			json["validators"][0]["grandpa"] = json!(address(pair.public().0));
		})
	};
	let refused = "is a development key, which everyone has";
	home.assemble("spec", &with_aura(aura("//Alice"))).is_refused(refused);
	home.assemble("spec", &with_grandpa(grandpa("//Bob")))
		.is_refused(refused);
	home.assemble("spec", &with_grandpa(grandpa("//Dave//stash")))
		.is_refused(refused);
	// A key that nobody else has is taken: it was not for the proof that the others were refused.
	home.assemble("fresh", &with_grandpa(ed25519::Pair::generate().0))
		.succeeds();

	for account in [
		address(aura("//DataResources").public().0),
		address(IN_DEVELOPMENT_CHAIN),
	] {
		let files = home.files_with(|json| json["account"] = json!(account));
		home.assemble("spec", &files).is_refused(refused);
	}
	let node_1 = "/dns4/node.example/tcp/30333/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
	let files = home.files_with(|json| json["bootnodes"] = json!([node_1]));
	home.assemble("spec", &files).is_refused("its secret is the number 1");
}

#[test]
fn addresses_that_others_cannot_reach_are_refused() {
	let home = Home::new();
	for seat in SEATS {
		home.make_keys(seat, &["--local-addresses", "--address", "/ip4/127.0.0.1/tcp/30333"])
			.succeeds();
	}
	home.assemble("spec", &home.files())
		.is_refused("only this machine itself reaches it there");
	home.assemble_with("spec", &home.files(), &["--local-addresses"])
		.succeeds();
}

#[test]
fn keys_in_another_networks_specification_are_refused() {
	let home = Home::with_keys();
	let other = home.at("rehearsal-raw.json");
	let raw = |keys: &[[u8; 32]]| {
		let value = keys
			.iter()
			.map(|key| hex::encode(key).to_uppercase())
			.collect::<String>();
		fs::write(
			&other,
			json!({ "genesis": { "raw": { "top": { "0x00": format!("0x08{value}01") } } } }).to_string(),
		)
		.unwrap();
	};
	let grandpa = key(&read(&home.files()[2])["validators"][0]["grandpa"]);
	let not_of = ["--not-of", "rehearsal-raw.json"];
	raw(&[[1; 32], [2; 32]]);
	home.assemble_with("apart", &home.files(), &not_of).succeeds();
	raw(&[[1; 32], grandpa]);
	let refused = "DataResources's grandpa key";
	home.assemble_with("spec", &home.files(), &not_of).is_refused(refused);
	let [first, ..] = home.files();
	let check = |more: &[&str]| home.run(&[&["check", "apart", first.to_str().unwrap()], more].concat());
	check(&[]).succeeds();
	check(&not_of).is_refused(refused);
	fs::write(&other, "{}").unwrap();
	check(&not_of).is_refused("is no raw chain specification");
}

#[test]
fn a_node_that_is_not_there_or_another_program_is_told() {
	let home = Home::with_keys();
	let with = |program: &Path| home.assemble_with("spec", &home.files(), &["--eseal-node", program.to_str().unwrap()]);
	with(&home.at("nowhere")).is_refused("cannot be run");
	with(Path::new("/bin/true")).is_refused("gave something else than was asked");
	with(Path::new("/bin/false")).is_refused("export-chain-spec --chain dev failed");
	assert!(!home.at("spec").exists());
}
