//! What wallets call the unit of amounts. This chain has no token and no amounts, but the hash of its metadata (RFC 78) covers a symbol
//! and decimals: who signs with it must have the same as the build of the runtime. So they stand here once, for the specifications
//! of chains.

/// The symbol of the chain's token, of which there is none.
pub const TOKEN_SYMBOL: &str = "NONE";

/// How many decimals an amount has.
pub const TOKEN_DECIMALS: u8 = 0;
