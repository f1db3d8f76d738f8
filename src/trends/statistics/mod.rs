//! Statistics of shares and of series: intervals, tests, bursts, changes of level and waiting times.

mod alpha;
mod burst;
mod change_p_value;
mod change_point;
mod clustered;
mod kappa;
mod likeness;
mod mann_kendall;
mod paired;
mod relative_shares;
mod scan;
pub(crate) mod share;
mod successive;
mod successive_pairs;
mod successive_periods;
mod survival;
mod two_shares;

pub use alpha::{Alpha, krippendorffs_alpha};
pub use burst::{Burst, BurstSettings, bursts};
pub use change_p_value::change_p_value;
pub use change_point::{ChangePoint, change_points, dispersion};
pub use clustered::{
    ClusterCount, ClusteredDifference, clustered_difference, difference_of_successive_clusters, paper_weights,
};
pub use kappa::{Kappa, cohens_kappa};
pub use mann_kendall::{Trend, lasting_trend, mann_kendall};
pub use paired::{PairedCount, difference_of_successive_pairs, paired_difference};
pub(in crate::trends) use relative_shares::relative_shares;
pub use scan::{Chance, DayCount, Scan, ScanSettings, Stretch, scan, stands_out};
pub use share::{Share, share_of_clustered, wilson};
pub(in crate::trends) use successive::{
    counts_of_days, effects_in_a_row, lasting, lasting_above_chance, spreads, spreads_of_sums,
};
pub(in crate::trends) use successive_pairs::lasting_pairs;
pub(in crate::trends) use successive_periods::{effects_of_periods, lasting_periods, spreads_of_periods};
pub use survival::{MedianWaiting, Waiting, median_waiting};
pub(in crate::trends) use two_shares::independent_articles;
pub use two_shares::{Difference, difference, difference_of_clustered, false_discovery, false_discovery_of_tested};
