//! The keys of development chains, and an enterprise with an e-seal that is active.

use crate::server::TestNode;
use codec::{DecodeAll, Encode};
use eseal_primitives::{
	answers::SealInfo, DocumentDigest, Documents, Moment, PossessionClaim, Purpose, RawText, SealCode, SealId, SealKey,
	SealSignature, SignedUse, Uscc, UsccCheck, UseStatement,
};
use eseal_runtime::{AccountId, RuntimeCall};
use pallet_e_seal::Call;
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{traits::IdentifyAccount, MultiSigner};

/// The code of the enterprise.
pub const USCC: &str = "91330106MA2KXYA720";

/// The code of its physical seal.
pub const SEAL_CODE: &str = "3301060000001";

/// A year in milliseconds.
const YEAR: u64 = 365 * 24 * 3_600_000;

/// The secret URI of the enterprise's owner.
pub const OWNER: &str = "//Owner";
/// The secret URI of the e-seal's key.
pub const SEAL: &str = "//Seal";
/// The secret URI of the officer of Market Supervision.
pub const MARKET_SUPERVISION: &str = "//MarketSupervision//officer";
/// The secret URI of the officer of Public Security.
pub const PUBLIC_SECURITY: &str = "//PublicSecurity//officer";
/// The secret URI of the officer of Data Resources.
pub const DATA_RESOURCES: &str = "//DataResources//officer";

/// The key pair of a secret URI.
pub fn pair(uri: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(uri, None).expect("a secret URI")
}

/// The account of a secret URI.
pub fn account(uri: &str) -> AccountId {
	MultiSigner::from(pair(uri).public()).into_account()
}

/// What makes an e-seal active.
pub struct Cast;

impl Cast {
	/// Registers the enterprise, files its physical seal, applies for its e-seal and approves it: e-seal 0, whose owner is
	/// [`OWNER`] and whose key is [`SEAL`].
	pub fn issue(node: &TestNode) {
		Self::apply(node);
		let approve = Call::approve {
			application: SealId(0),
			digest: application_digest(node, SealId(0)),
		};
		node.execute(&pair(DATA_RESOURCES), RuntimeCall::ESeal(approve));
		let block = node.chain().blocks.len() - 1;
		assert_eq!(block, 4, "each call has its block");
	}

	/// Registers the enterprise, files its physical seal and applies for its e-seal: application 0.
	pub fn apply(node: &TestNode) {
		let raw = |text: &str| RawText::try_from(text).expect("a short text");
		let genesis = node.chain().blocks[0].hash;
		let digest = |n: u8| DocumentDigest::Sha256([n; 32].into());
		node.execute(
			&pair(MARKET_SUPERVISION),
			RuntimeCall::ESeal(Call::register_enterprise {
				uscc: raw(USCC),
				name: raw("杭州某某科技有限公司"),
				owner: account(OWNER),
				check: UsccCheck::Enforced,
			}),
		);
		node.execute(
			&pair(PUBLIC_SECURITY),
			RuntimeCall::ESeal(Call::file_physical_seal {
				code: raw(SEAL_CODE),
				uscc: raw(USCC),
				kind: eseal_primitives::physical_seal::SealKind::Official,
				imprint: digest(1),
				maker: raw("杭州刻章厂"),
			}),
		);
		let seal = pair(SEAL);
		let now = Moment(node.chain().time());
		let claim = PossessionClaim {
			uscc: Uscc::parse(USCC.as_bytes(), UsccCheck::Enforced).expect("a right code"),
			code: SealCode::parse(SEAL_CODE.as_bytes()).expect("13 digits"),
			key: SealKey::Sr25519(seal.public()),
			certificate: digest(2),
			picture: digest(3),
			valid_from: now,
			valid_until: now.saturating_add(YEAR),
		};
		let proof = SealSignature::Sr25519(seal.sign(&claim.bytes_to_sign(genesis, &account(OWNER))));
		node.execute(
			&pair(OWNER),
			RuntimeCall::ESeal(Call::apply {
				uscc: raw(USCC),
				code: raw(SEAL_CODE),
				key: claim.key,
				certificate: claim.certificate,
				picture: claim.picture,
				valid_from: claim.valid_from,
				valid_until: claim.valid_until,
				proof,
			}),
		);
	}

	/// A statement of the e-seal's owner, signed now by this key: valid if it is the e-seal's, [`SEAL`].
	pub fn signed_use(node: &TestNode, key: &sr25519::Pair, nonce: u64, documents: Documents) -> SignedUse {
		let (genesis, now) = {
			let chain = node.chain();
			(chain.blocks[0].hash, chain.time())
		};
		let statement = UseStatement {
			seal: SealId(0),
			grant: None,
			nonce,
			documents,
			purpose: Purpose::Contract,
			signed_at: Moment(now),
		};
		let signature = key.sign(&statement.bytes_to_sign(genesis, &account(OWNER)));
		SignedUse {
			statement,
			signature: SealSignature::Sr25519(signature),
		}
	}

	/// Its owner suspends the e-seal and resumes it: two blocks, each with an event.
	pub fn suspend_and_resume(node: &TestNode) {
		let seal = SealId(0);
		let digest = application_digest(node, seal);
		node.execute(&pair(OWNER), RuntimeCall::ESeal(Call::suspend { seal, digest }));
		node.execute(&pair(OWNER), RuntimeCall::ESeal(Call::resume { seal, digest }));
	}
}

/// The digest of an application, which decisions about it name.
fn application_digest(node: &TestNode, seal: SealId) -> H256 {
	let chain = node.chain();
	let answer = chain.call(chain.best(), "ESealApi_seal", &seal.encode());
	let info = Option::<SealInfo<AccountId>>::decode_all(&mut &answer.expect("the runtime has it")[..]);
	info.expect("an e-seal").expect("there is one").application_digest
}
