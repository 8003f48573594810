//! The salt of a commitment. It is kept where the receipt will lie from before the use is sent until the receipt, which then
//! has it, is written.

use crate::{
	digests::Salt,
	failure::{Failure, Result},
	files,
	view::terminal::word,
};
use eseal_receipt::Receipt;
use std::path::{Path, PathBuf};

/// Where the salt for a receipt is kept.
pub fn beside(receipt: &Path) -> PathBuf {
	let mut name = receipt.as_os_str().to_owned();
	name.push(".salt");
	PathBuf::from(name)
}

/// Keeps the salt for a receipt; over another one only if `force`.
pub fn keep(receipt: &Path, salt: &Salt, force: bool) -> Result<()> {
	let text = format!("{}\n", hex::encode(salt));
	files::write(&beside(receipt), text.as_bytes(), files::Readers::Owner, force)
}

/// Forgets the salt that the receipt has now, or that nothing was sent with.
pub fn forget(receipt: &Path) {
	let _ = std::fs::remove_file(beside(receipt));
}

/// The salt that is kept for a receipt, if one is.
pub fn kept(receipt: &Path) -> Result<Option<Salt>> {
	let path = beside(receipt);
	if !path.exists() {
		return Ok(None);
	}
	let bytes = hex::decode(files::read_typed(&path)?.trim()).ok();
	bytes
		.and_then(|bytes| Salt::try_from(bytes).ok())
		.map(Some)
		.ok_or_else(|| Failure::input(format!("{} is not a salt of 32 bytes in hexadecimal", word(&path))))
}

/// The salt in a receipt, if one is.
pub fn of(receipt: &Receipt) -> Option<Salt> {
	let salt = receipt.salt.as_ref()?;
	Salt::try_from(salt.0.as_slice()).ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_salt_is_kept_and_found_and_forgotten() {
		let folder = tempfile::tempdir().unwrap();
		let receipt = folder.path().join("a.pdf.eseal");
		assert_eq!(kept(&receipt).unwrap(), None);
		keep(&receipt, &[7; 32], false).unwrap();
		assert!(keep(&receipt, &[8; 32], false).is_err(), "another use may need it");
		assert_eq!(kept(&receipt).unwrap(), Some([7; 32]));
		assert!(beside(&receipt).ends_with("a.pdf.eseal.salt"));
		std::fs::write(beside(&receipt), "0707").unwrap();
		assert!(kept(&receipt).is_err());
		forget(&receipt);
		assert_eq!(kept(&receipt).unwrap(), None);
	}
}
