//! The same signed uses, recorded by PostgreSQL: what other people could run beside the chain.
//!
//! | module | subject |
//! | --- | --- |
//! | [`sealed`] | what operators send, as on the chain, and whether both signatures are right |
//! | [`sql`] | the tables, and what goes into them |
//! | [`server`] | `psql`, by which this program speaks to the server |

pub mod sealed;
pub mod server;
pub mod sql;
