//! Serves the metrics over HTTP.

use super::metrics::Metrics;
use crate::args::ListenAddress;
use http_body_util::Full;
use hyper::{
	body::{Bytes, Incoming},
	header::{HeaderValue, ALLOW, CONTENT_TYPE},
	server::conn::http1,
	service::service_fn,
	Method, Request, Response, StatusCode,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{convert::Infallible, io, sync::Arc, time::Duration};
use tokio::net::TcpListener;

/// How long a client may take for the head of its request.
const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// How long to wait where the system has no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(100);

/// The address cannot be listened on.
#[derive(Debug, thiserror::Error)]
#[error("cannot listen on {address}: {}", reason(.source))]
pub struct CannotListen {
	/// The address.
	address: ListenAddress,
	/// What the system says.
	source: io::Error,
}

fn reason(error: &io::Error) -> String {
	match error.kind() {
		io::ErrorKind::AddrInUse => "another program has that port".into(),
		io::ErrorKind::AddrNotAvailable => "this machine does not have that address".into(),
		io::ErrorKind::PermissionDenied => "only root may listen on that port".into(),
		_ => error.to_string(),
	}
}

/// A server that listens.
pub struct Server {
	listener: TcpListener,
}

impl Server {
	/// Begins to listen.
	///
	/// # Errors
	///
	/// The address is taken, or not this machine's.
	pub async fn bind(address: &ListenAddress) -> Result<Self, CannotListen> {
		let listener = TcpListener::bind(address.to_string()).await;
		listener
			.map(|listener| Self { listener })
			.map_err(|source| CannotListen {
				address: address.clone(),
				source,
			})
	}

	/// Answers for ever.
	pub async fn serve(self, metrics: Arc<Metrics>) {
		loop {
			let Ok((stream, _)) = self.listener.accept().await else {
				tokio::time::sleep(NO_ROOM).await;
				continue;
			};
			let metrics = Arc::clone(&metrics);
			let service = service_fn(move |request| {
				let response = answer(&request, &metrics);
				async { Ok::<_, Infallible>(response) }
			});
			tokio::spawn(
				http1::Builder::new()
					.timer(TokioTimer::new())
					.header_read_timeout(HEAD_WITHIN)
					.serve_connection(TokioIo::new(stream), service),
			);
		}
	}
}

fn answer(request: &Request<Incoming>, metrics: &Metrics) -> Response<Full<Bytes>> {
	if request.uri().path() != "/metrics" {
		return text(StatusCode::NOT_FOUND, "The metrics are at /metrics.\n");
	}
	if request.method() != Method::GET && request.method() != Method::HEAD {
		let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "");
		response
			.headers_mut()
			.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
		return response;
	}
	match metrics.render() {
		Ok((body, kind)) => {
			let mut response = Response::new(Full::from(body));
			if let Ok(kind) = HeaderValue::from_str(&kind) {
				response.headers_mut().insert(CONTENT_TYPE, kind);
			}
			response
		}
		Err(error) => text(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error}\n")),
	}
}

fn text(status: StatusCode, body: &str) -> Response<Full<Bytes>> {
	let mut response = Response::new(Full::from(body.to_owned()));
	*response.status_mut() = status;
	response
		.headers_mut()
		.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
	response
}
