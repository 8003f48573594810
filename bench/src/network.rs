//! The nodes under load, as whoever started them describes them.

use crate::{
	composition::Composition,
	error::{BenchError, Result},
	postgres::server::Server,
};
use eseal_client::Client;
use serde::Deserialize;
use std::{
	fs,
	path::{Path, PathBuf},
	time::Duration,
};

/// How long an answer of a node may take. Under load they take long.
const ANSWERS_WITHIN: Duration = Duration::from_secs(60);

/// The file that describes a network.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Description {
	/// What kind of nodes these are, for the table.
	about: String,
	nodes: Vec<NodeDescription>,
	/// A PostgreSQL server beside them, if it is to be measured.
	postgres: Option<Server>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NodeDescription {
	name: String,
	/// `ws://…`
	rpc: String,
	/// The port on loopback that serves its metrics.
	prometheus: u16,
	/// Its process.
	pid: u32,
	/// The directory of its database.
	database: PathBuf,
}

/// A node under load.
#[derive(Debug, Clone)]
pub struct Node {
	/// Its name for people.
	pub name: String,
	/// The connection that extrinsics are sent over.
	pub client: Client,
	/// The port on loopback that serves its metrics.
	pub prometheus: u16,
	/// Its process.
	pub pid: u32,
	/// The directory of its database.
	pub database: PathBuf,
}

/// The network under load.
#[derive(Debug, Clone)]
pub struct Network {
	/// What kind of nodes these are.
	pub about: String,
	/// What their chain is composed of.
	pub composition: Composition,
	/// The nodes; at least one.
	pub nodes: Vec<Node>,
	/// A connection of its own to the first node, over which blocks are read: a large answer delays no extrinsic.
	pub watched: Client,
	/// A PostgreSQL server beside the nodes, if one was started.
	pub postgres: Option<Server>,
}

impl Network {
	/// Connects to all nodes that a file describes, whose chain is composed so.
	///
	/// # Errors
	///
	/// The file describes no network, or a node is not there.
	pub async fn connect(file: &Path, composition: Composition) -> Result<Self> {
		let wrong = |reason: String| BenchError::NotDescribed {
			file: file.to_owned(),
			reason,
		};
		let text = fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
		let Description {
			about,
			nodes: described,
			postgres,
		} = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
		let first = described.first().ok_or_else(|| wrong("it has no nodes".into()))?;
		let watched = connect(first, composition).await?;
		let mut nodes = Vec::new();
		for node in &described {
			nodes.push(Node {
				client: connect(node, composition).await?,
				name: node.name.clone(),
				prometheus: node.prometheus,
				pid: node.pid,
				database: node.database.clone(),
			});
		}
		Ok(Self {
			about,
			composition,
			nodes,
			watched,
			postgres,
		})
	}
}

async fn connect(node: &NodeDescription, composition: Composition) -> Result<Client> {
	let connected = match composition {
		Composition::Eseal => Client::connect(&node.rpc, ANSWERS_WITHIN).await,
		Composition::Solochain => Client::connect_to_any(&node.rpc, ANSWERS_WITHIN).await,
	};
	connected.map_err(|source| BenchError::NoConnection {
		node: node.name.clone(),
		source: Box::new(source),
	})
}
