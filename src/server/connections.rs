//! Accepts connections, a bounded number at a time and from each address, and gives each request's head a time limit.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// At most this many connections are open.
const MAX_CONNECTIONS: usize = 256;
/// Maximum number of connections from one other machine, so that one client cannot use up all of them. Connections from this
/// machine are not limited.
const MAX_OF_ADDRESS: usize = 64;
/// The head of a request must have come within this time; an idle connection is closed after it.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// The longest head.
const MAX_HEAD: usize = 32 << 10;
/// Time between two checks whether the server should stop.
const STOP_CHECK: Duration = Duration::from_millis(200);

/// Serves until `goes_on` says no.
pub(super) async fn serve(listener: TcpListener, router: Router, goes_on: impl Fn() -> bool) {
    let places = Places::new(MAX_CONNECTIONS, MAX_OF_ADDRESS);
    while goes_on() {
        let Ok(accepted) = tokio::time::timeout(STOP_CHECK, listener.accept()).await else { continue };
        let Ok((stream, address)) = accepted else {
            // The system has no sockets left for the moment.
            tokio::time::sleep(STOP_CHECK).await;
            continue;
        };
        // Where all places are taken, the connection is closed at once rather than left to wait.
        let Some(place) = places.take(address.ip()) else { continue };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let _place = place;
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(MAX_HEAD);
            // A client that breaks off is no fault of the server's.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// The places for connections, and how many each other machine has taken.
#[derive(Clone)]
struct Places {
    all: Arc<Semaphore>,
    by_address: Arc<Mutex<HashMap<IpAddr, usize>>>,
    of_address: usize,
}

/// A place that is given back when it is dropped.
struct Place {
    address: IpAddr,
    places: Places,
    _permit: OwnedSemaphorePermit,
}

impl Places {
    fn new(all: usize, of_address: usize) -> Self {
        Places { all: Arc::new(Semaphore::new(all)), by_address: Arc::default(), of_address }
    }

    /// A place for a connection from an address; none where all, or all of this address, are taken.
    fn take(&self, address: IpAddr) -> Option<Place> {
        // An address of version 4 may come as one of version 6.
        let address = address.to_canonical();
        let permit = self.all.clone().try_acquire_owned().ok()?;
        let mut taken = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        let own = taken.entry(address).or_default();
        if *own >= self.of_address && !address.is_loopback() {
            return None;
        }
        *own += 1;
        Some(Place { address, places: self.clone(), _permit: permit })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.address) {
            *own -= 1;
            if *own == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_machine_does_not_take_the_places_of_all() {
        let places = Places::new(4, 2);
        let take = |address: &str| places.take(address.parse().unwrap());
        let first = take("192.0.2.1");
        let second = take("::ffff:192.0.2.1");
        assert!(first.is_some() && second.is_some() && take("192.0.2.1").is_none());
        let other = take("192.0.2.2");
        assert!(other.is_some());
        drop(first);
        assert!(take("192.0.2.1").is_some());
        // This machine is bounded by the places of all only.
        let own: Vec<Option<Place>> = (0..3).map(|_| take("127.0.0.1")).collect();
        assert_eq!(own.iter().flatten().count(), 2);
        drop((second, other, own));
        assert!(places.by_address.lock().unwrap().is_empty());
    }
}
