//! The checks, each in a file: what must hold, and the reason if it does not.
//!
//! | module | check |
//! | --- | --- |
//! | [`mod@format`] | `format` |
//! | [`finality`] | `authorities`, `finality` |
//! | [`block_uses`] | `state`, by the header of the use's own block |
//! | [`state`] | `state`, by the state of a later block |
//! | [`history`] | `state`: the e-seal's status and holds when it was used |
//! | [`enterprise`] | `enterprise` |
//! | [`batch`] | `document`: which one was sealed |
//! | [`document`] | `document` |
//! | [`signature`] | `sealKey`, `sender` |
//! | [`grant`] | `grant` |
//! | [`standing`] | `standing`, `dispute` |
//! | [`rectified`] | `enterprise`, `dispute`: what the register has by now in place of what the e-seal names |

pub mod batch;
pub mod block_uses;
pub mod document;
pub mod enterprise;
pub mod finality;
pub mod format;
pub mod grant;
pub mod history;
pub mod rectified;
pub mod signature;
pub mod standing;
pub mod state;
