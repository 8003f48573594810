//! What a person sees.

pub mod terminal;
