//! Who sealed is the one expected. Anyone with an e-seal can record a use of any document.

use crate::reason::Reason;
use eseal_primitives::{enterprise::Name, Uscc};

/// Whether the enterprise that sealed is the one `expected`.
///
/// # Errors
///
/// It is another.
pub(crate) fn check(expected: Uscc, uscc: Uscc, name: &Name) -> Result<Reason, Reason> {
	if uscc == expected {
		Ok(Reason::ExpectedEnterprise { uscc })
	} else {
		Err(Reason::AnotherEnterprise {
			expected,
			uscc,
			name: name.clone(),
		})
	}
}
